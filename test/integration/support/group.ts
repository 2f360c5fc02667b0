// A leadership group of the test's own, with an office beside it, and what they do with proposals.
import { randomUUID } from 'node:crypto';
import { ROLES, type Role } from '../../../extensions/village-assessment/src/access/roles.ts';
import type { Answer, Instance } from '../../harness/index.ts';
import { at, row, rows, succeeded, type Row } from './answers.ts';
import { criterion, day, newAssessment, type Assessment, type Card } from './fixtures.ts';
import { shaped } from './shaped.ts';

export interface Member {
	readonly id: string;
	readonly token: string;
}

export interface Group {
	readonly assessment: Assessment;
	readonly card: Card;
	readonly office: Member;
	readonly clerk: Member;
	readonly leaders: readonly Member[];
	readonly file: string;
}

export async function newMembers({ database }: Instance, role: Role, { count = 1, more = {} }: { count?: number; more?: Row } = {}): Promise<Member[]> {
	const made = Array.from({ length: count }, () => ({ id: randomUUID(), token: `token-${randomUUID()}` }));
	await database('directus_users').insert(made.map(({ id, token }, index) => ({ id, token, email: `${id}@example.com`, first_name: `${role}${index + 1}`, role: ROLES[role], status: 'active', provider: 'default', email_notifications: false, ...more })));
	return made;
}

/** Leaders of earlier tests no longer take part in new votes. */
export async function newGroup(instance: Instance, { leaders = 5, villages = 2 }: { leaders?: number; villages?: number } = {}): Promise<Group> {
	await instance.database('directus_users').where('role', ROLES.leader).update({ status: 'archived' });
	const assessment = await newAssessment(instance, { villages });
	succeeded(await instance.api('POST', `/assessment/assessments/${assessment.id}/transition`, { to: 'collecting' }));
	const [card] = assessment.cards;
	const [office] = await newMembers(instance, 'office');
	const [clerk] = await newMembers(instance, 'clerk', { more: { village: card?.village ?? null } });
	if (card === undefined || office === undefined || clerk === undefined) throw new Error('no group');
	const file = randomUUID();
	await instance.database('directus_files').insert({ id: file, storage: 'local', filename_disk: `${file}.pdf`, filename_download: '批示.pdf', title: '批示', type: 'application/pdf', filesize: 10, uploaded_by: office.id });
	return { assessment, card, office, clerk, leaders: await newMembers(instance, 'leader', { count: leaders }), file };
}

export const as = ({ token }: Member): { token: string } => ({ token });

/** A complete draft of a bonus, unless it says otherwise. */
export const draftOf = ({ card, file }: Group, more: Row = {}): Row => ({
	scorecard: card.id,
	criterion: criterion('7'),
	category: 'innovation',
	occurrences: 1,
	occurred_on: day(4, 1),
	reason: '重大创新',
	files: { create: [{ directus_files_id: file }], update: [], delete: [] },
	...more,
});

let days = 0;
/** A day of its own for each proposal, so that none is taken for the same event. */
export const anotherDay = (): string => day(1 + (Math.floor(days / 28) % 12), 1 + (days++ % 28));

export async function newDraft({ api }: Instance, group: Group, { by = group.office, ...more }: { by?: Member } & Row = {}): Promise<string> {
	const answer = succeeded(await api('POST', '/items/adjustments?fields=id', draftOf(group, { occurred_on: anotherDay(), ...more }), as(by)));
	return String(row(answer.data)['id']);
}

export async function doing({ api }: Instance, by: Member, id: string, action: 'propose' | 'vote' | 'withdraw' | 'revoke', body: unknown = {}): Promise<Answer> {
	const answer = await api('POST', `/assessment/adjustments/${id}/${action}`, body, as(by));
	if (answer.status === 200) shaped(`POST /assessment/adjustments/:id/${action}`, answer.data);
	return answer;
}

export async function newProposal(instance: Instance, group: Group, { by = group.office, ...more }: { by?: Member } & Row = {}): Promise<string> {
	const id = await newDraft(instance, group, { by, ...more });
	succeeded(await doing(instance, by, id, 'propose'));
	return id;
}

export const cast = (instance: Instance, by: Member | undefined, id: string, vote: string, comment?: string): Promise<Answer> =>
	by === undefined ? Promise.reject(new Error('no such leader')) : doing(instance, by, id, 'vote', { vote, ...(comment === undefined ? {} : { comment }) });

/** As many leaders approve as are needed. */
export async function newApproved(instance: Instance, group: Group, more: Row = {}): Promise<string> {
	const id = await newProposal(instance, group, more);
	for (const leader of group.leaders) {
		if (at(succeeded(await cast(instance, leader, id, 'approve')).data, 'status') === 'approved') return id;
	}
	throw new Error('not approved');
}

export const caseOf = async ({ api }: Instance, id: string): Promise<Row> => row(shaped('GET /assessment/adjustments/:id', succeeded(await api('GET', `/assessment/adjustments/${id}`)).data));
export const stored = async ({ database }: Instance, id: string): Promise<Row> => row(await database('adjustments').where({ id }).first());
export const votesIn = async ({ database }: Instance, id: string): Promise<Row[]> => rows(await database('adjustment_votes').where({ adjustment: id }).orderBy('cast_at'));
