// A new name or kind of a village is told in its history, whoever writes it and by which way.
import type { RegisterFunctions } from '@directus/extensions';
import { randomUUID } from 'node:crypto';
import { boundedMap } from '#server/platform/bounded-map.ts';
import { requestBegan } from '#server/platform/request-context.ts';
import { recordHistory, type HistoryEntry } from './history.ts';
import { findNames } from './repository/changes.ts';

interface Named {
	readonly name: string;
	readonly kind: string;
}

const KINDS: Readonly<Record<string, string>> = { village: '村', community: '社区' };
/** As it was a moment before, in the same request: inside the transaction the row has changed already. */
const before = boundedMap<Named & { readonly request: number | undefined }>();

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

export function registerRenames({ filter }: Pick<RegisterFunctions, 'filter'>): void {
	filter('villages.items.update', async (payload, { keys }, { database }) => {
		if (!isRecord(payload) || !('name' in payload || 'kind' in payload) || !Array.isArray(keys)) return payload;
		const ids = keys.map((key) => String(key).toLowerCase());
		for (const { id, name, kind } of await findNames(database, ids))
			before.set(id, { name, kind, request: requestBegan() });
		return payload;
	});

	filter('activity.create', async (activity, _meta, { database: trx }) => {
		const { collection, action, item, user } = isRecord(activity) ? activity : {};
		if (collection !== 'villages' || action !== 'update') return activity;
		const id = String(item).toLowerCase();
		const was = before.get(id);
		before.delete(id);
		if (was === undefined || was.request !== requestBegan()) return activity;
		const [now] = await findNames(trx, [id]);
		if (now === undefined) return activity;
		const by = { action: randomUUID(), user: typeof user === 'string' ? user : null, reason: null };
		const entriesOf = (text: string): readonly HistoryEntry[] => [{ village: id, text }];
		if (was.name !== now.name)
			await recordHistory(trx, {
				...by,
				kind: 'renamed',
				entries: entriesOf(`名称由「${was.name}」改为「${now.name}」。`),
			});
		if (was.kind !== now.kind)
			await recordHistory(trx, {
				...by,
				kind: 'other_kind',
				entries: entriesOf(`由${KINDS[was.kind] ?? was.kind}改为${KINDS[now.kind] ?? now.kind}。`),
			});
		return activity;
	});
}
