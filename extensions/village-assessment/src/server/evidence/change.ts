// One evidence item about to be written: as it was, as it would be, and where it belongs.
import type { Actor } from '#domain/actor.ts';
import type { CriterionRule } from '#engine';
import { rulesById } from '#server/scoring/rules.ts';
import type { Database } from '#server/platform/database.ts';
import { idOf } from '#domain/uuid.ts';
import type { Payload, Proposed } from '#server/platform/guard.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { forgetOldMarks, itemsById, placeOf, type Place } from './repository.ts';
import { rememberReturned } from './returned.ts';

/** An item as somebody wants it. */
export type ProposedItem = Proposed<StoredEvidenceItem>;

export interface EvidenceChange {
	readonly actor: Actor;
	readonly database: Database;
	/** null: a new item. */
	readonly before: StoredEvidenceItem | null;
	/** What the writer sends. */
	readonly payload: Payload;
	/** The item as it would stand. */
	readonly after: ProposedItem;
	/** null: there is no such scorecard; the foreign key refuses that. */
	readonly place: Place | null;
	/** Where it stood before; the same as `place` unless it moves. */
	readonly placeBefore: Place | null;
	/** null: there is no such criterion, or its rule cannot be scored with. */
	readonly rule: CriterionRule | null;
	readonly criterionRulebook: string | null;
}

export async function newItem(
	payload: Payload,
	context: { readonly actor: Actor; readonly database: Database },
): Promise<EvidenceChange> {
	const after: ProposedItem = { status: 'draft', ...payload };
	const place = await placeOf(context.database, idOf(after.scorecard));
	return {
		...context,
		before: null,
		payload,
		after,
		place,
		placeBefore: place,
		...(await ruleOf(context.database, idOf(after.criterion))),
	};
}

export async function changedItems(
	payload: Payload,
	context: { readonly actor: Actor; readonly database: Database; readonly keys: readonly string[] },
): Promise<EvidenceChange[]> {
	const { actor, database, keys } = context;
	await forgetOldMarks(database, keys);
	await rememberReturned(database, keys);
	const rows = await itemsById(database, keys);
	const changes: EvidenceChange[] = [];
	for (const before of rows) changes.push(await changedItem(payload, { actor, database, before }));
	return changes;
}

export async function changedItem(
	payload: Payload,
	{
		actor,
		database,
		before,
	}: { readonly actor: Actor; readonly database: Database; readonly before: StoredEvidenceItem },
): Promise<EvidenceChange> {
	const after: ProposedItem = { ...before, ...payload };
	const placeBefore = await placeOf(database, before.scorecard);
	const moves = idOf(after.scorecard) !== before.scorecard;
	const place = moves ? await placeOf(database, idOf(after.scorecard)) : placeBefore;
	return {
		actor,
		database,
		before,
		payload,
		after,
		place,
		placeBefore,
		...(await ruleOf(database, idOf(after.criterion))),
	};
}

interface KnownRule {
	readonly rule: CriterionRule | null;
	readonly criterionRulebook: string | null;
}

export async function ruleOf(database: Database, id: string | null): Promise<KnownRule> {
	const stored = id === null ? undefined : (await rulesById(database, [id])).get(id);
	return { rule: stored?.rule ?? null, criterionRulebook: stored?.rulebook ?? null };
}
