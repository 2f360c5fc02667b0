// Writes what a check has shown, in one transaction through Directus: all of it or nothing, and nothing else than what was shown.
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Accountability } from '@directus/types';
import type { Imported } from '#domain/contracts/sheet-import.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { batches, columnOf, dateText, type Database } from '#server/platform/database.ts';
import { duringImport } from '#server/platform/import-under-way.ts';
import { itemsThrough, type Prepared } from '#server/platform/item-writer.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { checkSheet, type CheckContext, type Checked, type CheckRequest } from './check.ts';
import { loadExisting } from './existing.ts';
import type { JudgedRow } from './judge.ts';
import { foldedMapping, keepMapping } from './mapping.ts';
import { insertImport, insertImportedItems, lockImports } from './repository.ts';

export interface CommitContext extends CheckContext {
	readonly platform: Prepared;
	readonly accountability: Accountability | null;
}

/** @throws DomainError 409 something has changed since the check, 422 there are refused rows, or nothing to write. */
export async function commitSheet(request: CheckRequest, context: CommitContext): Promise<Imported> {
	const checked = await checkSheet(request, context);
	const { token, counts } = checked.check;
	if (token !== request.options.token) throw new DomainError('IMPORT_CHANGED');
	if (counts.refused > 0 && !request.options.skip_refused)
		throw new DomainError('IMPORT_HAS_REFUSED', { count: counts.refused });
	if (counts.create + counts.change === 0) throw new DomainError('IMPORT_NOTHING');
	const id = randomUUID();
	await duringImport(() => inTransaction(context.database, (trx) => write(trx, { id, request, checked, context })));
	return {
		id,
		counts: { create: counts.create, change: counts.change, unchanged: counts.unchanged, refused: counts.refused },
	};
}

interface Writing {
	readonly id: string;
	readonly request: CheckRequest;
	readonly checked: Checked;
	readonly context: CommitContext;
}

const ROWS_AT_A_TIME = 100;

async function write(trx: Database, { id, request, checked, context }: Writing): Promise<void> {
	const { counts } = checked.check;
	await lockImports(trx);
	const cards = checked.judged.flatMap(({ row }) => row.village?.scorecard ?? []);
	if ((await loadExisting(trx, cards)).digest !== checked.existing.digest) throw new DomainError('IMPORT_CHANGED');
	await insertImport(trx, {
		id,
		assessment: request.assessment,
		fileName: request.file.name,
		status: request.options.status,
		user: context.actor.user,
		counts,
	});
	await keepMapping(trx, foldedMapping(request.options.mapping), context.actor.user);
	await writeRows(trx, { id, checked, context });
}

async function writeRows(trx: Database, { id, checked, context }: Omit<Writing, 'request'>): Promise<void> {
	const { platform, accountability, signal, progress, schema } = context;
	const through = { services: platform.services, database: trx, schema, accountability };
	const service = itemsThrough(through, 'evidence_items');
	// Nobody is told of each row by itself: the scores are drained once the transaction is over.
	const quiet = { bypassEmitAction: () => undefined };
	const created = checked.judged.filter(({ outcome }) => outcome === 'create');
	const changed = checked.judged.filter(({ outcome }) => outcome === 'change');
	const of = created.length + changed.length;
	let done = 0;
	const go = async (more: number): Promise<void> => {
		done += more;
		progress({ step: 'writing', done, of });
		await setImmediate();
		signal.throwIfAborted();
	};
	await go(0);
	for (const some of batches(created, ROWS_AT_A_TIME)) {
		const keys = await service.createMany(
			some.map(({ payload }) => ({ ...payload })),
			quiet,
		);
		await insertImportedItems(
			trx,
			id,
			keys.map((key) => ({ item: String(key), before: null })),
		);
		await go(some.length);
	}
	for (const some of batches(changed, ROWS_AT_A_TIME)) {
		for (const { item, payload } of some) if (item !== null) await service.updateOne(item.id, { ...payload }, quiet);
		await insertImportedItems(
			trx,
			id,
			some.flatMap(({ item, payload }) => (item === null ? [] : [{ item: item.id, before: before(item, payload) }])),
		);
		await go(some.length);
	}
}

const NUMBERS = ['value', 'numerator', 'denominator'] as const;

/** What is to be written back where the import is undone. */
function before(item: StoredEvidenceItem, payload: JudgedRow['payload']): Readonly<Record<string, unknown>> {
	const fields = new Set([...Object.keys(payload), 'status', ...NUMBERS]);
	return Object.fromEntries(
		[...fields].map((field) => [
			field,
			field.endsWith('_on') ? dateText(columnOf(item, field)) : (columnOf(item, field) ?? null),
		]),
	);
}
