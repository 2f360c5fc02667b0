// A rulebook changes only as a draft, and so do its indicators and criteria; published becomes only what is sound. What villages are
// scored by stays what it was.
import { columnOf, type Database } from '#server/platform/database.ts';
import { RULEBOOK_STEPS } from '#domain/rulebooks/workflow.ts';
import {
	findFixedRulebook,
	findRulebooksByIds,
	findRulebooksInUse,
	findRulebooksOfParts,
	isPublished,
	lockRulebookOfPart,
} from './repository.ts';
import { validateStoredRulebook } from './stored.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { idOf } from '#domain/uuid.ts';
import type { Guard, GuardContext, Payload } from '#server/platform/guard.ts';
import type { StoredRulebook } from '#server/platform/tables.ts';

const PARTS = ['indicators', 'criteria'];

export const fixedRulebook: Guard = {
	collections: ['rulebooks', ...PARTS],
	create: async (payload, { collection, database }) => {
		if (collection !== 'rulebooks') await refuseFixed(database, [idOf(payload['rulebook'])]);
		return payload;
	},
	update: async (payload, context) => {
		if (context.collection === 'rulebooks') await rulebookStep(payload, context);
		else await refuseFixed(context.database, [...(await rulebooksOf(context)), idOf(payload['rulebook'])]);
		return payload;
	},
	delete: async (keys, context) =>
		refuseFixed(
			context.database,
			context.collection === 'rulebooks'
				? await findRulebooksInUse(context.database, keys)
				: await rulebooksOf(context),
		),
	afterWrite: async (key, { collection, database, change }) => {
		if (change === 'delete') return;
		if (collection !== 'rulebooks') return refuseFixedMeanwhile(database, collection, key);
		if (await isPublished(database, key)) await refuseUnsound(database, key);
	},
};

const rulebooksOf = ({ database, collection, keys }: GuardContext): Promise<string[]> =>
	findRulebooksOfParts(database, collection, keys);

async function refuseFixed(database: Database, ids: readonly (string | null)[]): Promise<void> {
	const row = await findFixedRulebook(
		database,
		ids.filter((id) => id !== null),
	);
	if (row !== undefined) throw fixed(row);
}

/** Waits for whoever is publishing the rulebook, and keeps others from it until this transaction ends. */
async function refuseFixedMeanwhile(database: Database, part: string, key: string): Promise<void> {
	const row = await lockRulebookOfPart(database, part, key);
	if (row !== undefined && row.status !== 'draft') throw fixed(row);
}

const fixed = ({ title, version }: Pick<StoredRulebook, 'title' | 'version'>): DomainError =>
	new DomainError('RULEBOOK_FIXED', { title, version });

async function rulebookStep(payload: Payload, { database, keys }: GuardContext): Promise<void> {
	const rows = await findRulebooksByIds(database, keys);
	for (const row of rows) {
		const from = row.status;
		const to = String(payload['status'] ?? from);
		const edits = Object.keys(payload).some(
			(field) =>
				!['status', ...PARTS, 'assessments'].includes(field) &&
				String(payload[field] ?? '') !== String(columnOf(row, field) ?? ''),
		);
		const used = (await findRulebooksInUse(database, [row.id])).length > 0;
		const isStep =
			from === to || RULEBOOK_STEPS.some((step) => step.from === from && step.to === to && !(step.unused && used));
		if (from !== 'draft' && ((edits && to !== 'draft') || !isStep)) throw fixed(row);
		if (from === 'draft' && !isStep)
			throw new DomainError('RULEBOOK_NOT_PUBLISHED', { title: row.title, version: row.version });
	}
}

async function refuseUnsound(database: Database, rulebook: string): Promise<void> {
	const problems = await validateStoredRulebook(database, rulebook);
	const [first] = problems;
	if (first !== undefined)
		throw new DomainError(
			'RULEBOOK_UNSOUND',
			{ number: problems.length, place: first.place, what: first.what, how: first.how },
			{ problems: problems.slice(0, 50) },
		);
}
