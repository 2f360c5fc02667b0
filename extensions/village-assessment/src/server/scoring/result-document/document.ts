// The document of a result: what the public may read of it, and for each village the SHA-256 of what it may not.
import { Decimal, plain, type CriterionRule } from '#engine';
import { RESULT_FORMAT, type ResultDocument, type VillageResult } from '#domain/contracts/public-notice.ts';
import { batches, dateText, parsed, type Database } from '#server/platform/database.ts';
import { RULE_COLUMNS, usableRule } from '#server/scoring/rules.ts';
import { commitmentsOf } from './commitments.ts';
import { grouped } from './grouped.ts';

/** Evidence is read for so many villages at a time: memory does not grow with their number. */
const SCORECARDS_PER_READ = 20;

const points = (value: unknown): string => plain(new Decimal(String(value)));

export interface DocumentState {
	readonly status: ResultDocument['status'];
	readonly from: string | null;
	readonly to: string | null;
}

/** Call it when marks have been drained, under the lock of the assessment. null: no such assessment. */
export async function resultDocumentOf(
	database: Database,
	assessment: string,
	{ status, from, to }: DocumentState,
): Promise<ResultDocument | null> {
	const row = await database('assessments').where('id', assessment).first('id', 'title', 'year', 'rulebook');
	if (row === undefined) return null;
	const { rulebook, rules } = await rulebookOf(database, row.rulebook);
	const cards = await database('scorecards').where('assessment', assessment).orderBy('id');
	const villages: VillageResult[] = [];
	const taking = cards.filter(({ excluded_reason: reason }) => reason === null);
	for (const some of batches(taking, SCORECARDS_PER_READ)) villages.push(...(await villagesOf(database, some, rules)));
	return {
		format: RESULT_FORMAT,
		assessment: { id: row.id, title: row.title, year: row.year },
		status,
		publicity: { from, to },
		rulebook,
		villages,
		excluded: cards
			.filter(({ excluded_reason: reason }) => reason !== null)
			.map(({ id, village_name: name, village_kind: kind }) => ({ id, name, kind })),
	};
}

type Rules = ReadonlyMap<string, { readonly code: string; readonly rule: CriterionRule | null }>;
type Card = {
	readonly id: string;
	readonly village_name: string;
	readonly village_kind: 'village' | 'community';
	readonly rank: number | null;
	readonly base_points: number;
	readonly bonus_points: number;
	readonly penalty_points: number;
	readonly total: number;
	readonly attainable: number;
};

async function rulebookOf(
	database: Database,
	id: string,
): Promise<{ readonly rulebook: ResultDocument['rulebook']; readonly rules: Rules }> {
	const book = await database('rulebooks').where('id', id).first('code', 'version', 'title');
	const indicators = inOrder(await database('indicators').where('rulebook', id), ({ code }) => code);
	const criteria = inOrder(
		await database('criteria')
			.where('rulebook', id)
			.select(...RULE_COLUMNS, 'indicator', 'wording'),
		({ code }) => code,
	);
	const codes = new Map(indicators.map((one) => [one.id, one.code]));
	return {
		rulebook: {
			code: book?.code ?? '',
			version: book?.version ?? '',
			title: book?.title ?? '',
			indicators: indicators.map((one) => ({
				code: one.code,
				parent: one.parent === null ? null : (codes.get(one.parent) ?? null),
				title: one.title,
				points: points(one.points),
			})),
			criteria: criteria.map((one) => ({
				code: one.code,
				indicator: codes.get(one.indicator) ?? '',
				title: one.title,
				wording: one.wording ?? '',
				points: points(one.points),
				method: one.method,
				params: parsed(one.params),
				waivable: Boolean(one.waivable),
			})),
		},
		rules: new Map(criteria.map((one) => [one.id, { code: one.code, rule: usableRule(one) }])),
	};
}

async function villagesOf(database: Database, cards: readonly Card[], rules: Rules): Promise<VillageResult[]> {
	const ids = cards.map(({ id }) => id);
	const codeOf = (criterion: string | null): string => rules.get(criterion ?? '')?.code ?? '';
	const lines = grouped(
		await database('scorecard_lines')
			.whereIn('scorecard', ids)
			.select('scorecard', 'criterion', 'awarded', 'attainable', 'state', 'explanation'),
		({ scorecard }) => scorecard,
	);
	const { adjustments, hashesOf } = await commitmentsOf(database, ids, codeOf);
	return cards.map((card) => ({
		id: card.id,
		name: card.village_name,
		kind: card.village_kind,
		rank: card.rank,
		base_points: points(card.base_points),
		bonus_points: points(card.bonus_points),
		penalty_points: points(card.penalty_points),
		total: points(card.total),
		attainable: points(card.attainable),
		lines: inOrder(
			(lines.get(card.id) ?? []).map((line) => ({
				criterion: codeOf(line.criterion),
				awarded: points(line.awarded),
				attainable: points(line.attainable),
				state: line.state,
				explanation: line.explanation ?? '',
			})),
			({ criterion }) => criterion,
		),
		decisions: inOrder(
			(adjustments.get(card.id) ?? []).flatMap(({ id, criterion, category, occurrences, status, decided_at: at }) =>
				status === 'approved' || status === 'rejected' || status === 'revoked'
					? [
							{
								id,
								criterion: codeOf(criterion),
								category: categoryOf(rules.get(criterion)?.rule ?? null, category),
								occurrences: occurrences ?? 0,
								result: status,
								decided_on: dayOf(at),
							},
						]
					: [],
			),
			({ id }) => id,
		).map(({ id: _id, ...decision }) => decision),
		...hashesOf(card.id),
	}));
}

/** The day of a moment in the office's zone. */
const dayOf = (moment: Date | string | number | null): string | null =>
	moment === null ? null : dateText(new Date(moment));

function categoryOf(rule: CriterionRule | null, key: string | null): string {
	if (key === null || rule?.method !== 'discretionary') return '';
	return rule.params.categories.find((one) => one.key === key)?.label['zh-CN'] ?? key;
}

/** Codes as people count them: 1.2 before 1.10, on both databases alike. */
const { compare } = new Intl.Collator('en', { numeric: true });

const inOrder = <T>(rows: readonly T[], by: (row: T) => string): T[] => [...rows].sort((a, b) => compare(by(a), by(b)));
