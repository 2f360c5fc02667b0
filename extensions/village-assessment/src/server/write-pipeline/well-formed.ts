// What is written has the form of its field: SQLite would keep rubbish, PostgreSQL would answer with an error of its own.
import { isUuid } from '#domain/uuid.ts';
import type { SchemaOverview } from '@directus/types';
import { DomainError } from '#domain/errors/domain-error.ts';
import { FIELD_RULES, type FieldRule } from '#domain/field-rules.ts';
import type { Guard, Payload } from '#server/platform/guard.ts';
import { meantNumber, shortened, type Label } from '#engine';
import { textDamage } from '#server/platform/sound-text.ts';

const COLLECTIONS = [
	'villages',
	'rulebooks',
	'indicators',
	'criteria',
	'assessments',
	'evidence_items',
	'evidence_items_files',
	'adjustments',
	'adjustments_files',
	'adjustment_votes',
	'appeals',
	'appeals_files',
	'holidays',
	'official_forms',
	'directus_users',
];

/** What a fact's numbers may be its criterion knows better (evidence/valid-fact.ts), and what makes a rule the engine (valid-rule.ts). */
const LEFT: Readonly<Record<string, readonly string[]>> = {
	evidence_items: ['value', 'numerator', 'denominator'],
	criteria: ['method', 'points', 'params'],
};
const isLeft = (collection: string, field: string): boolean => LEFT[collection]?.includes(field) ?? false;

/** By these one thing is told from another; nobody sees what stands around or between their characters. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
	villages: ['code', 'name'],
	rulebooks: ['code', 'version'],
	indicators: ['code'],
	criteria: ['code'],
	evidence_items: ['case_ref'],
};
const asName = (text: string): string =>
	text
		.replaceAll(/\p{Cf}/gu, '')
		.replaceAll(/\s+/gu, ' ')
		.trim();

const DAY = /^(\d{4})-(\d{2})-(\d{2})(T.*)?$/;
const DAY_LENGTH = '2026-05-03'.length;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
const LONGEST_STRING = 255;
const LONGEST_TEXT = 20_000;
/** Where the database does not say how many digits a number may have. */
const MOST_DIGITS = 9;
/** Deeper than anything of ours, far from what breaks a parser. */
const DEEPEST = 12;

type Problem = Required<Label>;
const bilingual = (chinese: string, english: string): Problem => ({ 'zh-CN': chinese, 'en-US': english });

export const wellFormed: Guard = {
	collections: COLLECTIONS,
	safeForUnprivileged: true,
	create: async (payload, { collection, schema }) => {
		const complete = checked(payload, { collection, schema, isNew: true });
		refuseMissing(complete, { collection, schema });
		return complete;
	},
	update: async (payload, { collection, schema }) => checked(payload, { collection, schema, isNew: false }),
};

interface Where {
	readonly collection: string;
	readonly schema: SchemaOverview | null;
}

function checked(payload: Payload, { collection, schema, isNew }: Where & { readonly isNew: boolean }): Payload {
	const fields = schema?.collections[collection]?.fields ?? {};
	const related = new Set(
		(schema?.relations ?? [])
			.filter((relation) => relation.collection === collection)
			.map((relation) => relation.field),
	);
	const rewritten: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(payload)) {
		const field = fields[name];
		if (field === undefined || value === undefined) continue;
		if (field.alias) {
			if (holdsNoRows(value))
				throw new DomainError(
					'MALFORMED_VALUE',
					{ field: name, value: short(value), problem: bilingual('应为记录的列表', 'must be a list of rows') },
					{ collection, field: name },
				);
			continue;
		}
		if (isLeft(collection, name)) {
			const tooDeep = depthProblem(value);
			if (tooDeep !== null)
				throw new DomainError(
					'MALFORMED_VALUE',
					{ field: name, value: '…', problem: tooDeep },
					{ collection, field: name },
				);
			continue;
		}
		// An empty cell of a form or a CSV is no number, no date and no choice.
		if (value === null || (value === '' && (related.has(name) || !['string', 'text'].includes(field.type)))) {
			if (!field.nullable && (!isNew || field.defaultValue === null))
				throw new DomainError('MISSING_VALUE', { field: name }, { collection, field: name });
			rewritten[name] = null;
			continue;
		}
		const problem =
			problemOf(value, {
				type: field.type,
				related: related.has(name),
				precision: field.precision,
				scale: field.scale,
			}) ?? ruleProblem(FIELD_RULES[collection]?.[name], value);
		if (problem !== null)
			throw new DomainError(
				'MALFORMED_VALUE',
				{ field: name, value: short(value), problem },
				{ collection, field: name },
			);
		if (typeof value !== 'string') continue;
		// SQLite keeps an id as it was written, and finds it by nothing else.
		if (isUuid(value) && (field.type === 'uuid' || related.has(name))) rewritten[name] = value.toLowerCase();
		// The day that was written: with an hour and a time zone Directus makes another one of it.
		if (field.type === 'date') rewritten[name] = value.slice(0, DAY_LENGTH);
		// A name in which nothing can be seen is none.
		if (NAMES[collection]?.includes(name))
			rewritten[name] = asName(value) === '' && field.nullable ? null : asName(value);
	}
	return Object.keys(rewritten).length === 0 ? payload : { ...payload, ...rewritten };
}

