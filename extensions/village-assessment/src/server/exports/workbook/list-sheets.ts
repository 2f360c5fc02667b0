// Decisions and evidence as plain lists: a heading, a row each, ready to filter.
import { EXAMINATION_LABELS, factName } from '#engine';
import { ADJUSTMENT_STATUS_LABELS } from '#domain/adjustments/status.ts';
import { EVIDENCE_SHEET_COLUMNS } from '#domain/contracts/evidence-sheet.ts';
import { EVIDENCE_STATUS_LABELS } from '#domain/evidence/workflow.ts';
import type { WriteSheet } from 'hucre/xlsx';
import { dayOf } from '../moment.ts';
import { columnLetter, dayCell, fittingHeight, heightOf, newGrid, put, type CellContent } from './grid.ts';
import { LOOKS } from './looks.ts';
import { labelIn, titleIn, type Subject, type Villages } from './model.ts';
import { sayIn } from './texts.ts';

interface Column {
	readonly heading: string;
	readonly width: number;
	readonly look?: 'text' | 'middle' | 'code' | 'day';
}

export function decisionsSheet(subject: Subject, { cards, decisions }: Villages, name: string): WriteSheet {
	const { locale, criteria, rules } = subject;
	const say = sayIn(locale);
	const villages = new Map(cards.map(({ id, village_name: village }) => [id, village]));
	const byId = new Map(criteria.map((one) => [one.id, one]));
	return list(
		name,
		[
			{ heading: say('village'), width: 18 },
			{ heading: say('kind'), width: 12, look: 'middle' },
			{ heading: say('category'), width: 24 },
			{ heading: say('occurrences'), width: 8, look: 'middle' },
			{ heading: say('occurred_on'), width: 12, look: 'day' },
			{ heading: say('ground'), width: 44 },
			{ heading: say('state'), width: 10, look: 'middle' },
			{ heading: say('decided_on'), width: 12, look: 'day' },
		],
		decisions.map((one) => {
			const criterion = byId.get(one.criterion);
			const rule = rules.get(one.criterion)?.rule ?? null;
			const category =
				rule?.method === 'discretionary' ? rule.params.categories.find(({ key }) => key === one.category) : undefined;
			return [
				villages.get(one.scorecard) ?? '',
				criterion === undefined ? '' : titleIn(criterion, locale),
				category === undefined ? (one.category ?? '') : labelIn(category.label, locale),
				one.occurrences,
				dayCell(one.occurred_on),
				one.reason ?? '',
				labelIn(ADJUSTMENT_STATUS_LABELS[one.status], locale),
				one.decided_at === null ? null : dayCell(dayOf(new Date(one.decided_at))),
			];
		}),
	);
}

/** With the columns of the sheet that is read in again. */
export function evidenceSheet(subject: Subject, { cards, items }: Villages, name: string): WriteSheet {
	const { locale, criteria, rules } = subject;
	const villages = new Map(cards.map(({ id, village_name: village }) => [id, village]));
	const codes = new Map(criteria.map(({ id, code }) => [id, code]));
	return list(
		name,
		EVIDENCE_SHEET_COLUMNS.map(({ heading, width, look }) => ({ heading: labelIn(heading, locale), width, look })),
		items.map((item) => {
			const rule = rules.get(item.criterion)?.rule ?? null;
			const cells = {
				village: villages.get(item.scorecard) ?? '',
				criterion: codes.get(item.criterion) ?? '',
				fact: factName(rule, item.fact, locale),
				value: item.numerator === null ? item.value : null,
				numerator: item.numerator,
				denominator: item.denominator,
				case_ref: item.case_ref ?? '',
				observed_on: dayCell(item.observed_on),
				reported_on: dayCell(item.reported_on),
				examination: item.examination === null ? '' : EXAMINATION_LABELS[item.examination][locale],
				note: item.note ?? '',
				status: labelIn(EVIDENCE_STATUS_LABELS[item.status], locale),
			};
			return EVIDENCE_SHEET_COLUMNS.map(({ key }): CellContent => cells[key]);
		}),
	);
}

function list(name: string, columns: readonly Column[], rows: readonly (readonly CellContent[])[]): WriteSheet {
	const grid = newGrid();
	columns.forEach(({ heading }, column) => put(grid, { row: 0, column }, heading, LOOKS.head));
	heightOf(grid, 0, 24);
	rows.forEach((cells, index) => {
		cells.forEach((content, column) =>
			put(grid, { row: index + 1, column }, content, LOOKS[columns[column]?.look ?? 'text']),
		);
		heightOf(grid, index + 1, fittingHeight(cells.map((content, column) => [content, columns[column]?.width ?? 10])));
	});
	return {
		name,
		cells: grid.cells,
		merges: [],
		rowDefs: grid.rowDefs,
		columns: columns.map(({ width }) => ({ width })),
		freezePane: { rows: 1 },
		autoFilter: { range: `A1:${columnLetter(columns.length - 1)}${Math.max(2, rows.length + 1)}` },
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
