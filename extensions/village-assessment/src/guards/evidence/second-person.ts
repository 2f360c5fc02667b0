import { parsed, type Database } from '../../recompute/database.ts';
import { Refusal } from '../errors.ts';
import type { EvidenceChange } from './change.ts';

/** A waiver is verified by someone other than its author: than whoever recorded the item, or made of it what it says now. Administrators are no exception. */
export async function secondPerson({ actor, before, after, rule, database }: EvidenceChange): Promise<undefined> {
	const spec = rule?.facts.find(({ key }) => key === after['fact']);
	if (spec?.kind !== 'waiver' || after['status'] !== 'verified' || before?.['status'] === 'verified') return;
	const author = before === null ? actor.user : before['user_created'];
	const isOwn = author === null || author === undefined || author === actor.user || before?.['user_updated'] === actor.user;
	if (isOwn || (before !== null && (await hasSaid(database, String(before['id']), actor.user))) || SAID.some((field) => String(after[field] ?? '') !== String(before?.[field] ?? ''))) throw new Refusal('SECOND_PERSON');
}

/** Whoever changes one of these in the same breath has written the waiver. */
const SAID = ['scorecard', 'criterion', 'fact', 'value', 'note'] as const;

/** The revisions tell who has ever written one of these, whoever else has changed the item since. */
async function hasSaid(database: Database, item: string, user: string | null): Promise<boolean> {
	const revisions: { delta: unknown }[] = await database('directus_revisions')
		.join('directus_activity', 'directus_activity.id', 'directus_revisions.activity')
		.select('directus_revisions.delta')
		.where({ 'directus_revisions.collection': 'evidence_items', 'directus_revisions.item': item, 'directus_activity.user': user });
	return revisions.some(({ delta }) => {
		const changed: unknown = parsed(delta);
		return typeof changed === 'object' && changed !== null && SAID.some((field) => field in changed);
	});
}
