// A form is looked at when it is put in: a placeholder that means nothing is told then, not when the first village is printed.
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import { idOf, isUuid } from '#domain/uuid.ts';
import type { Database } from '#server/platform/database.ts';
import { mayWrite } from '#server/platform/may-write.ts';
import { toDirectusError } from '#server/platform/render-error.ts';
import { openForm, refuseUnknown } from './form.ts';
import { everyCode } from './repository.ts';
import { readStoredFile } from './stored-file.ts';

type Platform = Pick<HookExtensionContext, 'services' | 'getSchema'>;

export function registerForms({ filter }: Pick<RegisterFunctions, 'filter'>, platform: Platform): void {
	for (const action of ['create', 'update'] as const)
		filter(`official_forms.items.${action}`, async (payload, _meta, { database, accountability }) => {
			if (!accountability || !(await mayWrite(database, accountability, { collection: 'official_forms', action })))
				return payload;
			try {
				await checkForm(payload, database, platform);
			} catch (error) {
				throw await toDirectusError(error, accountability.user, database);
			}
			return payload;
		});
}

async function checkForm(payload: unknown, database: Database, { services, getSchema }: Platform): Promise<void> {
	if (typeof payload !== 'object' || payload === null || !('file' in payload)) return;
	const file = idOf(payload.file);
	// Whether there is such a file says the check of the field's form.
	if (file === null || !isUuid(file)) return;
	const form = openForm(await readStoredFile({ services, schema: await getSchema(), database }, file));
	// Which year it is for nobody says: a code that any rulebook has may be meant.
	refuseUnknown(form, await everyCode(database));
}
