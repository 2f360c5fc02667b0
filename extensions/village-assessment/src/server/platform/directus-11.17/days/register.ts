// Days are kept as days: Directus must have been started with days/in-directus.mjs, and what is stored otherwise is mended.
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import { writeDaysAsText } from './stored-days.mjs';

/** Set by days/in-directus.mjs. */
const KEPT = Symbol.for('village-assessment.days');

export function registerDays({ init, action }: RegisterFunctions, { database, logger }: HookExtensionContext): void {
	const mend = async (): Promise<void> => {
		const changed = await writeDaysAsText(database);
		if (changed > 0) logger.info(`Wrote ${changed} days as text.`);
	};
	init('app.before', async () => {
		if (!(KEPT in globalThis)) refuseToStart(logger);
		await mend();
	});
	// A column that becomes one of days brings what it held.
	for (const change of ['create', 'update']) action(`fields.${change}`, mend);
}

/** Served without it, an installation would have days of two kinds, and filters that miss them. */
function refuseToStart(logger: HookExtensionContext['logger']): void {
	logger.fatal(
		'Directus was started without days/in-directus.mjs, by which days are days. Start it by npm start or bin/start.mjs, or set NODE_OPTIONS as ops/start/environment.mjs does.',
	);
	process.exit(1);
}
