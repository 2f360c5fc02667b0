// A new item as this transaction has inserted it, without reading it back.
import type { SchemaOverview } from '@directus/types';
import { isUuid } from '#domain/uuid.ts';
import { isEvidenceStatus } from '#domain/evidence/workflow.ts';
import type { Database } from '#server/platform/database.ts';
import type { Payload } from '#server/platform/guard.ts';
import { takeInserted } from '#server/platform/inserted-rows.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';

/** undefined: it was changed since, or the statement does not tell; then it is read. */
export function writtenItem(
	database: Database,
	id: string,
	schema: SchemaOverview | null,
): StoredEvidenceItem | undefined {
	const row = takeInserted(database, { table: 'evidence_items', id, schema });
	return row !== undefined && isItem(row) ? row : undefined;
}

/** In the form in which the database would give it back, as far as anybody asks. */
function isItem(row: Payload): row is Payload & StoredEvidenceItem {
	const isText = (value: unknown): boolean => value === null || typeof value === 'string';
	return (
		[row['id'], row['scorecard'], row['criterion']].every((id) => isUuid(id) && id === id.toLowerCase()) &&
		typeof row['fact'] === 'string' &&
		isEvidenceStatus(row['status']) &&
		TEXTS.every((column) => isText(row[column])) &&
		NUMBERS.every((column) => row[column] === null || !Number.isNaN(Number(row[column])))
	);
}

const TEXTS = ['case_ref', 'case_key', 'note', 'returned_as', 'user_created', 'verified_by'];
const NUMBERS = ['value', 'numerator', 'denominator'];
