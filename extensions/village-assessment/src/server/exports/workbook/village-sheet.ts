// One village in the layout of the official table: indicators merged over their clauses, the points and why, the total once, lines to sign.
import { EXAMINATION_LABELS, explain, type Locale } from '#engine';
import type { WriteSheet } from 'hucre/xlsx';
import { fittingHeight, heightOf, inFooter, newGrid, put, type Grid } from './grid.ts';
import { LOOKS } from './looks.ts';
import { labelIn, titleIn, type Card, type Indicator, type Line, type Subject } from './model.ts';
import { pointsCell, rankCell } from './points.ts';
import { resultCodeOf } from './result-code.ts';
import { runsOf, sectionsOf, type Clause, type Section } from './sections.ts';
import { sayIn, type Say } from './texts.ts';

/** 序号, 考核指标 in two columns, 分值, 评分细则, 考核方式, 得分, 扣分说明. */
const WIDTHS = [5, 9, 12, 7, 56, 16, 11, 42] as const;
const LAST = WIDTHS.length - 1;
const [NUMBER, INDICATOR, PART, POINTS, CLAUSE, EXAMINATION, SCORE, REASON] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const HEAD = 2;
const TITLE_HEIGHT = 66;

interface Sheet {
	readonly grid: Grid;
	readonly subject: Subject;
	readonly say: Say;
}

export function villageSheet(subject: Subject, card: Card, lines: readonly Line[], name: string): WriteSheet {
	const sheet: Sheet = { grid: newGrid(), subject, say: sayIn(subject.locale) };
	const { grid, say } = sheet;
	const images = titleRows(sheet, card);
	const heads = ['number', 'indicator', 'points', 'clause', 'examination', 'score', 'reason'] as const;
	heads.forEach((key, index) =>
		put(
			grid,
			index === 1
				? { row: HEAD, column: INDICATOR, toColumn: PART }
				: { row: HEAD, column: index === 0 ? NUMBER : index + 1 },
			say(key),
			LOOKS.head,
		),
	);
	heightOf(grid, HEAD, 24);
	let row = HEAD + 1;
	for (const section of sectionsOf(subject, lines)) row = sectionRows(sheet, section, row);
	row = totalRow(sheet, card, row);
	signatureRows(sheet, row + 1);
	return {
		name,
		cells: grid.cells,
		merges: grid.merges,
		rowDefs: grid.rowDefs,
		columns: WIDTHS.map((width) => ({ width })),
		images,
		freezePane: { rows: HEAD + 1 },
		view: { showGridLines: false },
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
		headerFooter: { oddFooter: `&L${inFooter(card.village_name)}&C${say('page')}` },
	};
}

function titleRows({ grid, subject, say }: Sheet, card: Card): NonNullable<WriteSheet['images']> {
	const code = resultCodeOf(subject, { row: 0, column: SCORE });
	const { assessment, digest, locale } = subject;
	const titleTo = digest === null ? LAST : code === null ? SCORE : EXAMINATION;
	put(
		grid,
		{ row: 0, column: 0, toColumn: titleTo },
		say('sheet_title', { assessment: assessment.title }),
		LOOKS.title,
	);
	if (digest !== null)
		put(
			grid,
			{ row: 0, column: REASON },
			[...(code === null ? [] : [say('scan')]), say('digest', { digest: digest.slice(0, 8) })].join('\n'),
			LOOKS.facts,
		);
	heightOf(grid, 0, digest === null ? 36 : TITLE_HEIGHT);
	const { excluded_reason: excluded, village_name: village, assessed_count: count, criteria_count: all } = card;
	const facts = [
		say('of_village', { village }),
		...(excluded === null
			? [say('ranked', { rank: rankCell(card, locale) ?? '–' }), say('assessed_of', { count, all })]
			: [say('excluded', { reason: excluded })]),
		...(assessment.status === 'final' ? [] : [say('not_final')]),
		say('made_on', { day: subject.today }),
	].join('    ');
	put(grid, { row: 1, column: 0, toColumn: LAST }, facts, LOOKS.facts);
	heightOf(grid, 1, fittingHeight([[facts, WIDTHS.reduce((sum, width) => sum + width, 0)]]));
	return code === null ? [] : [code];
}