/** Rows written along with this one are objects or keys; Directus stumbles over anything else. */
function holdsNoRows(value: unknown): boolean {
	const lists = Array.isArray(value)
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).filter((one) => Array.isArray(one))
			: [];
	return lists.some((list) => list.some((one) => one === null || Array.isArray(one) || typeof one === 'boolean'));
}

/** What Directus or the database fills in by itself. */
const GENERATED = new Set(['uuid', 'user-created', 'user-updated', 'date-created', 'date-updated']);

function refuseMissing(payload: Payload, { collection, schema }: Where): void {
	for (const [name, field] of Object.entries(schema?.collections[collection]?.fields ?? {})) {
		const isGiven =
			field.nullable ||
			field.alias ||
			field.generated ||
			field.defaultValue !== null ||
			field.special.some((special) => GENERATED.has(special));
		if (!isGiven && !isLeft(collection, name) && (payload[name] ?? null) === null)
			throw new DomainError('MISSING_VALUE', { field: name }, { collection, field: name });
	}
}

interface Kind {
	readonly type: string;
	readonly related: boolean;
	readonly precision: number | null;
	readonly scale: number | null;
}

function problemOf(value: unknown, kind: Kind): Problem | null {
	if (kind.type === 'json') return jsonProblem(value);
	// A related row may be written along with this one; it has guards of its own.
	if (kind.related && typeof value === 'object') return depthProblem(value);
	// SQLite knows no uuid type, so a relation tells that an id is meant.
	if (kind.related || kind.type === 'uuid')
		return isUuid(value) ? null : bilingual('应从列表中选择（有效的 id）', 'must be an id');
	switch (kind.type) {
		case 'integer':
		case 'bigInteger':
			return isWhole(value)
				? null
				: (meantInstead(value) ?? bilingual('应为整数，如 12', 'must be a whole number such as 12'));
		case 'decimal':
		case 'float':
			return decimalProblem(value, kind);
		case 'boolean':
			return typeof value === 'boolean' ? null : bilingual('应为是或否', 'must be yes or no');
		case 'date':
			return isDay(value) ? null : bilingual('应为日期，如 2026-05-03', 'must be a date such as 2026-05-03');
		case 'timestamp':
		case 'dateTime':
			return isMoment(value) ? null : bilingual('应为日期和时间', 'must be a date and time');
		default:
			return textProblem(value, kind.type === 'text' ? LONGEST_TEXT : LONGEST_STRING);
	}
}

/** 1,000 and 12户 are near enough to say what to enter. */
function meantInstead(value: unknown): Problem | null {
	const meant = meantNumber(value);
	return meant === null
		? null
		: bilingual(
				`请只填数字 ${meant}，不加逗号、空格、单位或百分号`,
				`enter ${meant}, without comma, blank, unit or per cent sign`,
			);
}

const isWhole = (value: unknown): boolean =>
	(typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,10}$/.test(value))) &&
	Number.isInteger(Number(value)) &&
	Math.abs(Number(value)) < 2 ** 31;

