// What was returned says for as long as it is returned how it was when that happened, and whether its own author took it back.
import { isOffice, type Actor } from '#domain/actor.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';

const numberOf = (value: unknown): number | null => ((value ?? null) === null || value === '' ? null : Number(value));
/** What nobody sees is no change. */
const textOf = (value: unknown): string => String(value ?? '').replaceAll(/[\s\p{Cf}]+/gu, '');

/** Everything that a village can change of an item: what it states, and what proves it. */
async function saidBy(row: StoredEvidenceItem, database: Database): Promise<string> {
	const files = await database('evidence_items_files')
		.select('directus_files_id as file')
		.where({ evidence_items_id: row.id });
	const numbers = [row.value, row.numerator, row.denominator].map(numberOf);
	const days = [row.observed_on, row.reported_on].map(dateText);
	const texts = [row.criterion, row.fact, row.case_ref, row.examination, row.note].map(textOf);
	return JSON.stringify([...texts, ...numbers, ...days, [...new Set(files.map(({ file }) => file))].sort()]);
}

/** Items from before this was kept: they are about to be changed, so now is when it can still be said how they were returned. */
export async function rememberReturned(database: Database, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	const rows = await database('evidence_items').whereIn('id', ids).where('status', 'returned').whereNull('returned_as');
	for (const row of rows)
		await database('evidence_items')
			.where({ id: row.id })
			.update({ returned_as: await saidBy(row, database) });
}

/** Asked inside the writer's transaction: a village hands in again only what it has changed, were it by a word in the note. */
export async function refuseReturnedUnchanged(
	row: StoredEvidenceItem,
	actor: Actor,
	database: Database,
): Promise<void> {
	if (row.returned_as === null || actor.role !== 'clerk' || row.status !== 'submitted') return;
	if ((await saidBy(row, database)) === row.returned_as) throw new DomainError('RETURNED_UNCHANGED');
}

/** How an item was when it was returned is kept as long as it is returned. */
export async function keepReturned(row: StoredEvidenceItem, actor: Actor, database: Database): Promise<void> {
	const keep = (fields: Partial<StoredEvidenceItem>): PromiseLike<unknown> =>
		database('evidence_items').where({ id: row.id }).update(fields);
	if (row.status !== 'returned') {
		if (row.returned_as !== null) await keep({ returned_as: null, taken_back: false });
		return;
	}
	if (row.returned_as === null)
		await keep({
			returned_as: await saidBy(row, database),
			taken_back: isOffice(actor) && row.user_created === actor.user,
		});
}
