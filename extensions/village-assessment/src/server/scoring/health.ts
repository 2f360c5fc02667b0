// Whether the machinery that keeps scores fresh is in order.
import { ENGINE_VERSION } from '#engine';
import { areDaysKept } from '#server/platform/directus-11.17/days/register.ts';
import { areTablesThere } from '#server/platform/tables-there.ts';
import { rowsOf, type Database } from '#server/platform/database.ts';
import type { DrainQueue } from './queue.ts';
import { missingTriggers } from './triggers.ts';

export interface Health {
	/**
	 * `error` when a trigger is missing or the last drain failed: scores may then be stale until it is mended; also when the
	 * tables are not there, or Directus was started without what keeps days.
	 */
	readonly status: 'ok' | 'error';
	readonly engine_version: string;
	readonly tables_there: boolean;
	readonly days_kept: boolean;
	readonly missing_triggers: readonly string[];
	readonly marks_waiting: number;
	/** When the oldest waiting mark was made, ISO 8601; null when none waits. */
	readonly oldest_mark: string | null;
	/** When this instance drained last, ISO 8601; null when it has not yet. */
	readonly last_drain: string | null;
	readonly last_error: string | null;
}

export async function health(database: Database, queue: DrainQueue): Promise<Health> {
	const last = queue.lastDrain();
	const always = {
		engine_version: ENGINE_VERSION,
		days_kept: areDaysKept(),
		last_drain: last?.at.toISOString() ?? null,
		last_error: last?.error ?? null,
	};
	if (!(await areTablesThere(database)))
		return {
			...always,
			status: 'error',
			tables_there: false,
			missing_triggers: [],
			marks_waiting: 0,
			oldest_mark: null,
		};
	const missing = await missingTriggers(database);
	const [marks] = rowsOf(await database.raw('SELECT COUNT(*) AS waiting, MIN(marked_at) AS oldest FROM score_marks'));
	return {
		...always,
		status: missing.length > 0 || last?.error || !always.days_kept ? 'error' : 'ok',
		tables_there: true,
		missing_triggers: missing,
		marks_waiting: Number(marks?.['waiting'] ?? 0),
		oldest_mark: isoTime(marks?.['oldest']),
	};
}

/** SQLite keeps CURRENT_TIMESTAMP as text in UTC without saying so. */
function isoTime(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	const date =
		value instanceof Date
			? value
			: new Date(typeof value === 'string' && !value.includes('T') ? `${value.replace(' ', 'T')}Z` : String(value));
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
