// Enrolment: one scorecard for each village that takes part in an assessment.
import { randomUUID } from 'node:crypto';
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import { batches, rowsOf, type Database } from '#server/platform/database.ts';

const OPEN_STATES: readonly AssessmentStatus[] = ['preparing', 'collecting'];

/**
 * Gives villages their scorecards in an assessment; those that have one keep it. Without `villages`, all active ones.
 * The triggers mark the new scorecards, so that the next drain fills them. Returns the ids of the new scorecards.
 */
export async function enrol(trx: Database, assessment: string, villages?: readonly string[]): Promise<string[]> {
	const { title } = (await trx('assessments').select('title').where('id', assessment).first()) ?? { title: '' };
	const wanted = trx('villages')
		.select('id', 'name', 'kind')
		.whereNotIn('id', trx('scorecards').select('village').where({ assessment }));
	const found = await (villages === undefined ? wanted.where('active', true) : wanted.whereIn('id', villages));
	const rows = found.map((village) => ({
		id: randomUUID(),
		assessment,
		village: village.id,
		label: `${village.name} · ${title}`,
		village_name: village.name,
		village_kind: village.kind,
		date_created: new Date(),
	}));
	for (const some of batches(rows, 100))
		await trx('scorecards').insert(some).onConflict(['assessment', 'village']).ignore();
	return rows.map(({ id }) => id);
}

/** Brings back those of the villages that were taken out: with everything recorded before, and ranked again. Returns their scorecards. */
export async function bringBack(trx: Database, assessment: string, villages: readonly string[]): Promise<string[]> {
	const cards = await trx('scorecards')
		.select('id')
		.where({ assessment })
		.whereIn('village', villages)
		.whereNotNull('excluded_reason');
	const ids = cards.map(({ id }) => id);
	if (ids.length > 0) await trx('scorecards').whereIn('id', ids).update({ excluded_reason: null });
	return ids;
}

/** Enrols the active villages in a new assessment; does nothing where it is past collecting or has scorecards already. */
export async function enrolNew(trx: Database, assessment: string): Promise<string[]> {
	const row = await trx('assessments').select('status').where('id', assessment).first();
	if (row === undefined || !OPEN_STATES.includes(row.status)) return [];
	if (rowsOf(await trx.raw('SELECT 1 FROM scorecards WHERE assessment = ? LIMIT 1', [assessment])).length > 0)
		return [];
	return enrol(trx, assessment);
}
