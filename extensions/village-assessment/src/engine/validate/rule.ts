import { z } from 'zod';
import { Decimal, plain } from '../decimal.ts';
import { catalogueOf, methodOf, METHODS } from '../methods.ts';
import { decimal, label } from '../parts/shapes.ts';
import type { CriterionRule, Method, Reading } from '../types.ts';
import { problem, refuse, type Path, type Problem } from './problem.ts';
import { senseOfRule } from './sense-of-rule.ts';
import { shape } from './shape.ts';

/** Points as the database keeps them: two decimals. */
export const pointsShape = decimal.refine((value) => new Decimal(value).decimalPlaces() <= 2, {
	error: 'points_precision',
});

const option = z.union([z.string(), z.number(), z.boolean()]).transform((raw) => normal(raw));

const readingText = z.union([label, z.string().transform((chinese) => ({ 'zh-CN': chinese }))]);

export const readingShape = z.strictObject({
	param: z.string(),
	options: z.array(option).min(1, { error: 'empty_list' }),
	note: readingText,
	short: readingText.optional(),
});

/** A row may have more columns than scoring needs; those are left alone. */
const rowShape = z.object({
	id: z.string().nullish(),
	code: z.string().trim().min(1, { error: 'empty_code' }),
	title: z.union([label, z.string()]).nullish(),
	points: pointsShape,
	method: z.enum(METHODS),
	params: z.unknown(),
	waivable: z.union([z.boolean(), z.literal(0), z.literal(1)]).nullish(),
	readings: z.array(readingShape).nullish(),
});

/**
 * One criterion from the database, from REST or from the rulebook's YAML, ready to be scored with.
 * Decimals may be strings or finite numbers; JSON columns may still be text (SQLite). Without an id the code stands for it.
 * @throws RuleError with path, what is wrong and how to mend it, if the row does not make a rule.
 */
export function parseRule(row: unknown): CriterionRule {
	const { rule, problems } = inspectRule(row, []);
	refuse(problems);
	if (!rule) throw new TypeError('a row without problems makes a rule');
	return rule;
}

export interface Inspected {
	readonly rule: CriterionRule | null;
	readonly problems: readonly Problem[];
}

/** Like `parseRule`, but returns every problem found. */
export function inspectRule(row: unknown, at: Path): Inspected {
	const broken: Problem[] = [];
	const source = typeof row === 'object' && row !== null ? { ...row } : row;
	const read = (name: string): unknown => {
		const value = valueOf(source, name);
		if (typeof value !== 'string') return value;
		const json = parseJson(value);
		if (json === NOT_JSON) broken.push(problem('not_json', [...at, name]));
		return json;
	};
	const outer = shape(rowShape, { ...asObject(source), readings: read('readings') }, at);
	const given = read('params');
	if (broken.length > 0) return { rule: null, problems: broken };
	if (!outer.ok) return { rule: null, problems: outer.problems };

	const { id, code, title, points, method, waivable, readings } = outer.value;
	const params = paramsOf(given, waivable === true || waivable === 1);
	const inner = shape<CriterionRule['params']>(methodOf(method).params, params, [...at, 'params']);
	if (!inner.ok) return { rule: null, problems: inner.problems };

	const rule = assemble(method, inner.value, {
		id: id ?? code,
		code,
		title: typeof title === 'string' ? { 'zh-CN': title } : (title ?? { 'zh-CN': code }),
		points: plain(new Decimal(points)),
		waivable: waivable === true || waivable === 1,
		readings: readings ?? [],
	});
	const problems = senseOfRule(rule, at);
	return { rule: problems.length === 0 ? rule : null, problems };
}

type Rest = Pick<CriterionRule, 'id' | 'code' | 'title' | 'points' | 'waivable'> & {
	readonly readings: readonly Reading[];
};

function assemble(method: Method, params: CriterionRule['params'], rest: Rest): CriterionRule {
	// The schema of this very method has just made these parameters.
	const rule = { ...rest, method, params } as CriterionRule;
	return { ...rule, facts: catalogueOf(rule) };
}

/** A waivable criterion that says nothing of it grants the waiver in full. */
function paramsOf(given: unknown, waivable: boolean): unknown {
	const params = given ?? {};
	if (!waivable || typeof params !== 'object' || params === null || Array.isArray(params) || 'waiver' in params)
		return params;
	return { ...params, waiver: 'full' };
}

/** Options compare with parameters: decimals as plain strings. */
export function normal(raw: string | number | boolean): string | boolean {
	if (typeof raw === 'boolean') return raw;
	return /^-?\d+(\.\d+)?$/.test(String(raw)) ? plain(new Decimal(raw)) : String(raw);
}

const NOT_JSON = Symbol('not JSON');

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return NOT_JSON;
	}
}

function valueOf(source: unknown, name: string): unknown {
	return Object.entries(asObject(source)).find(([key]) => key === name)?.[1];
}

function asObject(source: unknown): object {
	return typeof source === 'object' && source !== null ? source : {};
}
