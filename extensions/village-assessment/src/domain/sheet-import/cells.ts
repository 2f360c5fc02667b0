// What stands in a cell, and what it means where a number, a day or a yes is asked for. Pure.
import { plainDay } from '#domain/plain-day.ts';
import { bare, halfWidth } from '#domain/plain-text.ts';
import { yesOrNo } from '#domain/evidence/yes-no.ts';
import { Decimal, plain, type FactSpec, type Label } from '#engine';

/**
 * `number`, `percent` (0.964 shown as 96.4 % is 96.4) and `date` (YYYY-MM-DD) by the cell's format; `error`: #N/A and its kind;
 * `empty_formula`: the program that wrote the file has saved no result.
 */
export const CELL_KINDS = ['text', 'number', 'percent', 'date', 'error', 'empty_formula'] as const;
export interface Cell {
	readonly kind: (typeof CELL_KINDS)[number];
	readonly text: string;
}

export type Reading =
	{ readonly ok: true; readonly value: string | null } | { readonly ok: false; readonly reason: Required<Label> };

const read = (value: string | null): Reading => ({ ok: true, value });
const wrong = (chinese: string, english: string): Reading => ({
	ok: false,
	reason: { 'zh-CN': chinese, 'en-US': english },
});

/** As text: without what nobody sees around it. */
export const cellText = (cell: Cell | null | undefined): string =>
	cell === null || cell === undefined
		? ''
		: cell.text
				.replace(/\p{Cf}/gu, '')
				.replace(/[\s\u00a0\u3000]+/gu, ' ')
				.trim();

export function brokenCell(cell: Cell | null | undefined): Required<Label> | null {
	if (cell?.kind === 'error')
		return {
			'zh-CN': `单元格是错误值 ${cell.text}，请改正公式或直接填写结果`,
			'en-US': `the cell is the error ${cell.text}; mend the formula or enter its result`,
		};
	if (cell?.kind === 'empty_formula')
		return {
			'zh-CN': '公式没有保存计算结果，请在 Excel 中打开并保存后再导入，或直接填写结果',
			'en-US': 'the formula has no saved result; open and save the file in Excel, or enter the result',
		};
	return null;
}

const YES_NO_KINDS: ReadonlySet<FactSpec['kind']> = new Set<FactSpec['kind']>([
	'presence',
	'yes_no',
	'no_plan',
	'waiver',
]);
const HAS: ReadonlySet<string> = new Set([
	'有',
	'具备',
	'已有',
	'齐全',
	'存在',
	'达到',
	'已达到',
	'完成',
	'已完成',
	'☑',
	'present',
]);
const HAS_NOT: ReadonlySet<string> = new Set([
	'无',
	'没有',
	'缺',
	'缺少',
	'未有',
	'不具备',
	'未达到',
	'未完成',
	'☐',
	'missing',
	'absent',
]);

/** What a fact of this kind is given as. */
export function readValue(cell: Cell | null | undefined, spec: FactSpec): Reading {
	const text = bare(halfWidth(cellText(cell)));
	if (text === '') return read(null);
	return YES_NO_KINDS.has(spec.kind) ? readYesNo(text) : readNumber(cell, spec);
}

function readYesNo(text: string): Reading {
	const word = text.toLowerCase();
	if (HAS.has(word)) return read('1');
	if (HAS_NOT.has(word)) return read('0');
	const meant = yesOrNo(word);
	if (typeof meant === 'boolean') return read(meant ? '1' : '0');
	if (/^[01](\.0+)?$/.test(word)) return read(word.slice(0, 1));
	return wrong(`「${text}」不是有/无或是/否`, `“${text}” is neither yes nor no`);
}

/** Units that a per cent is written in. */
const PER_CENT = new Set(['%', '％', '个百分点', '百分点', 'percent', 'percentagepoints']);
const NUMBER = /^([-+−]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s*(\D*)$/u;

/** 96.4 %（241/250）, as our own export has it. */
const WITH_COUNTS = /^([\d.]+\s*%)\s*\(\d+\/\d+\)$/;

/** A number for a fact: with separators, of full width, with the fact's own unit behind it. */
export function readNumber(cell: Cell | null | undefined, spec: FactSpec | null): Reading {
	const text = bare(halfWidth(cellText(cell)));
	if (text === '') return read(null);
	if (cell?.kind === 'date') return wrong(`「${text}」是日期，应填数字`, `“${text}” is a date, a number is asked for`);
	const isPerCent = takesPerCent(spec);
	if (cell?.kind === 'percent') {
		if (isPerCent) return read(tidy(text));
		return wrong(
			`单元格是百分比（${text}%），这里应填数量`,
			`the cell is a per cent (${text} %), an amount is asked for`,
		);
	}
	const [, sign = '', digits = '', unit = ''] = NUMBER.exec(isPerCent ? text.replace(WITH_COUNTS, '$1') : text) ?? [];
	if (digits === '') return wrong(`「${text}」不是数字`, `“${text}” is no number`);
	const word = unit.replace(/\s+/gu, '').toLowerCase();
	if (word !== '' && !unitsOf(spec).has(word) && !(isPerCent && PER_CENT.has(word)))
		return wrong(
			`「${text}」里的单位「${unit.trim()}」不能识别，请只填数字`,
			`the unit in “${text}” is not known here; enter the number alone`,
		);
	return read(tidy(`${sign === '' || sign === '+' ? '' : '-'}${digits.replaceAll(',', '')}`));
}

const tidy = (digits: string): string => plain(new Decimal(digits.startsWith('.') ? `0${digits}` : digits));

function takesPerCent(spec: FactSpec | null): boolean {
	if (spec === null) return false;
	return spec.percent || [...unitsOf(spec)].some((unit) => PER_CENT.has(unit));
}

function unitsOf(spec: FactSpec | null): ReadonlySet<string> {
	const units = Object.values(spec?.unit ?? {}).map((unit) => String(unit).replace(/\s+/gu, '').toLowerCase());
	return new Set(units.flatMap((unit) => [unit, `${unit}s`]));
}

/** Excel's first day is 1 January 1900; before 1990 and after 2099 nobody means a day of an assessment. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const [FIRST_SERIAL, LAST_SERIAL] = [32_874, 73_050];
const UNIX_OF_SERIAL = 25_569;
const DAY_MS = 86_400_000;

export function readDay(cell: Cell | null | undefined): Reading {
	const text = bare(halfWidth(cellText(cell)));
	if (text === '') return read(null);
	if (cell?.kind === 'date') return read(text);
	const tidied = text.replace(/\s+(\d{1,2}:\d{2}(:\d{2})?)$/, '').replace(/\s*([年月日])\s*/gu, '$1');
	const day = plainDay(tidied);
	if (typeof day === 'string') return read(day);
	const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
	const tight = compact === null ? undefined : plainDay(`${compact[1]}-${compact[2]}-${compact[3]}`);
	if (typeof tight === 'string') return read(tight);
	if (SERIAL.test(text) && Number(text) >= FIRST_SERIAL && Number(text) <= LAST_SERIAL)
		return read(new Date((Math.floor(Number(text)) - UNIX_OF_SERIAL) * DAY_MS).toISOString().slice(0, 10));
	return wrong(
		`「${text}」不是日期，请写成 2026-03-05 或 2026年3月5日`,
		`“${text}” is no date; write it as 2026-03-05`,
	);
}
