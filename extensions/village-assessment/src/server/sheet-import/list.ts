// The imports of an assessment, the latest first.
import type { ListedImport } from '#domain/contracts/sheet-import.ts';
import { isEvidenceStatus } from '#domain/evidence/workflow.ts';
import type { Database } from '#server/platform/database.ts';
import { latestImports, peopleByIds } from './repository.ts';

export async function listImports(database: Database, assessment: string): Promise<ListedImport[]> {
	const rows = await latestImports(database, assessment);
	const ids = [...new Set(rows.flatMap(({ user_created: user }) => user ?? []))];
	const people = await peopleByIds(database, ids);
	const names = new Map(
		people.map(({ id, last_name: last, first_name: first, email }) => [
			id,
			`${last ?? ''}${first ?? ''}` || (email ?? ''),
		]),
	);
	return rows.map((row) => ({
		id: row.id,
		assessment: row.assessment,
		file_name: row.file_name,
		person: names.get(row.user_created ?? '') ?? null,
		date_created: momentOf(row.date_created),
		created: row.created_count,
		changed: row.changed_count,
		unchanged: row.unchanged_count,
		left_out: row.left_out_count,
		status: isEvidenceStatus(row.status) ? row.status : 'submitted',
		undone_at: momentOf(row.undone_at),
		may_be_undone: row.undone_at === null,
	}));
}

const momentOf = (value: unknown): string | null => {
	if (value === null || value === undefined) return null;
	const moment = value instanceof Date ? value : new Date(typeof value === 'number' ? value : String(value));
	return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
};
