// Which files prove a record is part of what it says: nothing is added or taken away once it is verified, or its assessment frozen.
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { FROZEN, type AssessmentStatus } from '#domain/assessments/status.ts';
import { isPostgres, type Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { idOf } from '#domain/uuid.ts';
import { refuseClosed } from '#server/evidence/closed-assessment.ts';
import type { Guard, GuardContext, Payload } from '#server/platform/guard.ts';
import { boundedMap } from '#server/platform/bounded-map.ts';
import { requestBegan } from '#server/platform/request-context.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import { refuseTakenOut } from '#server/platform/taken-out.ts';
import { perTransaction } from '#server/platform/unit-of-work.ts';

interface Junction {
	readonly field: string;
	readonly record: 'evidence_items' | 'appeals';
	readonly frozen: readonly AssessmentStatus[];
}

export const JUNCTIONS: Readonly<Record<string, Junction>> = {
	evidence_items_files: { field: 'evidence_items_id', record: 'evidence_items', frozen: FROZEN },
	appeals_files: { field: 'appeals_id', record: 'appeals', frozen: ['final'] },
};

export const junctions: Guard = {
	collections: Object.keys(JUNCTIONS),
	create: async (payload, context) => {
		await refuseSettled(context, await recordsConcerned(payload, context));
		return payload;
	},
	update: async (payload, context) => {
		await refuseSettled(context, await recordsConcerned(payload, context));
		return payload;
	},
	delete: async (_keys, context) => {
		const of = await rowsOf(context);
		await refuseSettled(
			context,
			of.map(({ record }) => record),
		);
		for (const { id, record } of of) records.set(`${context.collection}/${id}`, record);
	},
	afterWrite: async (key, context) => {
		const { collection, database, change } = context;
		await acquireWorkflowLock(database, 'shared');
		const record = change === 'delete' ? records.get(`${collection}/${key}`) : (await rowsOf(context))[0]?.record;
		const table = JUNCTIONS[collection]?.record;
		if (record === undefined || table === undefined) return;
		// Waits for whoever is verifying it, and keeps others from it until this transaction ends.
		if (isPostgres(database)) await database(table).select('id').where({ id: record }).forNoKeyUpdate();
		await refuseSettled(context, [record]);
		judgedRecords(database).set(`${collection}/${key}`, { table, record });
	},
};

/** The record whose files a write changes, as the guard has let it pass. */
export const judgedRecords = perTransaction(
	() => new Map<string, { readonly table: Junction['record']; readonly record: string }>(),
);

/** The records whose files a write changes: as they are, and as they would be. */
export async function recordsConcerned(payload: Payload, context: GuardContext): Promise<string[]> {
	const given = idOf(payload[JUNCTIONS[context.collection]?.field ?? '']);
	const before = context.keys.length === 0 ? [] : (await rowsOf(context)).map(({ record }) => record);
	return [...before, ...(given === null ? [] : [given])];
}

/** What a row belonged to that is being deleted: its guard, a moment before, could still ask. */
const records = boundedMap<string>();

async function rowsOf({
	collection,
	database,
	keys,
}: GuardContext): Promise<{ readonly id: string; readonly record: string }[]> {
	const field = JUNCTIONS[collection]?.field ?? 'id';
	const rows = await database(collection)
		.select('id', `${field} as record`)
		.whereIn('id', [...keys]);
	return rows.flatMap(({ id, record }) => (record === null ? [] : [{ id: String(id), record: String(record) }]));
}

async function refuseSettled(
	{ actor, collection, database }: GuardContext,
	records: readonly (string | null)[],
): Promise<void> {
	const junction = JUNCTIONS[collection];
	const ids = records.filter((id) => id !== null);
	if (junction === undefined || ids.length === 0) return;
	const table = junction.record;
	const assessments = await scorecardsWithAssessments(database)
		.whereIn('s.id', database(table).select('scorecard').whereIn('id', ids))
		.distinct('a.status', 'a.title', 's.village_name as village', 's.excluded_reason as reason');
	const frozen = assessments.some(({ status }) => junction.frozen.includes(status));
	const verified =
		table === 'evidence_items' && actor.role !== 'administrator' && (await isVerifiedBefore(database, ids, actor.user));
	if (frozen || verified) throw new DomainError('PROOF_OF_A_RECORD');
	if (table !== 'evidence_items') return;
	for (const assessment of assessments) {
		refuseClosed(actor, assessment);
		refuseTakenOut(assessment);
	}
}

/** SQLite does not tell which transaction wrote a row: it takes the request for it, or, where there is none, this long. */
const ONE_REQUEST_MS = 10_000;

/** Verified, and not by the same transaction: an item is verified along with the files that are written with it. */
async function isVerifiedBefore(database: Database, ids: readonly string[], user: string | null): Promise<boolean> {
	const verified = database('evidence_items')
		.whereIn('id', [...ids])
		.where('status', 'verified');
	const began = requestBegan() ?? Date.now() - ONE_REQUEST_MS;
	const now = isPostgres(database)
		? verified.whereRaw('xmin <> pg_current_xact_id()::xid')
		: verified.where((either) =>
				either.whereNull('verified_at').orWhere('verified_at', '<', began).orWhereNot('verified_by', user),
			);
	return (await now.first('id')) !== undefined;
}
