// One evidence item about to be written: as it was, as it would be, and where it belongs.
import type { Actor } from '#domain/actor.ts';
import type { CriterionRule } from '#engine';
import { rulesById, type StoredRule } from '#server/scoring/rules.ts';
import type { Database } from '#server/platform/database.ts';
import { idOf } from '#domain/uuid.ts';
import type { Payload, Proposed } from '#server/platform/guard.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { itemsById, learnContext, openCases, placeOf, placesOf, revisionsOfItems, type Place } from './repository.ts';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { nameKey } from '#server/names/folded.ts';
import { villageOf } from '#server/platform/village.ts';
import { saysOf } from './said.ts';

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
	readonly asked: Asked;
}

/** What is asked once for all items that are changed together, if one of them needs it. */
interface Asked {
	/** The village whose clerk the writer is. */
	readonly ownVillage: () => Promise<string | null>;
	/** Items of which the writer has said something before. */
	readonly saidBefore: () => Promise<ReadonlySet<string>>;
	/** Named cases on record that may be the same as one of these. */
	readonly openCases: () => Promise<Awaited<ReturnType<typeof openCases>>>;
}

interface Writing {
	readonly actor: Actor;
	readonly database: Database;
}

export function askOnce({ actor, database }: Writing, items: readonly ProposedItem[]): Asked {
	const distinct = (column: 'id' | 'scorecard' | 'criterion'): string[] => [
		...new Set(items.map((item) => idOf(item[column])).filter((id) => id !== null)),
	];
	return {
		ownVillage: once(() => villageOf(database, actor)),
		saidBefore: once(async () => saysOf(await revisionsOfItems(database, distinct('id'), actor.user))),
		openCases: once(async () =>
			openCases(database, {
				scorecards: distinct('scorecard'),
				criteria: distinct('criterion'),
				keys: items.map(({ case_ref }) => nameKey(case_ref)).filter((key) => key !== null),
			}),
		),
	};
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
	let answer: Promise<T> | undefined;
	return () => (answer ??= ask());
}

export async function newItem(payload: Payload, context: Writing): Promise<EvidenceChange> {
	const { actor, database } = context;
	// As every writer, before it reads anything that a step of the year may change.
	if (database.isTransaction) await acquireWorkflowLock(database, 'shared');
	const after: ProposedItem = { status: 'draft', ...payload };
	const [scorecard, criterion] = [idOf(after.scorecard), idOf(after.criterion)];
	await learnContext(database, { scorecard, criterion, user: actor.user });
	const place = await placeOf(database, scorecard);
	return {
		actor,
		database,
		before: null,
		payload,
		after,
		place,
		placeBefore: place,
		asked: askOnce(context, [after]),
		...(await ruleOf(database, criterion)),
	};
}

export async function changedItems(
	payload: Payload,
	{ keys, ...context }: Writing & { readonly keys: readonly string[] },
): Promise<EvidenceChange[]> {
	const { database } = context;
	if (database.isTransaction) await acquireWorkflowLock(database, 'shared');
	const rows = await itemsById(database, keys);
	const items = rows.map((before) => ({ before, after: { ...before, ...payload } satisfies ProposedItem }));
	const places = await placesOf(
		database,
		items.flatMap(({ before, after }) => [before.scorecard, idOf(after.scorecard) ?? before.scorecard]),
	);
	const rules = await rulesById(
		database,
		items.map(({ after }) => idOf(after.criterion)).filter((id) => id !== null),
	);
	const asked = askOnce(
		context,
		items.map(({ after }) => after),
	);
	return items.map(({ before, after }) => ({
		...context,
		before,
		payload,
		after,
		place: places.get(idOf(after.scorecard) ?? '') ?? null,
		placeBefore: places.get(before.scorecard) ?? null,
		asked,
		...knownRule(rules.get(idOf(after.criterion) ?? '')),
	}));
}

export async function changedItem(
	payload: Payload,
	{ before, ...context }: Writing & { readonly before: StoredEvidenceItem },
): Promise<EvidenceChange> {
	const { database } = context;
	const after: ProposedItem = { ...before, ...payload };
	const placeBefore = await placeOf(database, before.scorecard);
	const moves = idOf(after.scorecard) !== before.scorecard;
	return {
		...context,
		before,
		payload,
		after,
		place: moves ? await placeOf(database, idOf(after.scorecard)) : placeBefore,
		placeBefore,
		asked: askOnce(context, [after]),
		...(await ruleOf(database, idOf(after.criterion))),
	};
}

interface KnownRule {
	readonly rule: CriterionRule | null;
	readonly criterionRulebook: string | null;
}

const knownRule = (stored: StoredRule | undefined): KnownRule => ({
	rule: stored?.rule ?? null,
	criterionRulebook: stored?.rulebook ?? null,
});

export const ruleOf = async (database: Database, id: string | null): Promise<KnownRule> =>
	knownRule(id === null ? undefined : (await rulesById(database, [id])).get(id));
