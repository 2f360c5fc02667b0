import type { Database } from '#server/platform/database.ts';

export interface Result {
	/** null: there is no result yet. */
	readonly digest: string | null;
	/** Whether anybody may read it without an account. */
	readonly isOnline: boolean;
}

/** Whoever sees an assessment may know it: it stands on every published sheet. */
export async function resultOf(database: Database, assessment: string): Promise<Result> {
	const row = await database('assessments').select('result_digest', 'public_online').where({ id: assessment }).first();
	return { digest: row?.result_digest ?? null, isOnline: Boolean(row?.public_online) };
}
