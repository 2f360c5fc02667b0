// Wires the recomputation to Directus: drains after commits, before reads, at start, on a schedule.
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import { ensureFresh, reachesScores } from './barrier.ts';
import { readDecimalsAsNumbers, waitForLocks, type Database } from '#server/platform/database.ts';
import { drain } from './drain.ts';
import { roundSums } from './exact-sums.ts';
import { markOutdated } from './marks.ts';
import { drainQueueOf } from './queue.ts';
import { ensureTriggers } from './triggers.ts';
import { WATCHED_TABLES } from './watched-tables.ts';

const WATCHED = new Set(WATCHED_TABLES.map(({ table }) => table));
const EVERY_MINUTE = '* * * * *';

/** Enrols the villages of a new assessment; answers with the ids of their new scorecards. */
export type EnrolVillages = (database: Database, assessment: string) => Promise<readonly string[]>;

export function registerScoring(
	{ filter, action, init, schedule }: RegisterFunctions,
	{ database, logger, env }: HookExtensionContext,
	enrol: EnrolVillages,
): void {
	readDecimalsAsNumbers(database);
	const queue = drainQueueOf(database);
	const background = String(env['ASSESSMENT_BACKGROUND_DRAIN'] ?? 'true') !== 'false';
	// Never awaited by a writer: its failure is logged, and the marks stay for the next drain.
	// Each row that a transaction wrote asks for one, and so does the event after it: one drain is for all of them.
	let scheduled = false;
	const scheduleDrain = (): void => {
		if (!background || scheduled) return;
		scheduled = true;
		setImmediate(() => {
			scheduled = false;
			queue
				.join()
				.catch((error: unknown) =>
					logger.error(error, 'Scores could not be recomputed; they will be at the next read.'),
				);
		});
	};
	const watchSchema = async (): Promise<void> => {
		const created = await ensureTriggers(database);
		if (created.length > 0) logger.info(`Created ${created.length} triggers that mark stale scores.`);
		scheduleDrain();
	};

	// The first point inside the writer's transaction after the row is written, on every path that leaves an activity row.
	filter('activity.create', async (payload, _meta, context) => {
		const { collection, action: kind, item } = activityOf(payload);
		if (!WATCHED.has(collection)) return payload;
		const trx: Database = context.database;
		if (collection === 'assessments' && kind === 'create') await enrolAndScore(enrol, trx, item);
		if (trx.isTransaction && 'executionPromise' in trx)
			void Promise.resolve(trx.executionPromise).then(scheduleDrain, () => undefined);
		return payload;
	});

	action('items.create', async ({ collection, key }) => {
		if (collection === 'assessments') await enrol(database, String(key));
		if (WATCHED.has(collection)) scheduleDrain();
	});
	for (const event of ['items.update', 'items.delete']) {
		action(event, async ({ collection }) => {
			if (WATCHED.has(collection)) scheduleDrain();
		});
	}

	filter('*.query', async (query, { event, collection }, context) => {
		const root = typeof collection === 'string' ? collection : String(event);
		if (isRecord(query) && reachesScores(root, query)) await ensureFresh(context.database, queue);
		return query;
	});

	filter('items.read', async (rows, { query }) => (isRecord(query) && query['aggregate'] ? roundSums(rows) : rows));

	for (const subject of ['fields', 'relations', 'collections']) {
		for (const change of ['create', 'update', 'delete']) action(`${subject}.${change}`, watchSchema);
	}
	// Awaited before the server listens: no write is ever answered that no trigger has seen.
	init('app.before', async () => {
		await waitForLocks(database);
		await ensureTriggers(database);
		await markOutdated(database);
	});
	action('server.start', async () => scheduleDrain());
	schedule(EVERY_MINUTE, watchSchema);
}

/** A new assessment is answered with its villages enrolled and scored. */
async function enrolAndScore(enrol: EnrolVillages, trx: Database, assessment: string): Promise<void> {
	if ((await enrol(trx, assessment)).length > 0) await drain(trx);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function activityOf(payload: unknown): { collection: string; action: string; item: string } {
	const { collection, action, item } = isRecord(payload) ? payload : {};
	return { collection: String(collection), action: String(action), item: String(item) };
}
