import { Refusal } from '../errors.ts';
import type { EvidenceChange } from './change.ts';

/** A waiver is verified by someone other than its author: than whoever recorded the item, or made of it what it says now. Administrators are no exception. */
export function secondPerson({ actor, before, after, rule }: EvidenceChange): undefined {
	const spec = rule?.facts.find(({ key }) => key === after['fact']);
	if (spec?.kind !== 'waiver' || after['status'] !== 'verified' || before?.['status'] === 'verified') return;
	const author = before === null ? actor.user : before['user_created'];
	const isOwn = author === null || author === undefined || author === actor.user || before?.['user_updated'] === actor.user;
	if (isOwn || SAID.some((field) => String(after[field] ?? '') !== String(before?.[field] ?? ''))) throw new Refusal('SECOND_PERSON');
}

/** Whoever changes one of these in the same breath has written the waiver. */
const SAID = ['scorecard', 'criterion', 'fact', 'value', 'note'] as const;
