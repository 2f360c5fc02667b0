// In a Directus of somebody's own the bundle may be loaded before its tables are there. It then waits for them, and says so.
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import type { FilterHandler } from '@directus/types';
import type { Database } from './database.ts';

/** Made by the last step of schema/snapshot.yaml that scores need; the health check asks for it, too. */
const TABLE = 'score_marks';

export const areTablesThere = (database: Database): Promise<boolean> => database.schema.hasTable(TABLE);

const MISSING =
	'Village assessment: its tables are missing, so nothing is scored. Prepare the database with the schema and the seed of the ' +
	'same version (npm start in the project does it), then start Directus again.';

/** What runs of its own accord: at the start, on a schedule, after a change of the schema. */
const OWN_ACCORD = /^(server\.start|(fields|relations|collections)\.)/;

/** The same functions; what they are given runs only once the tables are there. */
export function onceTablesAreThere(
	register: RegisterFunctions,
	{ database, logger }: HookExtensionContext,
): RegisterFunctions {
	let there = false;
	const isReady = async (on: Database = database): Promise<boolean> => (there ||= await areTablesThere(on));
	register.init('app.before', async () => {
		if (!(await isReady())) logger.error(MISSING);
	});
	return {
		...register,
		// Inside a transaction SQLite has no second connection to ask with.
		filter: <T>(event: string, handler: FilterHandler<T>) =>
			register.filter<T>(event, async (payload, meta, context) =>
				(await isReady(context.database)) ? handler(payload, meta, context) : payload,
			),
		init: (event, handler) =>
			register.init(
				event,
				event === 'app.before' ? async (meta) => ((await isReady()) ? handler(meta) : undefined) : handler,
			),
		schedule: (cron, handler) =>
			register.schedule(cron, async () => {
				if (await isReady()) await handler();
			}),
		action: (event, handler) =>
			register.action(
				event,
				OWN_ACCORD.test(event)
					? async (meta, context) => ((await isReady()) ? handler(meta, context) : undefined)
					: handler,
			),
	};
}
