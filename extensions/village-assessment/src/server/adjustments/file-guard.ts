// The proof of a proposal is fixed once it is put to the vote: no file is added to it, exchanged or taken away.
import { isDeciding } from './lock.ts';
import { ADJUSTMENT_STATUS_LABELS, type AdjustmentStatus } from '#domain/adjustments/status.ts';
import type { Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { idOf } from '#domain/uuid.ts';
import type { Guard, GuardContext } from '#server/platform/guard.ts';
import { boundedMap } from '#server/platform/bounded-map.ts';
import { touch } from '#server/platform/touched.ts';
import { requireDraft } from './draft-guard.ts';
import { findAttachments, findStatus } from './repository/decisions.ts';
import { findAdjustmentRows } from './repository/records.ts';

/** Where a junction row that is being deleted belonged: its guard, a moment before, could still ask. */
const parents = boundedMap<string>();

export const proposalFiles: Guard = {
	collections: ['adjustments_files'],
	create: async (payload, context) => {
		await requireDrafts(context, [idOf(payload['adjustments_id'])]);
		return payload;
	},
	update: async (payload, context) => {
		await requireDrafts(context, [
			...(await parentsOf(context)).map(([, parent]) => parent),
			idOf(payload['adjustments_id']),
		]);
		return payload;
	},
	delete: async (_keys, context) => {
		const of = await parentsOf(context);
		await requireDrafts(
			context,
			of.map(([, parent]) => parent),
		);
		for (const [key, parent] of of) parents.set(key, parent);
	},
	afterWrite: async (key, { database, change }) => {
		if (isDeciding(database)) return;
		const parent = change === 'delete' ? parents.get(key) : (await findAttachments(database, [key]))[0]?.adjustments_id;
		if (typeof parent !== 'string') return;
		const status = await lockStatus(database, parent);
		// Gone: deleted together with the draft.
		if (status !== undefined && status !== 'draft')
			throw new DomainError('PROPOSAL_SETTLED', { status: ADJUSTMENT_STATUS_LABELS.proposed });
	},
};

const parentsOf = async ({ database, keys }: GuardContext): Promise<[string, string][]> =>
	(await findAttachments(database, keys)).map((row) => [row.id, row.adjustments_id]);

async function requireDrafts({ database, actor }: GuardContext, ids: readonly (string | null)[]): Promise<void> {
	for (const row of await findAdjustmentRows(
		database,
		ids.filter((id) => id !== null),
	))
		requireDraft(row, actor, 'edit');
}

/** Waits for whoever is proposing it, and keeps others from it until this transaction ends. */
async function lockStatus(database: Database, id: string): Promise<AdjustmentStatus | undefined> {
	await touch(database, 'adjustments', id);
	return findStatus(database, id);
}
