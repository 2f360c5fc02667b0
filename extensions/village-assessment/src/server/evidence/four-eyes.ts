import type { CriterionRule } from '#engine';
import { parsed, type Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import type { EvidenceChange } from './change.ts';
import { sameValue } from './workflow.ts';

/**
 * A waiver is verified by someone other than its author: than whoever recorded the item, or made of it what it says now. Administrators
 * are no exception. Where nobody knows who recorded it (it came with the data), anyone may who has had no part in it.
 */
export async function requireFourEyes({
	actor,
	before,
	payload,
	after,
	rule,
	database,
}: EvidenceChange): Promise<undefined> {
	const spec = rule?.facts.find(({ key }) => key === after.fact);
	if (spec?.kind !== 'waiver' || after.status !== 'verified') return;
	const isReworded = SAID.some((field) => field in payload && !sameValue(before?.[field], payload[field]));
	if (before?.status === 'verified' && !isReworded) return;
	const author = before === null ? actor.user : before.user_created;
	if (author === actor.user || isReworded || (before !== null && (await hasSaid(database, before.id, actor.user))))
		throw new DomainError('SECOND_PERSON', { cure: before?.status === 'submitted' && !isReworded ? ASK : SAVE });
}

/** What is handed in already waits for the colleague as it is; what is not, must be first. */
const ASK = { 'zh-CN': '请由同事核实。', 'en-US': 'Ask a colleague to verify it.' };
const SAVE = {
	'zh-CN': '请保存为“已提交”，由同事核实。',
	'en-US': 'Save it as submitted and ask a colleague to verify it.',
};

/** The same of the row as it was written: what was read before may have become a waiver since. */
export async function verifiedByAnother(
	row: StoredEvidenceItem,
	{
		rule,
		user,
		database,
	}: { readonly rule: CriterionRule | null; readonly user: string | null; readonly database: Database },
): Promise<void> {
	const spec = rule?.facts.find(({ key }) => key === row.fact);
	if (spec?.kind !== 'waiver' || row.status !== 'verified' || row.verified_by !== user) return;
	if (row.user_created === user || (await hasSaid(database, row.id, user)))
		throw new DomainError('SECOND_PERSON', { cure: ASK });
}

/** Whoever changes one of these in the same request has written the waiver. */
const SAID = ['scorecard', 'criterion', 'fact', 'value', 'note'] as const;

/** The revisions tell who has ever written one of these, whoever else has changed the item since. */
async function hasSaid(database: Database, item: string, user: string | null): Promise<boolean> {
	const revisions = await database('directus_activity')
		.join('directus_revisions', 'directus_revisions.activity', 'directus_activity.id')
		.select('directus_revisions.delta')
		.where({ 'directus_activity.collection': 'evidence_items', 'directus_activity.user': user })
		.whereIn('directus_activity.item', [item, item.toUpperCase()]);
	return revisions.some(({ delta }) => {
		const changed: unknown = parsed(delta);
		// Whoever merges or splits villages moves their items, and says nothing of them.
		return (
			typeof changed === 'object' &&
			changed !== null &&
			!('village_change' in changed) &&
			SAID.some((field) => field in changed)
		);
	});
}
