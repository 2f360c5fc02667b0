import { z } from 'zod';
import type { Label, Locale } from '../types.ts';
import { PARAM_FIELDS } from '../forms/fields.ts';
import { partName } from '../forms/place.ts';
import { problem, type Path, type Problem } from './problem.ts';
import { PROBLEM_TEXTS, type ProblemCode } from './problem-texts.ts';

export type Shaped<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** First ring: the form. Every departure becomes a problem with its path below `at`. */
export function shape<T>(schema: z.ZodType<T>, raw: unknown, at: Path = []): Shaped<T> {
	const result = schema.safeParse(raw);
	if (result.success) return { ok: true, value: result.data };
	return { ok: false, problems: result.error.issues.flatMap((issue) => fromIssue(schema, issue, { raw, at })) };
}

interface Placed {
	/** What was given, from the top. */
	readonly raw: unknown;
	readonly at: Path;
}

function fromIssue(schema: z.ZodType, issue: z.core.$ZodIssue, { raw, at }: Placed): readonly Problem[] {
	const inner = issue.path.filter((part) => typeof part !== 'symbol');
	const path = [...at, ...inner];
	const absent = inner.length > 0 && valueAt(raw, inner) === undefined;
	if (isCode(issue.message)) {
		// A key that is not there at all is better called missing than misshapen.
		if (absent) return [missing(path, [issue.message])];
		return [problem(issue.message, path, issue.code === 'custom' ? issue.params : {})];
	}
	switch (issue.code) {
		case 'unrecognized_keys':
			return [
				problem('unknown_key', [...path, ...issue.keys.slice(0, 1)], {
					keys: issue.keys,
					allowed: keysAt(schema, inner),
				}),
			];
		case 'invalid_type':
			return [
				absent ? missing(path, [issue.expected]) : problem('wrong_type', path, { expected: kindsOf([issue.expected]) }),
			];
		case 'invalid_value':
			return [problem('not_an_option', path, { options: issue.values })];
		case 'invalid_union': {
			const entered = issue.errors.filter((branch) => !branch.some(isAtTheTop));
			const [only] = entered;
			if (only && entered.length === 1)
				return only.flatMap((one) => fromIssue(schema, { ...one, path: [...issue.path, ...one.path] }, { raw, at }));
			const expected = issue.errors.flatMap((branch) => branch.flatMap(expectedOf));
			return [absent ? missing(path, expected) : problem('wrong_type', path, { expected: kindsOf(expected) })];
		}
		default:
			return [problem('invalid', path)];
	}
}

/** The value is of another kind altogether than this branch of a union wants. */
function isAtTheTop(issue: z.core.$ZodIssue): boolean {
	return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function expectedOf(issue: z.core.$ZodIssue): readonly string[] {
	if (issue.code === 'invalid_type') return [issue.expected];
	return issue.code === 'invalid_value' ? issue.values.map((value) => typeof value) : [];
}

function missing(path: Path, expected: readonly string[]): Problem {
	return problem('missing', path, { name: partName(String(path.at(-1)), ANY_FIELDS), expected: kindsOf(expected) });
}

/** What is missing is called as most methods call it. */
const ANY_FIELDS = Object.values(PARAM_FIELDS).flat();

/** What kind of value was expected, in words. */
function kindsOf(names: readonly string[]): Label {
	const kinds = [...new Set(names)].map(
		(name) => Object.entries(KINDS).find(([key]) => key === name)?.[1] ?? KINDS.string,
	);
	const join = (locale: Locale, or: string): string => [...new Set(kinds.map((kind) => kind[locale]))].join(or);
	return { 'zh-CN': join('zh-CN', '或'), 'en-US': join('en-US', ' or ') };
}

/** Zod's names of kinds, and our codes where something is missing. */
const KINDS = {
	string: { 'zh-CN': '文字', 'en-US': 'a text' },
	empty_text: { 'zh-CN': '文字', 'en-US': 'a text' },
	empty_code: { 'zh-CN': '编号', 'en-US': 'a code' },
	key: { 'zh-CN': '键名', 'en-US': 'a key' },
	date: { 'zh-CN': '日期', 'en-US': 'a date' },
	number: { 'zh-CN': '数字', 'en-US': 'a number' },
	int: { 'zh-CN': '整数', 'en-US': 'a whole number' },
	decimal: { 'zh-CN': '数字', 'en-US': 'a number' },
	not_positive: { 'zh-CN': '大于 0 的数字', 'en-US': 'a number above 0' },
	boolean: { 'zh-CN': '是（true）或否（false）', 'en-US': 'true or false' },
	array: { 'zh-CN': '列表', 'en-US': 'a list' },
	object: { 'zh-CN': '对象', 'en-US': 'an object' },
	record: { 'zh-CN': '对象', 'en-US': 'an object' },
} satisfies Record<string, Required<Label>>;

function isCode(message: string): message is ProblemCode {
	return Object.hasOwn(PROBLEM_TEXTS, message);
}

function valueAt(raw: unknown, path: Path): unknown {
	return path.reduce<unknown>((value, part) => {
		if (typeof value !== 'object' || value === null) return undefined;
		return Object.entries(value).find(([name]) => name === String(part))?.[1];
	}, raw);
}

/** The keys that the schema allows at a path. */
export function keysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
	const here = unwrap(schema);
	if (here instanceof z.ZodObject) {
		const [next, ...rest] = path;
		if (next === undefined) return Object.keys(here.shape);
		const child: unknown = here.shape[next];
		return child instanceof z.ZodType ? keysAt(child, rest) : [];
	}
	if (here instanceof z.ZodArray) return keysAt(here.element, path.slice(1));
	return [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
	if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
		return unwrap(schema.def.innerType);
	}
	if (schema instanceof z.ZodPipe) return unwrap(schema.def.in);
	if (schema instanceof z.ZodLazy) return unwrap(schema.def.getter());
	return schema;
}
