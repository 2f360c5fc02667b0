// The last save must not win silently. Who sends along what was read (`date_updated`) is refused where somebody has changed the row
// since; and nobody verifies an item that changes while it is verified. Asked before the writer's transaction and once more in it.
import type { Database } from '#server/platform/database.ts';
import { changedMeanwhile } from '#server/access/changed-meanwhile.ts';
import type { Guard, GuardContext, Payload } from '#server/platform/guard.ts';
import { askTogether } from '#server/platform/written-together.ts';
import { ifMatch, isRevert, requestBegan, seenInRequest } from '#server/platform/request-context.ts';
import { findLastChanges, findProof, findRows } from './repository.ts';

const COLLECTIONS = [
	'villages',
	'rulebooks',
	'indicators',
	'criteria',
	'assessments',
	'evidence_items',
	'adjustments',
	'appeals',
	'holidays',
	'official_forms',
];

export interface LastChange {
	/** Of the activity: it grows with each change, in the order in which the row's lock was held. */
	readonly id: number;
	readonly user: string | null;
	readonly at: number;
}

/** What was there when the guard looked. */
interface Seen {
	readonly change: number;
	readonly payload: Payload;
	/** Of an item that is being verified, unless its files are written along with it. */
	readonly files: string | null;
}

export const unchanged: Guard = {
	collections: COLLECTIONS,
	update: async ({ date_updated: given, ...payload }, context) => {
		const seen = given === undefined || isRevert() ? ifMatch(context.collection) : momentOf(given);
		const isVerifying = context.collection === 'evidence_items' && payload['status'] === 'verified';
		forget(context);
		if (seen !== undefined || isVerifying) await lookAt(context, { seen, payload, isVerifying });
		return payload;
	},
	delete: async (_keys, context) => {
		forget(context);
		const seen = ifMatch(context.collection);
		if (seen !== undefined) await lookAt(context, { seen, payload: {}, isVerifying: false });
	},
	afterWrite: async (key, { collection, database, actor }) => {
		const seen = seenBefore(collection, key);
		if (seen === undefined) return;
		const now = (await CHANGES_AS_WRITTEN.get(collection)?.(database, collection, key))?.id ?? 0;
		const isSame =
			now === seen.change && (seen.files === null || seen.files === (await filesAsWritten(database, collection, key)));
		if (!isSame)
			throw await changedMeanwhile(database, {
				collection,
				key,
				payload: seen.payload,
				since: { change: seen.change },
				actor,
			});
	},
};

interface Look {
	/** null: the row had never been changed; undefined: the writer does not say. */
	readonly seen: number | null | undefined;
	readonly payload: Payload;
	readonly isVerifying: boolean;
}

async function lookAt(context: GuardContext, { seen, payload, isVerifying }: Look): Promise<void> {
	const { collection, database, actor, keys } = context;
	// First the changes: what comes between is found when the row is written.
	const changes = await lastChanges(database, collection, keys);
	const files = isVerifying && payload['files'] === undefined ? await filesOf(database, keys) : null;
	for (const row of await findRows(database, collection, keys)) {
		const key = String(row['id']);
		if (isVerifying && seen === undefined && row['status'] === 'verified') continue;
		const last = changes.get(key);
		const refuse = (since: { readonly date: number | null } | { readonly change: number }): Promise<Error> =>
			changedMeanwhile(database, { collection, key, payload, since, actor });
		if (seen !== undefined && momentOf(row['date_updated']) !== seen) throw await refuse({ date: seen });
		// Somebody else changed it while this request was on its way.
		if (
			isVerifying &&
			seen === undefined &&
			last !== undefined &&
			last.user !== actor.user &&
			last.at >= (requestBegan() ?? Infinity)
		)
			throw await refuse({ change: last.id - 1 });
		seenInRequest()?.set(`${collection}/${key}`, {
			change: last?.id ?? 0,
			payload,
			files: files === null ? null : (files.get(key) ?? ''),
		} satisfies Seen);
	}
}

function forget({ collection, keys }: GuardContext): void {
	for (const key of keys) seenInRequest()?.delete(`${collection}/${key}`);
}

function seenBefore(collection: string, key: string): Seen | undefined {
	const seen = seenInRequest()?.get(`${collection}/${key}`);
	return isSeen(seen) ? seen : undefined;
}

const isSeen = (value: unknown): value is Seen =>
	typeof value === 'object' && value !== null && 'change' in value && 'payload' in value;

/** Milliseconds; null for none. */
export function momentOf(value: unknown): number | null {
	if (value === null || value === undefined || value === '') return null;
	return (value instanceof Date ? value : new Date(typeof value === 'number' ? value : String(value))).getTime();
}

async function lastChanges(
	database: Database,
	collection: string,
	keys: readonly string[],
): Promise<ReadonlyMap<string, LastChange>> {
	const rows = await findLastChanges(database, collection, keys);
	return new Map(
		rows.map(({ id, item, user, timestamp }) => [item, { id: Number(id), user, at: momentOf(timestamp) ?? 0 }]),
	);
}

/** Which files prove an item, as one text. */
async function filesOf(database: Database, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
	const rows = await findProof(database, keys);
	const files = new Map<string, string>(keys.map((key) => [key, '']));
	for (const { item, file } of rows) files.set(item, `${files.get(item) ?? ''}${file} `);
	return files;
}

/** Inside the transaction, before its own changes are told. */
const CHANGES_AS_WRITTEN = new Map(
	COLLECTIONS.map((collection) => [
		collection,
		askTogether((database: Database, keys: readonly string[]) => lastChanges(database, collection, keys)),
	]),
);
const filesAsWritten = askTogether(filesOf);
