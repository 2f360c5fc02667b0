// The workbook to fill in: what an assessment's rulebook takes, as lists to choose from.
import { writeXlsx, type CellStyle, type DataValidation, type WriteSheet } from 'hucre/xlsx';
import { FIELD_LABELS, SHEET_FIELDS, columnLetter, type SheetField } from '#domain/sheet-import/columns.ts';
import type { FactSpec, Locale } from '#engine';
import type { Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { examinationChoices, factChoice, loadNames, type KnownCriterion, type Names } from './names.ts';
import { assessmentById, villagesByIds } from './repository.ts';
import { howToFill, TEMPLATE_TEXTS } from './template-texts.ts';

const LISTS = '_lists';
const LAST_ROW = 10_001;
const FORMATTED_ROWS = 500;
const WIDTHS: Readonly<Record<SheetField, number>> = {
	village: 16,
	criterion: 36,
	fact: 28,
	value: 12,
	numerator: 10,
	denominator: 10,
	case_ref: 16,
	observed_on: 13,
	reported_on: 13,
	examination: 16,
	note: 40,
};

export const HEADING: CellStyle = {
	font: { bold: true, color: { rgb: 'FFFFFF' } },
	fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '2F5597' } },
	alignment: { vertical: 'center', horizontal: 'center', wrapText: true },
};
const WRAPPED: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };
const FONT = { name: '宋体', size: 11 };

interface Wanted {
	readonly assessment: string;
	readonly locale: Locale;
}

export async function templateOf(
	database: Database,
	{ assessment: id, locale }: Wanted,
): Promise<{ readonly title: string; readonly content: Uint8Array }> {
	const assessment = await assessmentById(database, id);
	if (assessment === undefined) throw new DomainError('ASSESSMENT_NOT_FOUND', { id });
	const names = await loadNames(database, assessment);
	const villages = await villagesByIds(
		database,
		names.villages.map(({ village }) => village),
	);
	const t = TEMPLATE_TEXTS[locale];
	const lists = listsOf(names, locale);
	const content = await writeXlsx({
		defaultFont: FONT,
		activeSheet: 1,
		sheets: [
			instructions(names, { locale, title: assessment.title }),
			evidence(lists, { locale, year: assessment.year }),
			{
				name: t.villages,
				rows: [
					[...t.village_columns],
					...villages.map((row) => [
						row.code,
						row.name,
						t.kinds[row.kind],
						row.designated_poor ? t.yes : t.no,
						row.poor_households,
					]),
				],
				columns: [12, 18, 10, 12, 14].map((width) => ({ width })),
				cells: headingCells(t.village_columns.length),
				freezePane: { rows: 1 },
			},
			targets(names, { locale, lists }),
			{ name: LISTS, rows: lists.rows, hidden: true },
		],
	});
	return { title: assessment.title, content };
}

interface Lists {
	readonly rows: (string | null)[][];
	readonly villages: string;
	readonly criteria: string;
	readonly targets: string;
	readonly examinations: string;
}

const choice = ({ code, title }: KnownCriterion): string => `${code} ${title}`;
const isTarget = ({ kind }: FactSpec): boolean => kind === 'target';

/** Columns: villages, criteria, ways of examining, criteria with a target, and then criterion and fact side by side. */
function listsOf({ villages, criteria }: Names, locale: Locale): Lists {
	const recorded = criteria.filter(({ rule }) => (rule?.facts.length ?? 0) > 0);
	const targets = recorded.filter(({ rule }) => rule?.facts.some(isTarget));
	const facts = recorded.flatMap((one) => (one.rule?.facts ?? []).map((spec) => [choice(one), factChoice(spec)]));
	const columns: readonly (readonly (string | undefined)[])[] = [
		villages.filter(({ excluded }) => !excluded).map(({ name }) => name),
		recorded.map(choice),
		examinationChoices().map((one) => one[locale]),
		targets.map(choice),
		facts.map(([criterion]) => criterion),
		facts.map(([, fact]) => fact),
	];
	const height = Math.max(...columns.map(({ length }) => length));
	const list = (column: number): string =>
		`${LISTS}!$${columnLetter(column)}$1:$${columnLetter(column)}$${Math.max(1, columns[column]?.length ?? 0)}`;
	return {
		rows: Array.from({ length: height }, (_, at) => columns.map((column) => column[at] ?? null)),
		villages: list(0),
		criteria: list(1),
		examinations: list(2),
		targets: list(3),
	};
}

/** The facts of the criterion that stands beside it. */
const factsBeside = (criterion: string): string =>
	`OFFSET(${LISTS}!$F$1,MATCH($${criterion}2,${LISTS}!$E$1:$E$2000,0)-1,0,COUNTIF(${LISTS}!$E$1:$E$2000,$${criterion}2),1)`;

