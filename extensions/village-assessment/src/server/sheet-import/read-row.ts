// A row of a sheet as an evidence item somebody wants: names become ids, cells become values; every cell that does not is told.
import { brokenCell, cellText, readDay, readNumber, readValue, type Reading } from '#domain/sheet-import/cells.ts';
import { FIELD_LABELS, type SheetField } from '#domain/sheet-import/columns.ts';
import type { RowProblem } from '#domain/contracts/sheet-import.ts';
import { Decimal, percentOf, type FactSpec, type Label } from '#engine';
import type { Payload } from '#server/platform/guard.ts';
import {
	examinationChoices,
	examinationOf,
	factOf,
	type Found,
	type KnownCriterion,
	type KnownVillage,
	type Names,
} from './names.ts';
import type { SheetRecord } from './records.ts';

export interface ReadRow {
	readonly record: SheetRecord;
	readonly village: KnownVillage | null;
	readonly criterion: KnownCriterion | null;
	readonly spec: FactSpec | null;
	/** Without status, and without what the sheet does not say. */
	readonly payload: Payload;
	readonly problems: readonly RowProblem[];
}

export const MOST_ALLOWED = 30;

export function readRow(record: SheetRecord, names: Names): ReadRow {
	const problems: RowProblem[] = [];
	const wrong = (field: SheetField, text: Required<Label>, allowed: readonly string[] = []): null => {
		const column = record.column(field);
		problems.push({
			column: column?.letter ?? null,
			heading: column?.heading ?? FIELD_LABELS[field]['zh-CN'],
			field,
			code: 'CELL',
			text,
			allowed: allowed.slice(0, MOST_ALLOWED),
		});
		return null;
	};
	const text = (field: SheetField): string => {
		const broken = brokenCell(record.cell(field));
		if (broken !== null) wrong(field, broken);
		return broken === null ? cellText(record.cell(field)) : '';
	};
	const read = (field: SheetField, by: (cell: ReturnType<SheetRecord['cell']>) => Reading): string | null => {
		const cell = record.cell(field);
		const broken = brokenCell(cell);
		if (broken !== null) return wrong(field, broken);
		const reading = by(cell);
		return reading.ok ? reading.value : wrong(field, reading.reason);
	};

	const village = named(text('village'), names.village, {
		none: (cell) =>
			wrong(
				'village',
				unknown('村', 'village', cell),
				names.villages.map(({ name }) => name),
			),
		several: (cell, found) =>
			wrong(
				'village',
				unclear('村', 'villages', cell),
				found.map(({ code, name }) => `${code} ${name}`),
			),
		empty: () =>
			wrong(
				'village',
				EMPTY,
				names.villages.map(({ name }) => name),
			),
	});
	const criterion = named(text('criterion'), names.criterion, {
		none: (cell) => wrong('criterion', unknown('细则', 'criterion', cell), criteriaOf(names)),
		several: (cell, found) =>
			wrong(
				'criterion',
				unclear('细则', 'criteria', cell),
				found.map(({ code, title }) => `${code} ${title}`),
			),
		empty: () => wrong('criterion', EMPTY, criteriaOf(names)),
	});
	const spec = criterion === null ? null : factIn(criterion, text('fact'), wrong);
	const value = spec === null ? null : read('value', (cell) => readValue(cell, spec));
	const [numerator, denominator] = (['numerator', 'denominator'] as const).map((field) =>
		read(field, (cell) => readNumber(cell, null)),
	);
	const computed = percentOf(numerator, denominator);
	if (value !== null && computed !== null && new Decimal(value).minus(computed).abs().gt('0.05'))
		wrong('value', {
			'zh-CN': `数值 ${value} 与分子 ÷ 分母（${numerator}/${denominator} = ${computed}%）不符，请改正其一`,
			'en-US': `the value ${value} is not ${numerator}/${denominator} (${computed} %); correct one of them`,
		});
	const cell = text('examination');
	const examination = cell === '' ? undefined : examinationOf(cell);
	if (cell !== '' && examination === undefined)
		wrong(
			'examination',
			unknown('考核方式', 'way of examining', cell),
			examinationChoices().map((one) => one['zh-CN']),
		);
	const observed = read('observed_on', readDay);
	const reported = read('reported_on', readDay);
	const caseRef = text('case_ref');
	const note = text('note');
	return {
		record,
		village,
		criterion,
		spec,
		problems,
		payload: {
			...(village === null ? {} : { scorecard: village.scorecard }),
			...(criterion === null ? {} : { criterion: criterion.id }),
			...(spec === null ? {} : { fact: spec.key }),
			...((numerator ?? denominator ?? null) === null ? (value === null ? {} : { value }) : { numerator, denominator }),
			...(caseRef === '' ? {} : { case_ref: caseRef }),
			...(observed === null ? {} : { observed_on: observed }),
			...(reported === null ? {} : { reported_on: reported }),
			...(examination === undefined ? {} : { examination }),
			...(note === '' ? {} : { note }),
		},
	};
}

interface Refusals<T> {
	readonly none: (cell: string) => null;
	readonly several: (cell: string, found: readonly T[]) => null;
	readonly empty: () => null;
}

function named<T extends KnownVillage | KnownCriterion>(
	cell: string,
	find: (text: string) => Found<T>,
	{ none, several, empty }: Refusals<T>,
): T | null {
	if (cell === '') return empty();
	const found = find(cell);
	if ('one' in found) return found.one;
	return found.several.length === 0 ? none(cell) : several(cell, found.several);
}

function factIn(
	{ rule, code }: KnownCriterion,
	cell: string,
	wrong: (field: SheetField, text: Required<Label>, allowed: readonly string[]) => null,
): FactSpec | null {
	const choices = (rule?.facts ?? []).map(({ label }) => label['zh-CN']);
	if (rule === null || choices.length === 0)
		return wrong(
			'criterion',
			{
				'zh-CN': `细则 ${code} 不靠登记材料评分，不能导入`,
				'en-US': `criterion ${code} is not scored by evidence`,
			},
			[],
		);
	const spec = factOf(rule, cell);
	if (spec !== undefined) return spec;
	return cell === ''
		? wrong(
				'fact',
				{
					'zh-CN': `细则 ${code} 有几个事项，请写明是哪一个`,
					'en-US': `criterion ${code} has several facts; say which`,
				},
				choices,
			)
		: wrong(
				'fact',
				{ 'zh-CN': `细则 ${code} 没有事项「${cell}」`, 'en-US': `criterion ${code} has no fact “${cell}”` },
				choices,
			);
}

const criteriaOf = ({ criteria }: Names): string[] =>
	criteria.filter(({ rule }) => (rule?.facts.length ?? 0) > 0).map(({ code, title }) => `${code} ${title}`);
const EMPTY: Required<Label> = { 'zh-CN': '没有填写', 'en-US': 'is empty' };
const unknown = (chinese: string, english: string, cell: string): Required<Label> => ({
	'zh-CN': `本次考核没有${chinese}「${cell}」`,
	'en-US': `this assessment has no ${english} “${cell}”`,
});
const unclear = (chinese: string, english: string, cell: string): Required<Label> => ({
	'zh-CN': `「${cell}」可以指几个${chinese}，请写编号`,
	'en-US': `“${cell}” may mean several ${english}; give the code`,
});
