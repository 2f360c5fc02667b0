// One evidence item about to be written: as it was, as it would be, and where it belongs.
import type { Actor } from '#domain/actor.ts';
import type { CriterionRule } from '#engine';
import { rulesById } from '#server/scoring/rules.ts';
import { isPostgres, type Database } from '#server/platform/database.ts';
import { idOf } from '#domain/uuid.ts';
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import type { Payload, Proposed } from '#server/platform/guard.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { rememberReturned } from './returned.ts';

/** The scorecard that an item names, and the assessment that it is part of. */
export interface Place {
	readonly scorecard: string;
	readonly village: string;
	readonly assessment: string;
	readonly assessmentTitle: string;
	readonly status: AssessmentStatus;
	readonly year: number;
	readonly rulebook: string;
	readonly villageName: string;
	/** Why the village no longer takes part; null: it does. */
	readonly excludedReason: string | null;
}

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
	const rows = await database('evidence_items').whereIn('id', keys);
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

/**
 * What an earlier writer's marks say of these items must not be taken for this writer's doing. PostgreSQL tells them apart by
 * itself (settled.ts), and writers that change each other's marks there wait for each other in a circle.
 */
async function forgetOldMarks(database: Database, keys: readonly string[]): Promise<void> {
	if (isPostgres(database)) return;
	const old = await database('score_marks').whereIn('settled_item', keys).first('id');
	if (old !== undefined) await database('score_marks').whereIn('settled_item', keys).update({ settled_item: null });
}

export async function placeOf(database: Database, scorecard: string | null): Promise<Place | null> {
	if (scorecard === null) return null;
	const row = await database('scorecards')
		.join('assessments', 'assessments.id', 'scorecards.assessment')
		.select(
			'scorecards.village',
			'scorecards.assessment',
			'assessments.title as assessmentTitle',
			'assessments.status',
			'assessments.year',
			'assessments.rulebook',
			'scorecards.village_name as villageName',
			'scorecards.excluded_reason as excludedReason',
		)
		.where('scorecards.id', scorecard)
		.first();
	return row === undefined ? null : { ...row, scorecard };
}

interface KnownRule {
	readonly rule: CriterionRule | null;
	readonly criterionRulebook: string | null;
}

export async function ruleOf(database: Database, id: string | null): Promise<KnownRule> {
	const stored = id === null ? undefined : (await rulesById(database, [id])).get(id);
	return { rule: stored?.rule ?? null, criterionRulebook: stored?.rulebook ?? null };
}