const chooseFrom = (column: number, formula: string, locale: Locale): DataValidation => ({
	type: 'list',
	range: `${columnLetter(column)}2:${columnLetter(column)}${LAST_ROW}`,
	formula1: formula,
	allowBlank: true,
	showErrorMessage: true,
	errorStyle: 'warning',
	errorTitle: TEMPLATE_TEXTS[locale].not_listed_title,
	errorMessage: TEMPLATE_TEXTS[locale].not_listed,
});

const headingCells = (columns: number): NonNullable<WriteSheet['cells']> =>
	new Map(Array.from({ length: columns }, (_, at) => [`0,${at}`, { style: HEADING }]));

/** hucre formats cells, not columns: as many are there to be filled in as most sheets need. */
const blankRows = (): null[][] => Array.from({ length: FORMATTED_ROWS }, () => SHEET_FIELDS.map(() => null));

function evidence(lists: Lists, { locale, year }: { readonly locale: Locale; readonly year: number }): WriteSheet {
	const at = (field: SheetField): number => SHEET_FIELDS.indexOf(field);
	const inTheYear = (field: SheetField): DataValidation => ({
		type: 'date',
		operator: 'between',
		range: `${columnLetter(at(field))}2:${columnLetter(at(field))}${LAST_ROW}`,
		formula1: `DATE(${year},1,1)`,
		formula2: `DATE(${year + 1},12,31)`,
		allowBlank: true,
		showErrorMessage: true,
		errorStyle: 'warning',
		errorTitle: TEMPLATE_TEXTS[locale].not_a_day_title,
		errorMessage: TEMPLATE_TEXTS[locale].not_a_day,
	});
	const formatOf = (field: SheetField): string => {
		if (field.endsWith('_on')) return 'yyyy-mm-dd';
		return ['value', 'numerator', 'denominator'].includes(field) ? 'General' : '@';
	};
	return {
		name: TEMPLATE_TEXTS[locale].evidence,
		rows: [SHEET_FIELDS.map((field) => FIELD_LABELS[field][locale]), ...blankRows()],
		columns: SHEET_FIELDS.map((field) => ({ width: WIDTHS[field], style: { numFmt: formatOf(field) } })),
		cells: headingCells(SHEET_FIELDS.length),
		freezePane: { rows: 1 },
		dataValidations: [
			chooseFrom(at('village'), lists.villages, locale),
			chooseFrom(at('criterion'), lists.criteria, locale),
			chooseFrom(at('fact'), factsBeside(columnLetter(at('criterion'))), locale),
			chooseFrom(at('examination'), lists.examinations, locale),
			inTheYear('observed_on'),
		],
		pageSetup: {
			paperSize: 'a4',
			orientation: 'landscape',
			fitToPage: true,
			fitToWidth: 1,
			fitToHeight: 0,
			printTitlesRow: '$1:$1',
		},
	};
}

function targets(
	{ villages, criteria }: Names,
	{ locale, lists }: { readonly locale: Locale; readonly lists: Lists },
): WriteSheet {
	const t = TEMPLATE_TEXTS[locale];
	const having = criteria.filter(({ rule }) => rule?.facts.some(isTarget));
	return {
		name: t.targets,
		rows: [
			[...t.target_columns],
			...having.flatMap((one) =>
				villages.filter(({ excluded }) => !excluded).map(({ name }) => [name, choice(one), null, null]),
			),
		],
		columns: [
			{ width: 16, style: { numFmt: '@' } },
			{ width: 40, style: { numFmt: '@' } },
			{ width: 14 },
			{ width: 40, style: { numFmt: '@' } },
		],
		cells: headingCells(t.target_columns.length),
		freezePane: { rows: 1 },
		dataValidations: [chooseFrom(0, lists.villages, locale), chooseFrom(1, lists.targets, locale)],
	};
}

function instructions(
	{ criteria }: Names,
	{ locale, title }: { readonly locale: Locale; readonly title: string },
): WriteSheet {
	const t = TEMPLATE_TEXTS[locale];
	const head = t.steps.length + 3;
	const facts = criteria.flatMap((one) =>
		(one.rule?.facts ?? []).map((spec) => [choice(one), factChoice(spec), howToFill(spec, locale)]),
	);
	const cells: NonNullable<WriteSheet['cells']> = new Map();
	cells.set('0,0', { style: { font: { bold: true, size: 14 } } });
	for (let at = 0; at < 3; at += 1) cells.set(`${head},${at}`, { style: HEADING });
	return {
		name: t.instructions,
		rows: [
			[`${title} · ${t.title}`],
			[],
			...t.steps.map((step, at) => [`${at + 1}. ${step}`]),
			[],
			[...t.fact_columns],
			...facts,
		],
		columns: [
			{ width: 40, style: WRAPPED },
			{ width: 36, style: WRAPPED },
			{ width: 44, style: WRAPPED },
		],
		cells,
		merges: t.steps.map((_, at) => ({ startRow: at + 2, startCol: 0, endRow: at + 2, endCol: 2 })),
		rowDefs: new Map(t.steps.map((_, at) => [at + 2, { height: 32 }])),
		pageSetup: { paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
	};
}
