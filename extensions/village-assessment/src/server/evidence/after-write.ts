// What two people could race for is looked at once more inside the writer's transaction, when the row is written.
import type { Actor } from '#domain/actor.ts';
import type { CriterionRule } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Database } from '#server/platform/database.ts';
import { rulesById } from '#server/scoring/rules.ts';
import { boundedMap } from '#server/platform/bounded-map.ts';
import type { Guard, WrittenContext } from '#server/platform/guard.ts';
import { requestBegan } from '#server/platform/request-context.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { refuseTakenOut } from '#server/platform/taken-out.ts';
import { perTransaction } from '#server/platform/unit-of-work.ts';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { askTogether } from '#server/platform/written-together.ts';
import { ruleOf } from './change.ts';
import { refuseClosed } from './closed-assessment.ts';
import { verifiedByAnother } from './four-eyes.ts';
import { itemsById, placeOf, placesOf, settledAmong, type Place } from './repository.ts';
import { refuseReturnedUnchanged } from './returned.ts';
import { requireValidFact } from './valid-fact.ts';
import { writtenItem } from './written-item.ts';

interface Deletion {
	readonly scorecard: string;
	readonly mayBeVerified: boolean;
}

/** A deleted row can no longer be asked where it belonged; its guard, a moment before, could. */
export const deletions = boundedMap<Deletion>();

/** An item as the guards have let it pass, for what its write brings about. */
export interface Judged {
	readonly row: StoredEvidenceItem;
	readonly place: Place | null;
}

export const judgedIn = perTransaction(() => new Map<string, Judged>());

interface InContext extends Judged {
	readonly rule: CriterionRule | null;
}

/** Items with where they belong and by which rule they are judged. */
async function itemsInContext(database: Database, keys: readonly string[]): Promise<ReadonlyMap<string, InContext>> {
	const rows = await itemsById(database, keys);
	const places = await placesOf(
		database,
		rows.map(({ scorecard }) => scorecard),
	);
	const rules = await rulesById(
		database,
		rows.map(({ criterion }) => criterion),
	);
	return new Map(
		rows.map((row) => [
			row.id,
			{ row, place: places.get(row.scorecard) ?? null, rule: rules.get(row.criterion)?.rule ?? null },
		]),
	);
}

export const itemAsWritten = askTogether(itemsInContext);
const settled = askTogether(settledAmong);

export const settledEvidence: NonNullable<Guard['afterWrite']> = async (key, context) => {
	const { actor, database, change } = context;
	await acquireWorkflowLock(database, 'shared');
	const deletion = change === 'delete' ? deletions.get(key) : undefined;
	const item = change === 'delete' ? undefined : await itemOf(key, context);
	const place = deletion === undefined ? (item?.place ?? null) : await placeOf(database, deletion.scorecard);
	if (place !== null) refuseClosed(actor, { status: place.status, title: place.assessmentTitle });
	if (place !== null && item !== undefined)
		refuseTakenOut({ village: place.villageName, reason: place.excludedReason });
	if (item !== undefined) await requireSound(item, context);
	const mayBeSettled = actor.role === 'administrator' || change === 'create' || (deletion?.mayBeVerified ?? false);
	if (!mayBeSettled && (await settled(database, 'evidence_items', key))) throw new DomainError('EVIDENCE_SETTLED');
	if (item !== undefined) judgedIn(database).set(key, item);
};

async function itemOf(key: string, { database, change, schema }: WrittenContext): Promise<InContext | undefined> {
	const row = change === 'create' ? writtenItem(database, key, schema) : undefined;
	if (row === undefined) return itemAsWritten(database, 'evidence_items', key);
	const { rule } = await ruleOf(database, row.criterion);
	return { row, place: await placeOf(database, row.scorecard), rule };
}

/** Two edits that were sound each by itself need not be so together. */
async function requireSound({ row, rule }: InContext, { actor, database }: WrittenContext): Promise<void> {
	if (rule !== null && row.status === 'verified') requireValidFact(rule, row);
	await refuseReturnedUnchanged(row, actor, database);
	await verifiedByAnother(row, { rule, user: actor.user, database });
	if (isAnothers(row, actor)) throw new DomainError('EVIDENCE_SETTLED');
}

/** Somebody else has verified it since this request began. */
const isAnothers = (row: StoredEvidenceItem, actor: Actor): boolean =>
	row.status === 'verified' &&
	row.verified_by !== actor.user &&
	actor.role !== 'administrator' &&
	momentOf(row.verified_at) >= (requestBegan() ?? Infinity);

const momentOf = (value: unknown): number =>
	value instanceof Date || typeof value === 'string' || typeof value === 'number'
		? new Date(value).getTime()
		: -Infinity;
