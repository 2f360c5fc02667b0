import { filledText } from '../text/words.ts';
import type { Path } from '../types/path.ts';
import type { Label, Locale } from '../types.ts';
import { PROBLEM_TEXTS, type ProblemCode } from './problem-texts.ts';

export type { Path };

/** Something wrong with a rulebook: where, what, and how to mend it. */
export interface Problem {
	readonly code: ProblemCode;
	readonly path: Path;
	readonly what: Required<Label>;
	readonly how: Required<Label>;
}

type Values = Readonly<Record<string, unknown>>;

/** A problem with its texts filled in. */
export function problem(code: ProblemCode, path: Path, values: Values = {}): Problem {
	const { what, how } = PROBLEM_TEXTS[code];
	return { code, path, what: formatted(what, values), how: formatted(how, values) };
}

function formatted([chinese, english]: readonly [string, string], values: Values): Required<Label> {
	const fill = (text: string, locale: Locale): string => filledText(text, (name) => show(values[name], locale));
	return { 'zh-CN': fill(chinese, 'zh-CN'), 'en-US': fill(english, 'en-US') };
}

/** A value in a message; one that is a label, in the language of the message. */
function show(value: unknown, locale: Locale): string {
	if (Array.isArray(value)) return value.map((entry) => show(entry, locale)).join(locale === 'zh-CN' ? '、' : ', ');
	if (value === null || value === undefined) return '—';
	if (typeof value !== 'object') return String(value);
	const text: unknown =
		Object.entries(value).find(([name]) => name === locale)?.[1] ??
		Object.entries(value).find(([name]) => name === 'zh-CN')?.[1];
	return typeof text === 'string' ? text : JSON.stringify(value);
}

/** `criteria[3].params.items[0].key` */
export function pathText(path: Path): string {
	return path.reduce<string>((text, part) => {
		if (typeof part === 'number') return `${text}[${part}]`;
		return text === '' ? part : `${text}.${part}`;
	}, '');
}

/** A rule that cannot be scored with. `path`, `what` and `how` are those of the first problem. */
export class RuleError extends Error {
	readonly problems: readonly Problem[];
	readonly path: string;
	readonly what: Required<Label>;
	readonly how: Required<Label>;

	constructor(problems: readonly [Problem, ...Problem[]]) {
		const [first] = problems;
		super(`${pathText(first.path)}: ${first.what['en-US']} ${first.how['en-US']}`);
		this.name = 'RuleError';
		this.problems = problems;
		this.path = pathText(first.path);
		this.what = first.what;
		this.how = first.how;
	}
}

/** Throws when there is anything wrong. */
export function refuse(problems: readonly Problem[]): void {
	const [first, ...rest] = problems;
	if (first) throw new RuleError([first, ...rest]);
}
