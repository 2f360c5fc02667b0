// The door: each write of each collection passes here first, one row at a time, nested, imported and reverted ones too.
import type { RegisterFunctions } from '@directus/extensions';
import { toDirectusError } from '#server/platform/render-error.ts';
import type { Payload } from '#server/platform/guard.ts';
import { isImporting } from '#server/platform/import-under-way.ts';
import { isRevert } from '#server/platform/request-context.ts';
import { requireKnownFields } from './known-fields.ts';
import { normalised } from './values.ts';

/** Collections of Directus have events of their own; these are the ones that people write. */
const SCOPES = [
	'items',
	'users',
	'roles',
	'policies',
	'access',
	'permissions',
	'files',
	'folders',
	'settings',
	'presets',
	'dashboards',
	'panels',
	'flows',
	'operations',
	'notifications',
	'shares',
	'translations',
	'comments',
	'versions',
] as const;
const ACTIONS = ['create', 'update'] as const;

const isPayload = (value: unknown): value is Payload =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Before the guards are registered: they judge what has passed here. */
export function registerNormalisation({ filter }: RegisterFunctions): void {
	for (const scope of SCOPES) {
		for (const action of ACTIONS) {
			filter(`${scope}.${action}`, async (payload, { collection }, { accountability, database, schema }) => {
				if (!isPayload(payload)) return payload;
				try {
					// What the server writes itself, and what a revision wrote that is older than the schema, is not judged.
					if (scope === 'items' && accountability !== null && !isRevert())
						requireKnownFields(payload, String(collection), schema);
					return normalised(payload, { collection: String(collection), schema, action });
				} catch (error) {
					throw isImporting() ? error : await toDirectusError(error, accountability?.user ?? null, database);
				}
			});
		}
	}
}
