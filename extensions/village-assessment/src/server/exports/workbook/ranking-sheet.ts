// The ranking for the meeting: a row a village, the indicators side by side, ready to filter and to print.
import type { WriteSheet } from 'hucre/xlsx';
import { columnLetter, fittingHeight, heightOf, inFooter, newGrid, put } from './grid.ts';
import { LOOKS } from './looks.ts';
import { titleIn, type Card, type Subject, type Villages } from './model.ts';
import { pointsCell, rankCell } from './points.ts';
import { sectionsOf, sumOf } from './sections.ts';
import { sayIn } from './texts.ts';

const HEAD = 2;
const [RANK, VILLAGE, FIRST] = [0, 1, 2] as const;

interface Column {
	readonly heading: string;
	readonly width: number;
}

/** `sheets`: the name of each village's own sheet in the same workbook, by its scorecard. */
export function rankingSheet(
	subject: Subject,
	{ cards, lines }: Pick<Villages, 'cards' | 'lines'>,
	{ name, sheets }: { readonly name: string; readonly sheets: ReadonlyMap<string, string> },
): WriteSheet {
	const grid = newGrid();
	const say = sayIn(subject.locale);
	const { assessment, locale } = subject;
	const columns: readonly Column[] = [
		{ heading: say('rank'), width: 9 },
		{ heading: say('village'), width: 18 },
		...sectionsOf(subject, []).map(({ top }) => ({ heading: `${top.code} ${titleIn(top, locale)}`, width: 11 })),
		...(['bonus', 'penalty'] as const).map((key) => ({ heading: say(key), width: 8 })),
		...(['total', 'certain', 'attainable', 'assessed'] as const).map((key) => ({ heading: say(key), width: 11 })),
		{ heading: say('remark'), width: 18 },
	];
	const last = columns.length - 1;
	put(grid, { row: 0, column: 0, toColumn: last }, say('ranking_title', { assessment: assessment.title }), LOOKS.title);
	heightOf(grid, 0, 36);
	const facts = [
		say('villages', { count: cards.filter(({ excluded_reason: reason }) => reason === null).length }),
		...(assessment.status === 'final' ? [] : [say('not_final')]),
		...(cards.some(({ total, attainable }) => total !== attainable) ? [say('intervals')] : []),
		say('made_on', { day: subject.today }),
	].join('    ');
	put(grid, { row: 1, column: 0, toColumn: last }, facts, LOOKS.facts);
	columns.forEach(({ heading }, column) => put(grid, { row: HEAD, column }, heading, LOOKS.head));
	heightOf(grid, HEAD, fittingHeight(columns.map(({ heading, width }) => [heading, width])));
	inOrder(cards).forEach((card, index) => {
		const row = HEAD + 1 + index;
		const sums = sectionsOf(subject, lines.get(card.id) ?? []).map(sumOf);
		put(grid, { row, column: RANK }, rankCell(card, locale), LOOKS.middle);
		put(grid, { row, column: VILLAGE }, card.village_name, LOOKS.text);
		const sheet = sheets.get(card.id);
		const cell = grid.cells.get(`${row},${VILLAGE}`);
		if (sheet !== undefined && cell !== undefined)
			cell.hyperlink = { target: '', location: `'${sheet.replaceAll("'", "''")}'!A1` };
		const { total: awarded, attainable, assessed_count: count, bonus_points: bonus, penalty_points: penalty } = card;
		const points = [
			...sums.map((sum) => pointsCell(sum, locale)),
			bonus,
			penalty,
			pointsCell({ awarded, attainable }, locale),
			awarded,
			attainable,
		];
		points.forEach((content, at) => put(grid, { row, column: FIRST + at }, content, LOOKS.points));
		put(grid, { row, column: last - 1 }, count, LOOKS.middle);
		const { excluded_reason: reason } = card;
		put(grid, { row, column: last }, reason === null ? '' : say('excluded', { reason }), LOOKS.text);
		heightOf(
			grid,
			row,
			Math.max(
				20,
				fittingHeight([
					[reason === null ? '' : say('excluded', { reason }), 18],
					[card.village_name, 18],
				]),
			),
		);
	});
	return {
		name,
		cells: grid.cells,
		merges: grid.merges,
		rowDefs: grid.rowDefs,
		columns: columns.map(({ width }) => ({ width })),
		freezePane: { rows: HEAD + 1, columns: FIRST },
		autoFilter: { range: `A${HEAD + 1}:${columnLetter(last)}${HEAD + 1 + Math.max(1, cards.length)}` },
		pageSetup: {
			paperSize: 'a4',
			orientation: 'landscape',
			fitToPage: true,
			fitToWidth: 1,
			fitToHeight: 0,
			horizontalCentered: true,
			printTitlesRow: `$${HEAD + 1}:$${HEAD + 1}`,
			margins: { top: 0.5, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 },
		},
		headerFooter: { oddFooter: `&L${inFooter(assessment.title)}&C${say('page')}` },
	};
}

/** By rank, then as they come, which is by code; who is taken out comes last. */
export const inOrder = (cards: readonly Card[]): readonly Card[] => cards.toSorted((a, b) => place(a) - place(b));

const place = ({ rank, excluded_reason: reason }: Card): number =>
	reason === null ? (rank ?? Number.MAX_SAFE_INTEGER - 1) : Number.MAX_SAFE_INTEGER;
