// Which files prove a record is part of what it says: nothing is added or taken away once it is verified, or its assessment frozen.
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { FROZEN, type AssessmentStatus } from '#domain/assessments/status.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { idOf } from '#domain/uuid.ts';
import { refuseClosed } from '#server/evidence/closed-assessment.ts';
import type { Guard, GuardContext, Payload } from '#server/platform/guard.ts';
import { findAssessmentsOf, findAttached, isVerifiedBefore, lockRecord } from './repository.ts';
import { boundedMap } from '#server/platform/bounded-map.ts';
import { requestBegan } from '#server/platform/request-context.ts';
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
		await lockRecord(database, table, record);
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
	return findAttached(database, { junction: collection, field: JUNCTIONS[collection]?.field ?? 'id' }, keys);
}

async function refuseSettled(
	{ actor, collection, database }: GuardContext,
	records: readonly (string | null)[],
): Promise<void> {
	const junction = JUNCTIONS[collection];
	const ids = records.filter((id) => id !== null);
	if (junction === undefined || ids.length === 0) return;
	const table = junction.record;
	const assessments = await findAssessmentsOf(database, table, ids);
	const frozen = assessments.some(({ status }) => junction.frozen.includes(status));
	const verified =
		table === 'evidence_items' &&
		actor.role !== 'administrator' &&
		// An item is verified along with the files that are written with it.
		(await isVerifiedBefore(database, ids, {
			since: requestBegan() ?? Date.now() - ONE_REQUEST_MS,
			user: actor.user,
		}));
	if (frozen || verified) throw new DomainError('PROOF_OF_A_RECORD');
	if (table !== 'evidence_items') return;
	for (const assessment of assessments) {
		refuseClosed(actor, assessment);
		refuseTakenOut(assessment);
	}
}

/** SQLite does not tell which transaction wrote a row: it takes the request for it, or, where there is none, this long. */
const ONE_REQUEST_MS = 10_000;
