import type { Role } from './roles.ts';

/** Who writes. An administrator may do what the office may, and more. */
export interface Actor {
	readonly user: string | null;
	/** null: nobody signed in, or a role of the office's own making, which may do nothing here beyond its permissions. */
	readonly role: Role | null;
}

/** The office keeps the records; administrators stand in for it. */
export const isOffice = ({ role }: Actor): boolean => role === 'office' || role === 'administrator';