function decimalProblem(value: unknown, { precision, scale }: Kind): Problem | null {
	const text = typeof value === 'number' && Number.isFinite(value) ? plainText(value) : value;
	if (typeof text !== 'string' || !PLAIN_NUMBER.test(text))
		return meantInstead(value) ?? bilingual('应为普通数字，如 3 或 96.4', 'must be a plain number such as 3 or 96.4');
	const [whole = '', decimals = ''] = text.replace('-', '').split('.');
	if (scale !== null && decimals.replace(/0+$/, '').length > scale)
		return bilingual(`最多 ${scale} 位小数`, `takes at most ${scale} decimals`);
	if (whole.replace(/^0+/, '').length > (precision ?? MOST_DIGITS) - (scale ?? 0))
		return bilingual('数字过大', 'is too large');
	return null;
}

/** Small and large numbers without exponent; what is too large for that is too large anyway. */
const plainText = (value: number): string =>
	Math.abs(value) < 1e21
		? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
		: String(value);

function isDay(value: unknown): boolean {
	const [, year, month, day] = (typeof value === 'string' ? DAY.exec(value) : null) ?? [];
	if (year === undefined || month === undefined || day === undefined) return false;
	const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return (
		made.getUTCMonth() === Number(month) - 1 &&
		made.getUTCDate() === Number(day) &&
		Number(year) >= 1900 &&
		Number(year) < 2200
	);
}

/** JavaScript takes 30 February for 2 March, PostgreSQL for nothing. */
const isMoment = (value: unknown): boolean =>
	value instanceof Date ||
	(typeof value === 'string' && !Number.isNaN(Date.parse(value)) && isDay(value.trim().replace(' ', 'T')));

function textProblem(value: unknown, longest: number): Problem | null {
	if (typeof value !== 'string') return bilingual('应为文字', 'must be a text');
	return (
		textDamage(value) ??
		(value.length > longest
			? bilingual(`过长，最多 ${longest} 字`, `is too long: at most ${longest} characters`)
			: null)
	);
}

function jsonProblem(value: unknown): Problem | null {
	if (typeof value !== 'object')
		return isJsonText(value) ? null : bilingual('应为对象或列表', 'must be an object or a list');
	return depthProblem(value);
}

function isJsonText(value: unknown): boolean {
	if (typeof value !== 'string') return false;
	try {
		const parsed: unknown = JSON.parse(value);
		return typeof parsed === 'object' && depthProblem(parsed) === null;
	} catch {
		return false;
	}
}

/** Walked without recursion, so that nesting cannot break it. */
function depthProblem(value: unknown): Problem | null {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > DEEPEST) return bilingual('层次过深', 'is nested too deeply');
		if (level.some((one) => typeof one === 'string' && one.includes('\u0000')))
			return bilingual('含有不能保存的字符', 'has a character that cannot be kept');
		level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
	}
	return null;
}

function ruleProblem(rule: FieldRule | undefined, value: unknown): Problem | null {
	if (rule === undefined) return null;
	if ('choices' in rule) {
		const choices = Object.entries(rule.choices);
		if (choices.some(([choice]) => choice === value)) return null;
		return bilingual(
			`只能是 ${choices.map(([choice, label]) => `${choice}（${label['zh-CN']}）`).join('、')}`,
			`must be one of ${choices.map(([choice]) => choice).join(', ')}`,
		);
	}
	if ('notEmpty' in rule)
		return asName(String(value)) === ''
			? bilingual('不能为空', 'must not be empty')
			: textProblem(value, rule.longest ?? LONGEST_TEXT);
	const number = Number(value);
	if (
		(rule.min === undefined || number >= rule.min) &&
		(rule.max === undefined || number <= rule.max) &&
		(rule.below === undefined || number < rule.below)
	)
		return null;
	const [zh, en] = [
		[
			rule.min === undefined ? '' : `不小于 ${rule.min}`,
			rule.max === undefined ? '' : `不大于 ${rule.max}`,
			rule.below === undefined ? '' : `小于 ${rule.below}`,
		],
		[
			rule.min === undefined ? '' : `at least ${rule.min}`,
			rule.max === undefined ? '' : `at most ${rule.max}`,
			rule.below === undefined ? '' : `below ${rule.below}`,
		],
	];
	return bilingual(`应${zh.filter(Boolean).join('、')}`, `must be ${en.filter(Boolean).join(', ')}`);
}

const short = (value: unknown): string => {
	const text = typeof value === 'object' ? (depthProblem(value) === null ? JSON.stringify(value) : '…') : String(value);
	return shortened(text, 40);
};
