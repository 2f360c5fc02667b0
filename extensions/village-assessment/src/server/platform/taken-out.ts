// What belongs to a village that was taken out of its assessment stays as it is until the village is brought back.
import { takenOutValues } from '#domain/assessments/taken-out.ts';
import type { Database } from './database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';

export interface TakenOut {
	readonly village: string;
	/** null: it takes part. */
	readonly reason: string | null;
}

export function refuseTakenOut({ village, reason }: TakenOut): void {
	if (reason !== null) throw new DomainError('VILLAGE_TAKEN_OUT', takenOutValues(village, reason), { reason });
}

/** The same for rows by the scorecards that they belong to. */
export async function refuseOfTakenOut(database: Database, scorecards: readonly (string | null)[]): Promise<void> {
	const ids = scorecards.filter((id) => id !== null);
	if (ids.length === 0) return;
	const row: TakenOut | undefined = await database('scorecards')
		.select('village_name as village', 'excluded_reason as reason')
		.whereIn('id', ids)
		.whereNotNull('excluded_reason')
		.first();
	if (row !== undefined) refuseTakenOut(row);
}
