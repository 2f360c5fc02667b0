// What a merge or a split has to know of villages, their scorecards in assessments that still change, and what lies on these.
import { FROZEN, type AssessmentStatus } from '#domain/assessments/status.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import type { StoredVillage } from '#server/platform/tables.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { batches, dateText, textOrNull, type Database } from '#server/platform/database.ts';

export interface Village {
	readonly id: string;
	readonly name: string;
	readonly kind: StoredVillage['kind'];
	readonly designatedPoor: boolean;
	readonly poorHouseholds: number | null;
	readonly liaison: string | null;
	readonly active: boolean;
}

export interface Card {
	readonly id: string;
	readonly village: string;
	readonly excludedReason: string | null;
	readonly assessment: string;
	readonly assessmentTitle: string;
	readonly status: AssessmentStatus;
	readonly total: number | null;
	readonly attainable: number | null;
	readonly rank: number | null;
}

export interface Item {
	readonly id: string;
	readonly scorecard: string;
	readonly criterion: string;
	readonly fact: string;
	readonly value: string | null;
	readonly numerator: string | null;
	readonly denominator: string | null;
	readonly caseRef: string | null;
	readonly observedOn: string | null;
	readonly reportedOn: string | null;
	readonly status: string;
	readonly returnReason: string | null;
}

export interface Proposal {
	readonly id: string;
	readonly scorecard: string;
	readonly criterion: string;
	readonly status: string;
	readonly category: string | null;
	readonly occurredOn: string | null;
	readonly revokes: string | null;
}

export interface Records {
	readonly items: readonly Item[];
	readonly adjustments: readonly Proposal[];
	readonly appeals: readonly { readonly id: string; readonly scorecard: string; readonly adjustment: string | null }[];
}

/** In the order of the ids. Refuses (404) what is none. */
export async function villagesById(database: Database, ids: readonly string[]): Promise<Village[]> {
	const rows = await database('villages')
		.select('id', 'name', 'kind', 'designated_poor', 'poor_households', 'liaison_leader', 'active')
		.whereIn('id', ids);
	return ids.map((id) => {
		const row = rows.find((one) => one.id === id);
		if (row === undefined) throw new DomainError('VILLAGE_NOT_FOUND', { id });
		return {
			id,
			name: row.name,
			kind: row.kind,
			designatedPoor: Boolean(row.designated_poor),
			poorHouseholds: row.poor_households,
			liaison: row.liaison_leader,
			active: Boolean(row.active),
		};
	});
}

const CARD_COLUMNS = [
	's.id',
	's.village',
	's.excluded_reason',
	's.total',
	's.attainable',
	's.rank',
	's.assessment',
	'a.title',
	'a.status',
] as const;

const cardRows = (database: Database) => scorecardsWithAssessments(database).select(...CARD_COLUMNS);
type CardRow = Awaited<ReturnType<typeof cardRows>>[number];

/**
 * Scorecards of villages in assessments that still change; final years stay what they were. Refuses while a result is out for
 * notice: its villages may yet appeal, each for itself.
 */
export async function openCards(database: Database, villages: readonly string[]): Promise<Card[]> {
	const rows = await cardRows(database)
		.whereIn('s.village', villages)
		.whereNot('a.status', 'final')
		.orderBy(['a.year', 'a.title', 's.id']);
	const out = rows.find(({ status }) => FROZEN.includes(status));
	if (out !== undefined)
		throw new DomainError('VILLAGES_PUBLICIZED', { assessment: out.title }, { assessment: out.assessment });
	return rows.map(cardOf);
}

export async function cardsById(database: Database, ids: readonly string[]): Promise<Map<string, Card>> {
	const rows = await cardRows(database).whereIn('s.id', ids);
	return new Map(rows.map((row) => [row.id, cardOf(row)]));
}

const cardOf = ({ excluded_reason: excludedReason, title: assessmentTitle, ...row }: CardRow): Card => ({
	...row,
	excludedReason,
	assessmentTitle,
});

export async function recordsOn(database: Database, cards: readonly string[]): Promise<Records> {
	const items: Item[] = [];
	const adjustments: Proposal[] = [];
	const appeals: { id: string; scorecard: string; adjustment: string | null }[] = [];
	for (const some of batches(cards, 200)) {
		items.push(...(await itemsOn(database, some)));
		const proposals = await database('adjustments')
			.select('id', 'scorecard', 'criterion', 'status', 'category', 'occurred_on', 'revokes')
			.whereIn('scorecard', some)
			.orderBy('id');
		adjustments.push(
			...proposals.map(({ occurred_on: occurredOn, ...row }) => ({ ...row, occurredOn: dateText(occurredOn) })),
		);
		appeals.push(
			...(await database('appeals').select('id', 'scorecard', 'adjustment').whereIn('scorecard', some).orderBy('id')),
		);
	}
	return { items, adjustments, appeals };
}

async function itemsOn(database: Database, cards: readonly string[]): Promise<Item[]> {
	const rows = await database('evidence_items')
		.select('id', 'scorecard', 'criterion', 'fact', 'value', 'numerator', 'denominator', 'status')
		.select('case_ref', 'observed_on', 'reported_on', 'return_reason')
		.whereIn('scorecard', cards)
		.orderBy('id');
	return rows.map((row) => ({
		id: row.id,
		scorecard: row.scorecard,
		criterion: row.criterion,
		fact: row.fact,
		value: textOrNull(row.value),
		numerator: textOrNull(row.numerator),
		denominator: textOrNull(row.denominator),
		caseRef: row.case_ref,
		observedOn: dateText(row.observed_on),
		reportedOn: dateText(row.reported_on),
		status: row.status,
		returnReason: row.return_reason,
	}));
}

/** A vote is about a village as it was when it was proposed: who is barred hangs on it. */
export function refuseVotesUnderWay(adjustments: readonly Proposal[]): void {
	const open = adjustments.filter(({ status }) => status === 'proposed').map(({ id }) => id);
	if (open.length > 0) throw new DomainError('VOTES_UNDER_WAY', { number: open.length }, { adjustments: open });
}
