// What the document of a result says of facts, decisions and appeals without telling them: their SHA-256, village by village.
// The ids of the rows are random and are not published, so that nobody finds a name by trying.
import { Decimal, plain } from '#engine';
import { dateText, type Database } from '#server/platform/database.ts';
import type { StoredAdjustment } from '#server/platform/tables.ts';
import { sha256Of } from './canonical.ts';
import { grouped } from './grouped.ts';

type Commitments = {
	readonly facts_sha256: string;
	readonly decisions_sha256: string;
	readonly appeals_sha256: string;
};

export type DecidedAdjustment = Pick<
	StoredAdjustment,
	'id' | 'scorecard' | 'criterion' | 'category' | 'occurrences' | 'status' | 'decided_at'
>;

const decimal = (value: unknown): string | null =>
	value === null || value === undefined ? null : plain(new Decimal(String(value)));

export async function commitmentsOf(
	database: Database,
	scorecards: readonly string[],
	codeOf: (criterion: string | null) => string,
): Promise<{
	readonly adjustments: ReadonlyMap<string, readonly DecidedAdjustment[]>;
	readonly hashesOf: (scorecard: string) => Commitments;
}> {
	const items = await database('evidence_items')
		.whereIn('scorecard', scorecards)
		.where('status', 'verified')
		.orderBy('id');
	const adjustments = await database('adjustments')
		.whereIn('scorecard', scorecards)
		.whereNot('status', 'draft')
		.orderBy('id');
	const votes = await database('adjustment_votes as v')
		.join('adjustments as d', 'd.id', 'v.adjustment')
		.whereIn('d.scorecard', scorecards)
		.orderBy('v.id')
		.select('v.id', 'v.adjustment', 'v.member', 'v.vote');
	const appeals = await database('appeals').whereIn('scorecard', scorecards).orderBy('id');
	const proofOf = await proofOfAll(database, scorecards);

	const facts = grouped(items, ({ scorecard }) => scorecard);
	const proposed = grouped(adjustments, ({ scorecard }) => scorecard);
	const votesOf = grouped(votes, ({ adjustment }) => adjustment);
	const contested = grouped(appeals, ({ scorecard }) => scorecard);
	return {
		adjustments: proposed,
		hashesOf: (scorecard) => ({
			facts_sha256: sha256Of(
				(facts.get(scorecard) ?? []).map((item) => ({
					id: item.id,
					criterion: codeOf(item.criterion),
					fact: item.fact,
					value: decimal(item.value),
					numerator: decimal(item.numerator),
					denominator: decimal(item.denominator),
					case_ref: item.case_ref,
					observed_on: dateText(item.observed_on),
					reported_on: dateText(item.reported_on),
					verified_by: item.verified_by,
					files: proofOf(item.id),
				})),
			),
			decisions_sha256: sha256Of(
				(proposed.get(scorecard) ?? []).map((one) => ({
					id: one.id,
					criterion: codeOf(one.criterion),
					category: one.category,
					occurrences: one.occurrences,
					occurred_on: dateText(one.occurred_on),
					reason: one.reason,
					status: one.status,
					revokes: one.revokes,
					votes: (votesOf.get(one.id) ?? []).map(({ id, member, vote }) => ({ id, member, vote })),
					files: proofOf(one.id),
				})),
			),
			appeals_sha256: sha256Of(
				(contested.get(scorecard) ?? []).map((one) => ({
					id: one.id,
					criterion: one.criterion === null ? null : codeOf(one.criterion),
					adjustment: one.adjustment,
					text: one.text,
					status: one.status,
					response: one.response,
					files: proofOf(one.id),
				})),
			),
		}),
	};
}

type ProofOf = (id: string) => readonly (string | null)[];

/** By the id of evidence, proposal or appeal: the SHA-256 of its files, in order; null for a file that was never hashed. */
async function proofOfAll(database: Database, scorecards: readonly string[]): Promise<ProofOf> {
	const rows = [
		...(await database('evidence_items_files as j')
			.join('evidence_items as o', 'o.id', 'j.evidence_items_id')
			.join('directus_files as f', 'f.id', 'j.directus_files_id')
			.whereIn('o.scorecard', scorecards)
			.select('o.id', 'f.sha256')),
		...(await database('adjustments_files as j')
			.join('adjustments as o', 'o.id', 'j.adjustments_id')
			.join('directus_files as f', 'f.id', 'j.directus_files_id')
			.whereIn('o.scorecard', scorecards)
			.select('o.id', 'f.sha256')),
		...(await database('appeals_files as j')
			.join('appeals as o', 'o.id', 'j.appeals_id')
			.join('directus_files as f', 'f.id', 'j.directus_files_id')
			.whereIn('o.scorecard', scorecards)
			.select('o.id', 'f.sha256')),
	];
	const found = grouped(rows, ({ id }) => id);
	return (id) => (found.get(id) ?? []).map(({ sha256 }) => sha256).sort();
}
