import { Refusal } from '../errors.ts';
import type { EvidenceChange } from './change.ts';

/** A waiver is verified by someone other than its author. */
export function secondPerson({ actor, before, after, rule }: EvidenceChange): undefined {
	const spec = rule?.facts.find(({ key }) => key === after['fact']);
	if (actor.role === 'administrator') return;
	if (spec?.kind !== 'waiver' || after['status'] !== 'verified' || before?.['status'] === 'verified') return;
	const author = before === null ? actor.user : before['user_created'];
	if (author === null || author === undefined || author === actor.user) throw new Refusal('SECOND_PERSON');
}
