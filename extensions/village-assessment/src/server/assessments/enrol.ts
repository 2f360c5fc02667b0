// Enrolment: one scorecard for each village that takes part in an assessment.
import { randomUUID } from 'node:crypto';
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import type { Database } from '#server/platform/database.ts';
import { findAssessmentById } from './repository/assessments.ts';
import {
	findTakenOut,
	findVillagesNotEnrolled,
	hasScorecards,
	insertScorecards,
	updateExcludedReason,
} from './repository/scorecards.ts';

const OPEN_STATES: readonly AssessmentStatus[] = ['preparing', 'collecting'];

/**
 * Gives villages their scorecards in an assessment; those that have one keep it. Without `villages`, all active ones.
 * The triggers mark the new scorecards, so that the next drain fills them. Returns the ids of the new scorecards.
 */
export async function enrol(trx: Database, assessment: string, villages?: readonly string[]): Promise<string[]> {
	const title = (await findAssessmentById(trx, assessment))?.title ?? '';
	const found = await findVillagesNotEnrolled(trx, assessment, villages);
	const rows = found.map((village) => ({
		id: randomUUID(),
		assessment,
		village: village.id,
		label: `${village.name} · ${title}`,
		village_name: village.name,
		village_kind: village.kind,
		date_created: new Date(),
	}));
	await insertScorecards(trx, rows);
	return rows.map(({ id }) => id);
}

/** Brings back those of the villages that were taken out: with everything recorded before, and ranked again. Returns their scorecards. */
export async function bringBack(trx: Database, assessment: string, villages: readonly string[]): Promise<string[]> {
	const ids = await findTakenOut(trx, assessment, villages);
	await updateExcludedReason(trx, ids, null);
	return ids;
}

/** Enrols the active villages in a new assessment; does nothing where it is past collecting or has scorecards already. */
export async function enrolNew(trx: Database, assessment: string): Promise<string[]> {
	const row = await findAssessmentById(trx, assessment);
	if (row === undefined || !OPEN_STATES.includes(row.status)) return [];
	return (await hasScorecards(trx, assessment)) ? [] : enrol(trx, assessment);
}
