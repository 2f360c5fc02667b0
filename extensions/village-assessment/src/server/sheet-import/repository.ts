// What the import of sheets asks of the database, and what it keeps there.
import { randomUUID } from 'node:crypto';
import type { ImportStatus, SheetCheck } from '#domain/contracts/sheet-import.ts';
import { batches, isPostgres, type Database } from '#server/platform/database.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import type {
	StoredAssessment,
	StoredEvidenceItem,
	StoredImport,
	StoredImportedItem,
	StoredVillage,
} from '#server/platform/tables.ts';

const SCORECARDS_PER_QUERY = 100;
const ITEMS_PER_QUERY = 500;
const MOST_LISTED = 100;
/** Two imports do not write at once: each would create what the other creates. */
const IMPORTS = 727_003;

export const assessmentById = (database: Database, id: string): PromiseLike<StoredAssessment | undefined> =>
	database('assessments').where({ id }).first();

export const villagesByIds = (database: Database, ids: readonly string[]): PromiseLike<StoredVillage[]> =>
	database('villages').whereIn('id', ids).orderBy('code');

export const namedScorecards = (database: Database, assessment: string) =>
	scorecardsWithAssessments(database)
		.join('villages as v', 'v.id', 's.village')
		.select('s.id as scorecard', 's.village', 's.excluded_reason', 'v.code', 'v.name')
		.where('s.assessment', assessment)
		.orderBy('v.code');

export const namedCriteria = (database: Database, rulebook: string) =>
	database('criteria').select('id', 'code', 'title', 'title_en').where({ rulebook }).orderBy('sort').orderBy('code');

/** In the order of their ids. */
export async function itemsOfScorecards(
	database: Database,
	scorecards: Iterable<string>,
): Promise<StoredEvidenceItem[]> {
	const items: StoredEvidenceItem[] = [];
	for (const some of batches([...new Set(scorecards)].sort(), SCORECARDS_PER_QUERY))
		items.push(
			...(await database('evidence_items')
				.whereIn('scorecard', [...some])
				.orderBy('id')),
		);
	return items;
}

export async function itemsByIds(database: Database, ids: readonly string[]): Promise<Map<string, StoredEvidenceItem>> {
	const found = new Map<string, StoredEvidenceItem>();
	for (const some of batches(ids, ITEMS_PER_QUERY))
		for (const row of await database('evidence_items').whereIn('id', [...some])) found.set(row.id, row);
	return found;
}

export const keptColumns = (database: Database) => database('import_columns').select('id', 'field');

export async function keepColumn(
	trx: Database,
	{ id, field, user }: { readonly id: string; readonly field: string; readonly user: string | null },
): Promise<void> {
	await trx('import_columns')
		.insert({ id, field, user_created: user, date_created: new Date() })
		.onConflict('id')
		.merge(['field', 'user_created', 'date_created']);
}

/** Waits for an import that is being written; SQLite has one writer anyway. */
export async function lockImports(trx: Database): Promise<void> {
	if (isPostgres(trx)) await trx.raw('SELECT pg_advisory_xact_lock(?)', [IMPORTS]);
}

interface NewImport {
	readonly id: string;
	readonly assessment: string;
	readonly fileName: string;
	readonly status: ImportStatus;
	readonly user: string | null;
	readonly counts: SheetCheck['counts'];
}

const LONGEST_NAME = 255;

export async function insertImport(
	trx: Database,
	{ id, assessment, fileName, status, user, counts }: NewImport,
): Promise<void> {
	await trx('imports').insert({
		id,
		assessment,
		file_name: fileName.slice(0, LONGEST_NAME),
		created_count: counts.create,
		changed_count: counts.change,
		unchanged_count: counts.unchanged,
		left_out_count: counts.refused,
		status,
		user_created: user,
		date_created: new Date(),
	});
}

/** `before`: what the item said; null: the import has created it. */
export async function insertImportedItems(
	trx: Database,
	importId: string,
	items: readonly { readonly item: string; readonly before: Readonly<Record<string, unknown>> | null }[],
): Promise<void> {
	await trx('imported_items').insert(
		items.map(({ item, before }) => ({
			id: randomUUID(),
			import: importId,
			item,
			before: before === null ? null : JSON.stringify(before),
		})),
	);
}

export const importById = (database: Database, id: string): PromiseLike<StoredImport | undefined> =>
	database('imports').where({ id }).first();

/** false: somebody has done it before. */
export const markUndone = async (trx: Database, id: string): Promise<boolean> =>
	(await trx('imports').where({ id }).whereNull('undone_at').update({ undone_at: new Date() })) > 0;

export const importedItems = (database: Database, importId: string): PromiseLike<StoredImportedItem[]> =>
	database('imported_items').where({ import: importId });

/** The latest first. */
export const latestImports = (database: Database, assessment: string): PromiseLike<StoredImport[]> =>
	database('imports').where({ assessment }).orderBy('date_created', 'desc').limit(MOST_LISTED);

export const peopleByIds = (database: Database, ids: readonly string[]) =>
	database('directus_users').select('id', 'last_name', 'first_name', 'email').whereIn('id', ids);
