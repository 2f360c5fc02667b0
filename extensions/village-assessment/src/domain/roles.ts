// The five roles with their fixed ids. Seeds, guards, endpoints and tests read this one table.
export const ROLES = {
	administrator: 'a1d10000-0000-4000-8000-000000000001',
	office: 'a1d10000-0000-4000-8000-000000000002',
	clerk: 'a1d10000-0000-4000-8000-000000000003',
	leader: 'a1d10000-0000-4000-8000-000000000004',
	auditor: 'a1d10000-0000-4000-8000-000000000005',
} as const;

export type Role = keyof typeof ROLES;

export const ROLE_NAMES = ['administrator', 'office', 'clerk', 'leader', 'auditor'] as const satisfies readonly Role[];

const NAMES = new Map<string, Role>([
	[ROLES.administrator, 'administrator'],
	[ROLES.office, 'office'],
	[ROLES.clerk, 'clerk'],
	[ROLES.leader, 'leader'],
	[ROLES.auditor, 'auditor'],
]);

export const roleOfId = (id: unknown): Role | null => (typeof id === 'string' ? (NAMES.get(id) ?? null) : null);
