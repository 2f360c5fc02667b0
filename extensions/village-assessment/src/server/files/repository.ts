// What is asked of the database about files: what they are proof of, and what is known of a picture.
import { isPostgres, type Database } from '#server/platform/database.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import type { StoredDirectusFile } from '#server/platform/tables.ts';

/** Tables that attach files to records. */
const JUNCTIONS = ['evidence_items_files', 'adjustments_files', 'appeals_files'] as const;

/** The name of the first of the files that is attached to a record; undefined: none is. */
export async function findProofName(database: Database, ids: readonly string[]): Promise<string | undefined> {
	for (const junction of JUNCTIONS) {
		const attached = database(junction).select('directus_files_id').whereIn('directus_files_id', ids);
		const row = await database('directus_files').whereIn('id', attached).first('filename_download');
		if (row !== undefined) return String(row.filename_download);
	}
	return undefined;
}

/** The kind and width of a picture; undefined: there is no such file. */
export const findPicture = async (
	database: Database,
	id: string,
): Promise<Pick<StoredDirectusFile, 'type' | 'width'> | undefined> =>
	database('directus_files').where({ id }).first('type', 'width');

/** Writes the size of a picture that was measured later. */
export async function updateSize(
	database: Database,
	id: string,
	size: { readonly width: number; readonly height: number },
): Promise<void> {
	await database('directus_files').where({ id }).update(size);
}

interface Uploaded {
	readonly taken_at: string | null;
	readonly taken_place: string | null;
	readonly sha256: string;
}

/** Writes what the server has found in a file that came: when and where a photo was taken, and the hash of the content. */
export async function updateUploaded(database: Database, id: string, found: Uploaded): Promise<void> {
	await database('directus_files').where({ id }).update(found);
}

/** Ids of the proof of an assessment that has no SHA-256 yet. */
export async function findProofWithoutHash(database: Database, assessment: string): Promise<readonly string[]> {
	const rows = [
		...(await database('directus_files as f')
			.join('evidence_items_files as j', 'j.directus_files_id', 'f.id')
			.join('evidence_items as o', 'o.id', 'j.evidence_items_id')
			.join('scorecards as s', 's.id', 'o.scorecard')
			.where('s.assessment', assessment)
			.whereNull('f.sha256')
			.select('f.id')),
		...(await database('directus_files as f')
			.join('adjustments_files as j', 'j.directus_files_id', 'f.id')
			.join('adjustments as o', 'o.id', 'j.adjustments_id')
			.join('scorecards as s', 's.id', 'o.scorecard')
			.where('s.assessment', assessment)
			.whereNull('f.sha256')
			.select('f.id')),
		...(await database('directus_files as f')
			.join('appeals_files as j', 'j.directus_files_id', 'f.id')
			.join('appeals as o', 'o.id', 'j.appeals_id')
			.join('scorecards as s', 's.id', 'o.scorecard')
			.where('s.assessment', assessment)
			.whereNull('f.sha256')
			.select('f.id')),
	];
	return [...new Set(rows.map(({ id }) => id))];
}

/** Writes the SHA-256 of a file's content. */
export async function storeHash(database: Database, file: string, sha256: string): Promise<void> {
	await database('directus_files').where({ id: file }).update({ sha256 });
}

type RecordTable = 'evidence_items' | 'adjustments' | 'appeals';

/** Which records attached files belong to, by the column of the junction that says so. */
export async function findAttached(
	database: Database,
	{ junction, field }: { readonly junction: string; readonly field: string },
	ids: readonly string[],
): Promise<{ readonly id: string; readonly record: string }[]> {
	const rows = await database(junction).select('id', `${field} as record`).whereIn('id', ids);
	return rows.flatMap(({ id, record }) => (record === null ? [] : [{ id: String(id), record: String(record) }]));
}

/** Waits for whoever is writing a record, and keeps others from it until the transaction ends. SQLite has one writer. */
export async function lockRecord(trx: Database, table: RecordTable, id: string): Promise<void> {
	if (isPostgres(trx)) await trx(table).select('id').where({ id }).forNoKeyUpdate();
}

/** The assessments that records belong to, with their villages. */
export const findAssessmentsOf = (database: Database, table: RecordTable, ids: readonly string[]) =>
	scorecardsWithAssessments(database)
		.whereIn('s.id', database(table).select('scorecard').whereIn('id', ids))
		.distinct('a.status', 'a.title', 's.village_name as village', 's.excluded_reason as reason');

/**
 * Whether any of the items was verified by an earlier transaction. SQLite does not tell which transaction wrote a row: there it is
 * one that began before `since`, or by somebody else.
 */
export async function isVerifiedBefore(
	database: Database,
	ids: readonly string[],
	{ since, user }: { readonly since: number; readonly user: string | null },
): Promise<boolean> {
	const verified = database('evidence_items').whereIn('id', ids).where('status', 'verified');
	const earlier = isPostgres(database)
		? verified.whereRaw('xmin <> pg_current_xact_id()::xid')
		: verified.where((either) =>
				either.whereNull('verified_at').orWhere('verified_at', '<', since).orWhereNot('verified_by', user),
			);
	return (await earlier.first('id')) !== undefined;
}
