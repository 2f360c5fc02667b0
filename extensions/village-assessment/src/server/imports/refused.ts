// What the importer reads: how many rows are wrong, and of each the line, the column and the reason.
import { createError } from '@directus/errors';
import type { Label, Locale } from '#engine';
import { MOST_PROBLEMS } from './judge.ts';
import type { RowProblem, Sheet } from './sheet.ts';

interface Extensions {
	readonly told: string;
	/** The first rows in words, one a line, and how many more there are. */
	readonly summary: string;
	readonly total: number;
	readonly bad: number;
	readonly rows: readonly {
		readonly line: number;
		readonly column: string | null;
		readonly code: string;
		readonly reason: string;
	}[];
	/** What an import may be headed with; told where a heading is wrong. */
	readonly columns?: readonly string[];
}

/** The Studio cuts a message at 200 characters. */
const LONGEST = 190;
/** Shorter than that a reason says nothing. */
const SHORTEST_REASON = 45;
/** So many lines are named where the reasons do not fit. */
const LINES_NAMED = 12;
export const IN_WORDS = 20;

const cut = (text: string, longest: number): string => {
	const characters = [...text];
	return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
};

const lineName = (kind: Sheet['kind'], line: number, locale: Locale): string =>
	locale === 'zh-CN' ? `第 ${line} ${kind === 'csv' ? '行' : '条'}` : `${kind === 'csv' ? 'line' : 'entry'} ${line}`;

function rowText(
	{ line, column, reason }: RowProblem,
	{ kind, locale }: { readonly kind: Sheet['kind']; readonly locale: Locale },
): string {
	if (locale === 'zh-CN')
		return `${lineName(kind, line, locale)}${column === null || column === '' ? '' : `「${column}」`}：${reason[locale]}`;
	return `${lineName(kind, line, locale)}${column === null || column === '' ? '' : `, ${column}`}: ${reason[locale]}`;
}

const badRows = (problems: readonly RowProblem[]): number => new Set(problems.map(({ line }) => line)).size;
const more = (problems: readonly RowProblem[]): string => (problems.length >= MOST_PROBLEMS ? '+' : '');

/** One a line; the rest is counted. */
export function listText(
	problems: readonly RowProblem[],
	{ kind, locale }: { readonly kind: Sheet['kind']; readonly locale: Locale },
): string {
	const rest = problems.length - IN_WORDS;
	const counted = locale === 'zh-CN' ? `另有 ${rest}${more(problems)} 处有误。` : `${rest}${more(problems)} more.`;
	return [
		...problems.slice(0, IN_WORDS).map((one) => rowText(one, { kind, locale })),
		...(rest > 0 ? [counted] : []),
	].join('\n');
}

/** As much as the Studio shows: every row where they fit, cut where they nearly fit, else the first ones and the lines of the others. */
export function shortText(
	problems: readonly RowProblem[],
	{ sheet, locale }: { readonly sheet: Sheet; readonly locale: Locale },
): string {
	const { kind, entries } = sheet;
	const bad = badRows(problems);
	const isHeading = problems.every(({ code }) => code === 'UNKNOWN_COLUMN');
	const unit = kind === 'csv' ? '行' : '条';
	const head =
		locale === 'zh-CN'
			? isHeading
				? `有 ${problems.length} 列不能导入，一行也没有写入。`
				: `共 ${entries.length} ${unit}，${bad}${more(problems)} ${unit}有误，一${unit}也没有写入。`
			: isHeading
				? `${problems.length} columns cannot be imported; nothing was written. `
				: `${bad}${more(problems)} of ${entries.length} rows are wrong; nothing was written. `;
	const room = LONGEST - [...head].length;
	const texts = problems.map((one) => rowText(one, { kind, locale }));
	const share = Math.floor(room / texts.length) - 1;
	if (texts.join(' ').length <= room) return head + texts.join(' ');
	if (share >= SHORTEST_REASON) return head + texts.map((text) => cut(text, share)).join(' ');
	const [first = ''] = texts;
	const lines = [...new Set(problems.slice(1).map(({ line }) => line))];
	const named = lines.slice(0, LINES_NAMED);
	const rest =
		locale === 'zh-CN'
			? ` 另有第 ${named.join('、')} ${unit}${lines.length > named.length ? `等 ${lines.length}${more(problems)} ${unit}` : ''}，见通知。`
			: ` Also ${lines.length > named.length ? `${lines.length}${more(problems)} lines: ` : 'lines '}` +
				`${named.join(', ')}${lines.length > named.length ? ' …' : ''}; see your notifications.`;
	return head + cut(first, room - [...rest].length) + rest;
}

/** One kind of refusal keeps its code; several together are an import that was refused. */
export function importRefused(
	problems: readonly RowProblem[],
	{ sheet, locale, columns }: { readonly sheet: Sheet; readonly locale: Locale; readonly columns: readonly string[] },
): Error {
	const [first] = problems;
	const isOne = new Set(problems.map(({ code }) => code)).size === 1;
	const [code, status] = isOne && first !== undefined ? [first.code, first.status] : ['IMPORT_REFUSED', 422];
	const text = shortText(problems, { sheet, locale });
	const ImportRefused = createError<Extensions>(code, () => text, status);
	return new ImportRefused({
		told: text,
		summary: listText(problems, { kind: sheet.kind, locale }),
		total: sheet.entries.length,
		bad: badRows(problems),
		rows: problems.map(({ line, column, code: of, reason }) => ({
			line,
			column,
			code: of,
			reason: reason[locale] ?? reason['zh-CN'],
		})),
		...(problems.some((one) => one.code === 'UNKNOWN_COLUMN') ? { columns } : {}),
	});
}

export const isCut = (
	problems: readonly RowProblem[],
	given: { readonly sheet: Sheet; readonly locale: Locale },
): boolean =>
	problems.some(
		(one) => !shortText(problems, given).includes(rowText(one, { kind: given.sheet.kind, locale: given.locale })),
	);

export const subjects = {
	refused: { 'zh-CN': '导入未成功，一行也没有写入', 'en-US': 'Nothing was imported' },
	done: { 'zh-CN': '导入完成', 'en-US': 'The import is done' },
} as const satisfies Record<string, Label>;
