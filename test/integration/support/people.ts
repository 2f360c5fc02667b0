// Somebody of each role, with a token to ask with.
import { randomUUID } from 'node:crypto';
import { ROLES, type Role } from '../../../extensions/village-assessment/src/access/roles.ts';
import type { Instance } from '../../harness/index.ts';
import { row, succeeded } from './answers.ts';

export interface Person {
	readonly id: string;
	readonly token: string;
}

/** A new account of a role; a clerk gets the village. */
export async function newPerson({ api }: Instance, role: Role, village: string | null = null): Promise<Person> {
	const token = randomUUID();
	const account = { email: `${role}-${token.slice(0, 8)}@example.com`, role: ROLES[role], token, status: 'active', village };
	const { id } = row(succeeded(await api('POST', '/users?fields=id', account)).data);
	return { id: String(id), token };
}
