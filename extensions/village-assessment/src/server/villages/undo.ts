// Takes a wrong merge or split back: what still stands as it left it becomes what it was before; what was done since stays.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { drain } from '#server/scoring/drain.ts';
import { batches, parsed, textOrNull, type Database } from '#server/platform/database.ts';
import { recordHistory } from './history.ts';
import type { StoredVillageChange } from '#server/platform/tables.ts';
import { newPlan, put, type Fields, type Made, type Table, type Write } from './plan.ts';
import { findChangesOfAction, findFrozenTitle, findLatestChange, updateUndoneAt } from './repository/changes.ts';
import { deleteMade, findColumns, findRecordIds } from './repository/writes.ts';
import { writePlan } from './write.ts';

export interface Undone {
	/** Rows that are again what they were. */
	readonly restored: number;
	/** Rows that somebody has changed since; they stay as they are. */
	readonly kept: number;
}

const table = z.enum(['evidence_items', 'adjustments', 'appeals', 'scorecards', 'villages', 'directus_users']);
const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
/** What {@link tell} has kept. */
const KEPT = z.object({
	assessments: z.array(z.string()),
	writes: z.array(z.object({ table, id: z.string(), before: fields, after: fields })),
	made: z.array(z.object({ table, id: z.string() })),
});
type Kept = z.infer<typeof KEPT>;

type Row = StoredVillageChange;

export async function undo(
	trx: Database,
	{ change, reason, user }: { readonly change: string; readonly reason: string; readonly user: string | null },
): Promise<Undone> {
	await acquireWorkflowLock(trx, 'exclusive');
	await drain(trx);
	const rows = await rowsOfAction(trx, change);
	const kept = detailsOf(rows);
	await refuseFrozen(trx, kept.assessments);
	await refuseLater(trx, rows);
	const plan = newPlan();
	let stays = 0;
	for (const table of TABLES)
		stays += await plannedFor(trx, plan, { table, writes: kept.writes.filter((one) => one.table === table) });
	await unmake(trx, plan, kept.made);
	const action = randomUUID();
	await writePlan(trx, plan, { user, action });
	// Nothing of what was moved hangs on them any more.
	await deleteMade(trx, kept.made);
	await drain(trx);
	const of = rows.map(({ id }) => id);
	await updateUndoneAt(trx, of, new Date());
	const villages = [...new Set(rows.map(({ village }) => village))];
	await recordHistory(trx, {
		kind: 'undone',
		action,
		user,
		reason,
		entries: villages.map((village) => ({
			village,
			text: `撤销：${rows
				.filter((row) => row.village === village)
				.map(({ text }) => text)
				.join('')}`,
		})),
	});
	return { restored: plan.writes.size, kept: stays };
}

const TABLES: readonly Table[] = [
	'evidence_items',
	'adjustments',
	'appeals',
	'scorecards',
	'villages',
	'directus_users',
];

async function rowsOfAction(trx: Database, change: string): Promise<Row[]> {
	const rows = await findChangesOfAction(trx, change);
	if (!rows.some(({ kind }) => kind === 'merged' || kind === 'split'))
		throw new DomainError('VILLAGE_CHANGE_NOT_FOUND', { id: change.slice(0, 40) });
	if (rows.some((row) => row.undone_at !== null)) throw new DomainError('VILLAGE_CHANGE_UNDONE');
	return rows;
}

function detailsOf(rows: readonly Row[]): Kept {
	return KEPT.parse(rows.map((row) => parsed(row.details)).find((one) => one !== null));
}

async function refuseFrozen(trx: Database, assessments: readonly string[]): Promise<void> {
	const assessment = await findFrozenTitle(trx, assessments);
	if (assessment !== undefined) throw new DomainError('VILLAGES_PUBLICIZED', { assessment });
}

/** Of several, the last is undone first. */
async function refuseLater(trx: Database, rows: readonly Row[]): Promise<void> {
	const last = await findLatestChange(
		trx,
		rows.map(({ village }) => village),
	);
	if (last !== undefined && last.action !== rows[0]?.action)
		throw new DomainError('VILLAGE_CHANGE_LATER', { text: last.text.slice(0, 60) });
}

/** A field that is no longer as the action left it has been changed by somebody since. */
async function plannedFor(
	trx: Database,
	plan: ReturnType<typeof newPlan>,
	{ table, writes }: { readonly table: Table; readonly writes: readonly Write[] },
): Promise<number> {
	let stays = 0;
	for (const some of batches(writes, 200)) {
		const now = await findColumns(
			trx,
			table,
			some.map(({ id }) => id),
		);
		for (const { id, before, after } of some) {
			const row = now.get(id);
			const same = Object.keys(after).filter((field) => row !== undefined && sameValue(row.get(field), after[field]));
			if (same.length < Object.keys(after).length) stays += 1;
			const pick = (from: Fields): Fields => Object.fromEntries(same.map((field) => [field, from[field] ?? null]));
			if (same.length > 0) put(plan, { table, id, before: pick(after), after: pick(before) });
		}
	}
	return stays;
}

const sameValue = (stored: unknown, written: unknown): boolean =>
	typeof written === 'boolean' ? Boolean(stored) === written : textOrNull(stored) === textOrNull(written);

/** A village that the action made ends with it, unless something has been recorded of it since. */
async function unmake(trx: Database, plan: ReturnType<typeof newPlan>, made: readonly Made[]): Promise<void> {
	const cards = made.filter(({ table }) => table === 'scorecards').map(({ id }) => id);
	const leaving = new Set([...plan.writes.values()].map(({ id }) => id).concat(made.map(({ id }) => id)));
	for (const table of ['evidence_items', 'adjustments', 'appeals'] as const) {
		const since = (await findRecordIds(trx, table, cards)).filter((id) => !leaving.has(id));
		if (since.length > 0)
			throw new DomainError('VILLAGE_CHANGE_RECORDED', { number: since.length }, { collection: table, items: since });
	}
	for (const { table, id } of made)
		if (table === 'villages') put(plan, { table, id, before: { active: true }, after: { active: false } });
}