function sectionRows(sheet: Sheet, { top, clauses, hasParts }: Section, first: number): number {
	const { grid, subject } = sheet;
	const last = first + clauses.length - 1;
	put(grid, { row: first, column: NUMBER, toRow: last }, top.code, LOOKS.code);
	put(
		grid,
		{ row: first, column: INDICATOR, toRow: last, toColumn: hasParts ? INDICATOR : PART },
		titleIn(top, subject.locale),
		LOOKS.middle,
	);
	let row = first;
	for (const run of runsOf(clauses)) {
		const [begin] = run;
		if (begin === undefined) continue;
		const toRow = row + run.length - 1;
		const { own } = begin;
		if (hasParts)
			put(grid, { row, column: PART, toRow }, own === top ? '' : titleIn(own, subject.locale), LOOKS.middle);
		put(grid, { row, column: POINTS, toRow }, own.points, isSigned(subject, begin) ? LOOKS.signed : LOOKS.middle);
		const how = examinationOf(own, subject.locale);
		put(grid, { row, column: EXAMINATION, toRow }, how, LOOKS.middle);
		const least = fittingHeight([[how, WIDTHS[EXAMINATION]]]) / run.length;
		for (const clause of run) {
			clauseRow(sheet, clause, { row, least });
			row += 1;
		}
	}
	return row;
}

const isSigned = ({ rules }: Subject, { criterion }: Clause): boolean =>
	rules.get(criterion.id)?.rule?.method === 'discretionary';

function clauseRow(
	{ grid, subject }: Sheet,
	{ criterion, line }: Clause,
	{ row, least }: { readonly row: number; readonly least: number },
): void {
	const wording = `${criterion.code}  ${criterion.wording ?? titleIn(criterion, subject.locale)}`;
	const why = line === null ? '' : reasonOf(subject, line);
	put(grid, { row, column: CLAUSE }, wording, LOOKS.text);
	put(grid, { row, column: SCORE }, line === null ? null : pointsCell(line, subject.locale), LOOKS.score);
	put(grid, { row, column: REASON }, why, LOOKS.text);
	heightOf(
		grid,
		row,
		Math.max(
			least,
			fittingHeight([
				[wording, WIDTHS[CLAUSE]],
				[why, WIDTHS[REASON]],
			]),
		),
	);
}

/** The words that are stored are Chinese; others are made of the stored reasons. */
export function reasonOf({ rules, locale }: Pick<Subject, 'rules' | 'locale'>, line: Line): string {
	const rule = rules.get(line.criterion)?.rule ?? null;
	if (locale === 'zh-CN' || rule === null) return line.explanation ?? '';
	return explain(
		rule,
		{
			awarded: String(line.awarded),
			attainable: String(line.attainable),
			state: line.state,
			reasons: line.reasons ?? [],
		},
		locale,
	);
}

const examinationOf = ({ examination, examined_by: ways }: Indicator, locale: Locale): string =>
	locale === 'zh-CN' && examination
		? examination
		: (ways ?? []).map((way) => labelIn(EXAMINATION_LABELS[way], locale)).join(locale === 'zh-CN' ? '、' : ', ');

function totalRow({ grid, subject, say }: Sheet, card: Card, row: number): number {
	const { base_points: base, bonus_points: bonus, penalty_points: penalty } = card;
	put(grid, { row, column: NUMBER, toColumn: EXAMINATION }, say('sum'), LOOKS.head);
	const { total: awarded, attainable } = card;
	put(grid, { row, column: SCORE }, pointsCell({ awarded, attainable }, subject.locale), LOOKS.score);
	put(grid, { row, column: REASON }, say('sum_of', { base, bonus, penalty }), LOOKS.total);
	heightOf(grid, row, 26);
	return row + 1;
}

function signatureRows({ grid, say }: Sheet, row: number): void {
	const places = [
		['filled_by', NUMBER, POINTS],
		['checked_by', CLAUSE, CLAUSE],
		['head_of_group', EXAMINATION, REASON],
	] as const;
	for (const [key, column, toColumn] of places) {
		put(grid, { row, column, toColumn }, say(key), LOOKS.signature);
		put(grid, { row: row + 1, column, toColumn }, say('date'), LOOKS.signature);
	}
	heightOf(grid, row, 34);
	heightOf(grid, row + 1, 24);
}
