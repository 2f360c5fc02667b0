// Days are kept as days: Directus must have been started with days/in-directus.mjs, and what is stored otherwise is mended.
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import type { SchemaOverview } from '@directus/types';
import { DomainError } from '#domain/errors/domain-error.ts';
import { isPostgres } from '#server/platform/database.ts';
import { toDirectusError } from '#server/platform/render-error.ts';
import { writeDaysAsText } from './stored-days.mjs';

/** Set by days/in-directus.mjs. */
const KEPT = Symbol.for('village-assessment.days');

/** false: this Directus was started without days/in-directus.mjs, e.g. from the packed archive alone. */
export const areDaysKept = (): boolean => KEPT in globalThis;

export function registerDays(register: RegisterFunctions, { database, logger }: HookExtensionContext): void {
	const { init, action } = register;
	const mend = async (): Promise<void> => {
		const changed = await writeDaysAsText(database);
		if (changed > 0) logger.info(`Wrote ${changed} days as text.`);
	};
	if (!areDaysKept()) {
		init('app.before', () => logger.error(howToKeepDays()));
		if (!isPostgres(database)) refuseDays(register);
		return;
	}
	init('app.before', mend);
	// A column that becomes one of days brings what it held.
	for (const change of ['create', 'update']) action(`fields.${change}`, mend);
}

function howToKeepDays(): string {
	const packed = new URL('days/in-directus.mjs', import.meta.url);
	const file = existsSync(fileURLToPath(packed)) ? packed.href : 'days/in-directus.mjs of this extension';
	return (
		`Village assessment: Directus was started without ${file}, which makes it keep days as days. Start it again with ` +
		`NODE_OPTIONS="--import=${file}". Until then rows with days are refused on SQLite, and GET /assessment/health says error.`
	);
}

/** SQLite would keep days of two kinds, and filters would miss one of them. PostgreSQL has a type for days. */
function refuseDays({ filter }: RegisterFunctions): void {
	for (const change of ['create', 'update'])
		filter(`items.${change}`, async (payload, { collection }, { schema, accountability, database }) => {
			if (hasDays(schema, String(collection)))
				throw await toDirectusError(new DomainError('DAYS_NOT_KEPT'), accountability?.user ?? null, database);
			return payload;
		});
}

const hasDays = (schema: SchemaOverview | null, collection: string): boolean =>
	Object.values(schema?.collections[collection]?.fields ?? {}).some(({ type }) => type === 'date');
