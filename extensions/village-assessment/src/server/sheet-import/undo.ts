// An import goes as a whole: what it created is deleted, what it changed says again what it said, while nobody else has built on it.
import type { Accountability } from '@directus/types';
import type { Actor } from '#domain/actor.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { isUuid } from '#domain/uuid.ts';
import { refuseClosed } from '#server/evidence/closed-assessment.ts';
import { batches, parsed, type Database } from '#server/platform/database.ts';
import { duringImport } from '#server/platform/import-under-way.ts';
import { itemsThrough, pastPermissions, type Prepared } from '#server/platform/item-writer.ts';
import type { StoredEvidenceItem, StoredImport, StoredImportedItem } from '#server/platform/tables.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import { assessmentById, importById, importedItems, itemsByIds, markUndone } from './repository.ts';

export interface Undone {
	readonly deleted: number;
	readonly restored: number;
}

interface UndoContext {
	readonly platform: Prepared;
	readonly actor: Actor;
	readonly accountability: Accountability;
}

export async function undoImport(id: string | undefined, context: UndoContext): Promise<Undone> {
	if (!isUuid(id)) throw new DomainError('IMPORT_NOT_FOUND', { id: (id ?? '').slice(0, 40) });
	return duringImport(() => inTransaction(context.platform.database, (trx) => undo(trx, id.toLowerCase(), context)));
}

async function undo(trx: Database, id: string, { platform, actor, accountability }: UndoContext): Promise<Undone> {
	const row = await importById(trx, id);
	if (row === undefined) throw new DomainError('IMPORT_NOT_FOUND', { id });
	const assessment = await assessmentById(trx, row.assessment);
	if (assessment !== undefined) refuseClosed(actor, assessment);
	// Of two at once the second finds it undone.
	if (!(await markUndone(trx, id))) throw new DomainError('IMPORT_UNDONE');
	const imported = await importedItems(trx, id);
	const items = await itemsByIds(
		trx,
		imported.map(({ item }) => item),
	);
	const settled = imported.filter((one) => isSettled(one, { item: items.get(one.item), row }));
	if (settled.length > 0)
		throw new DomainError(
			'IMPORT_SETTLED',
			{ count: settled.length },
			{ items: settled.slice(0, 50).map(({ item }) => item) },
		);
	// The import as a whole may be undone; what its single items may become is not asked.
	const through = { ...platform, database: trx, accountability: pastPermissions(accountability) };
	const service = itemsThrough(through, 'evidence_items');
	const quiet = { bypassEmitAction: () => undefined };
	const there = imported.filter(({ item }) => items.has(item));
	const created = there.filter(({ before }) => parsed(before) === null);
	const changed = there.filter(({ before }) => parsed(before) !== null);
	for (const some of batches(created, 100))
		await service.deleteMany(
			some.map(({ item }) => item),
			quiet,
		);
	for (const { item, before } of changed) await service.updateOne(item, fieldsOf(before), quiet);
	return { deleted: created.length, restored: changed.length };
}

/**
 * Somebody else has verified or changed it since; what it changed has been verified since. What is deleted already stands in
 * nobody's way.
 */
function isSettled(
	{ before }: StoredImportedItem,
	{ item, row }: { readonly item: StoredEvidenceItem | undefined; readonly row: StoredImport },
): boolean {
	if (item === undefined) return false;
	const isChanged = parsed(before) !== null;
	if (item.status === 'verified' && (isChanged || item.verified_by !== row.user_created)) return true;
	return (item.user_updated ?? row.user_created) !== row.user_created;
}

function fieldsOf(before: unknown): Record<string, unknown> {
	const fields = parsed(before);
	return typeof fields === 'object' && fields !== null ? { ...fields } : {};
}
