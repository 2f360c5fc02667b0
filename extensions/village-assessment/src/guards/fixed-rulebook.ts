// A published rulebook that an assessment uses no longer changes, nor do its indicators and criteria: what villages were scored
// by stays what it was.
import type { Database } from '../recompute/database.ts';
import { RULEBOOK_STEPS } from '../rulebook/statuses.ts';
import { validateStoredRulebook } from '../rulebook/stored.ts';
import { Refusal } from './errors.ts';
import { idOf } from './evidence/change.ts';
import type { Guard, GuardContext, Payload } from './guard.ts';

const PARTS = ['indicators', 'criteria'];

export const fixedRulebook: Guard = {
	collections: ['rulebooks', ...PARTS],
	create: async (payload, context) => {
		if (context.collection === 'rulebooks') return payload;
		await refuseFixed(context.database, [idOf(payload['rulebook'])]);
		return payload;
	},
	update: async (payload, context) => {
		if (context.collection === 'rulebooks') await rulebookStep(payload, context);
		else await refuseFixed(context.database, [...(await rulebooksOf(context)), idOf(payload['rulebook'])]);
		return payload;
	},
	delete: async (_keys, context) => refuseFixed(context.database, context.collection === 'rulebooks' ? [...context.keys] : await rulebooksOf(context)),
	settled: async (key, { collection, database, change }) => {
		if (collection !== 'rulebooks' || change !== 'create') return;
		const published: unknown = await database('rulebooks').where({ id: key, status: 'published' }).first('id');
		if (published !== undefined) await refuseUnsound(database, key);
	},
};

const rulebooksOf = async ({ database, collection, keys }: GuardContext): Promise<string[]> => (await database(collection).distinct('rulebook').whereIn('id', [...keys])).map((row: Payload) => String(row['rulebook']));

async function refuseFixed(database: Database, ids: readonly (string | null)[]): Promise<void> {
	const row: Payload | undefined = await database('rulebooks').select('title', 'version').whereIn('id', await usedOf(database, ids)).whereNot('status', 'draft').first();
	if (row !== undefined) throw new Refusal('RULEBOOK_FIXED', { title: String(row['title']), version: String(row['version']) });
}

const usedOf = async (database: Database, ids: readonly (string | null)[]): Promise<string[]> =>
	(await database('assessments').distinct('rulebook').whereIn('rulebook', ids.filter((id) => id !== null))).map((row: Payload) => String(row['rulebook']));

async function rulebookStep(payload: Payload, { database, keys }: GuardContext): Promise<void> {
	const rows: Payload[] = await database('rulebooks').whereIn('id', [...keys]);
	for (const row of rows) {
		const from = String(row['status']);
		const to = String(payload['status'] ?? from);
		const edits = Object.keys(payload).some((field) => !['status', ...PARTS, 'assessments'].includes(field) && String(payload[field] ?? '') !== String(row[field] ?? ''));
		const used = (await usedOf(database, [String(row['id'])])).length > 0;
		const isStep = from === to || RULEBOOK_STEPS.some((step) => step.from === from && step.to === to && !(step.unused && used));
		if (from !== 'draft' && used && (edits || !isStep)) throw new Refusal('RULEBOOK_FIXED', { title: String(row['title']), version: String(row['version']) });
		if (from === 'draft' && !isStep) throw new Refusal('RULEBOOK_NOT_PUBLISHED', { title: String(row['title']), version: String(row['version']) });
		if (from !== 'published' && to === 'published') await refuseUnsound(database, String(row['id']));
	}
}

async function refuseUnsound(database: Database, rulebook: string): Promise<void> {
	const problems = await validateStoredRulebook(database, rulebook);
	const [first] = problems;
	if (first !== undefined) throw new Refusal('RULEBOOK_UNSOUND', { number: problems.length, place: first.place, what: first.what, how: first.how }, { problems: problems.slice(0, 50) });
}
