// Who may do what: roles, their policies and permissions, from the readable files in access/.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROLES, ROLE_NAMES } from '#domain/roles.ts';
import type { Row, RowSet } from '../merge/row-set.ts';
import { stableId } from '../merge/stable-id.ts';

const ACTIONS = ['create', 'read', 'update', 'delete', 'share'] as const;
const filter = z.record(z.string(), z.unknown());

/**
 * `rows`: which ones (all, if it says nothing); `fields`: which ones, needless for delete; `validation`: what a
 * written row must be like.
 */
const permission = z.strictObject({
	rows: filter.optional(),
	fields: z.array(z.string()).optional(),
	validation: filter.optional(),
});

const policyShape = z.strictObject({
	id: z.uuid(),
	name: z.string(),
	icon: z.string(),
	description: z.string(),
	admin_access: z.boolean(),
	app_access: z.boolean(),
	permissions: z.record(z.string(), z.partialRecord(z.enum(ACTIONS), permission)),
});
type Policy = z.infer<typeof policyShape>;

const roleShape = z.array(
	z.strictObject({
		role: z.enum(ROLE_NAMES),
		name: z.string(),
		icon: z.string(),
		description: z.string(),
		policies: z.array(z.string()),
	}),
);

const folder = join(import.meta.dirname, 'access');
const yaml = async (file: string): Promise<unknown> =>
	parse(await readFile(join(folder, file), 'utf8'), { maxAliasCount: -1 });

export async function access(): Promise<RowSet[]> {
	const roles = roleShape.parse(await yaml('roles.yaml'));
	const files = (await readdir(join(folder, 'policies'))).sort();
	const policies = new Map(
		await Promise.all(
			files.map(async (file): Promise<[string, Policy]> => [
				file.replace(/\.yaml$/, ''),
				policyShape.parse(await yaml(`policies/${file}`)),
			]),
		),
	);
	const attached = roles.flatMap(({ role, policies: names }) =>
		names.map((name, sort) => ({ role, name, sort, policy: find(policies, name) })),
	);
	return [
		{
			table: 'directus_roles',
			primary: 'id',
			rows: roles.map(({ role, name, icon, description }) => ({
				id: ROLES[role],
				name,
				icon,
				description,
				parent: null,
			})),
		},
		{ table: 'directus_policies', primary: 'id', rows: [...policies.values()].map(policyRow) },
		{
			table: 'directus_access',
			primary: 'id',
			rows: attached.map(({ role, name, sort, policy }) => ({
				id: stableId(`access/${role}/${name}`),
				role: ROLES[role],
				user: null,
				policy: policy.id,
				sort: sort + 1,
			})),
		},
		{
			table: 'directus_permissions',
			primary: 'id',
			match: ['policy', 'collection', 'action'],
			rows: [...policies.values()].flatMap(permissionRows),
		},
	];
}

function find(policies: ReadonlyMap<string, Policy>, name: string): Policy {
	const policy = policies.get(name);
	if (policy === undefined)
		throw new Error(
			`seed/system/access/roles.yaml names the policy "${name}"; there is no access/policies/${name}.yaml.`,
		);
	return policy;
}

const policyRow = ({ id, name, icon, description, admin_access, app_access }: Policy): Row => ({
	id,
	name,
	icon,
	description,
	admin_access,
	app_access,
	enforce_tfa: false,
	ip_access: null,
});

const permissionRows = ({ id, permissions }: Policy): Row[] =>
	Object.entries(permissions).flatMap(([collection, actions]) =>
		ACTIONS.flatMap((action) => {
			const one = actions[action];
			if (one === undefined) return [];
			return [
				{
					policy: id,
					collection,
					action,
					permissions: one.rows ?? {},
					validation: one.validation ?? {},
					presets: null,
					fields: one.fields?.join(',') ?? (action === 'delete' ? '*' : ''),
				},
			];
		}),
	);
