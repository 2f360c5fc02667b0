import type { Database } from '#server/platform/database.ts';

/** The file of a form; null where it has none any more. */
export async function fileOfForm(database: Database, id: string): Promise<string | null> {
	const row = await database('official_forms').select('file').where({ id }).first();
	return row?.file ?? null;
}

/** The codes of the criteria and indicators of all rulebooks, in small letters. */
export async function everyCode(database: Database): Promise<ReadonlySet<string>> {
	const criteria = await database('criteria').distinct('code');
	const indicators = await database('indicators').distinct('code');
	return new Set([...criteria, ...indicators].map(({ code }) => code.toLowerCase()));
}
