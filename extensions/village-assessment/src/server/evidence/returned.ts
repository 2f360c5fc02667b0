// What was returned says for as long as it is returned how it was when that happened, and whether its own author took it back.
import { isOffice, type Actor } from '#domain/actor.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { findProof, findReturnedUnnoted, updateItem } from './repository.ts';

const numberOf = (value: unknown): number | null => ((value ?? null) === null || value === '' ? null : Number(value));
/** What nobody sees is no change. */
const textOf = (value: unknown): string => String(value ?? '').replaceAll(/[\s\p{Cf}]+/gu, '');

/** Everything that a village can change of an item: what it states, and what proves it. */
async function statedBy(row: StoredEvidenceItem, database: Database): Promise<string> {
	const files = await findProof(database, row.id);
	const numbers = [row.value, row.numerator, row.denominator].map(numberOf);
	const days = [row.observed_on, row.reported_on].map(dateText);
	const texts = [row.criterion, row.fact, row.case_ref, row.examination, row.note].map(textOf);
	return JSON.stringify([...texts, ...numbers, ...days, [...new Set(files)].sort()]);
}

/** Items from before this was kept: they are about to be changed, so now is when it can still be said how they were returned. */
export async function rememberReturned(database: Database, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	for (const row of await findReturnedUnnoted(database, ids))
		await updateItem(database, row.id, { returned_as: await statedBy(row, database) });
}

/** Asked inside the writer's transaction: a village hands in again only what it has changed, were it by a word in the note. */
export async function refuseReturnedUnchanged(
	row: StoredEvidenceItem,
	actor: Actor,
	database: Database,
): Promise<void> {
	if (row.returned_as === null || actor.role !== 'clerk' || row.status !== 'submitted') return;
	if ((await statedBy(row, database)) === row.returned_as) throw new DomainError('RETURNED_UNCHANGED');
}

/** How an item was when it was returned is kept as long as it is returned. */
export async function keepReturned(row: StoredEvidenceItem, actor: Actor, database: Database): Promise<void> {
	const keep = (fields: Partial<StoredEvidenceItem>): Promise<void> => updateItem(database, row.id, fields);
	if (row.status !== 'returned') {
		if (row.returned_as !== null) await keep({ returned_as: null, taken_back: false });
		return;
	}
	if (row.returned_as === null)
		await keep({
			returned_as: await statedBy(row, database),
			taken_back: isOffice(actor) && row.user_created === actor.user,
		});
}
