// Where an account's choice of an assessment is kept: among Directus's own settings of how somebody views a table, which everybody
// may write for themselves, which follow them from device to device, and which leave nothing in the record of activity.
import { asChoice, type OwnChoice } from '#domain/assessments/shown.ts';
import { createPreset, readPresets, updatePreset } from '@directus/sdk';
import type { AssessmentApi } from './api.ts';

/** Not the name of a table: of one it would be its list. */
const COLLECTION = 'shown_assessment';

export interface KeptChoice {
	/** null: nothing has been kept yet. */
	readonly id: number | null;
	readonly choice: OwnChoice | null;
}

export async function readChoice(api: Pick<AssessmentApi, 'request'>, user: string): Promise<KeptChoice> {
	const rows = await api
		.request(
			readPresets({
				fields: ['id', 'layout_options'],
				filter: { user: { _eq: user }, collection: { _eq: COLLECTION } },
				sort: ['-id'],
				limit: 1,
			}),
		)
		.catch(() => []);
	return { id: rows[0]?.id ?? null, choice: asChoice(rows[0]?.layout_options) };
}

export async function writeChoice(
	api: Pick<AssessmentApi, 'request'>,
	{
		user,
		kept,
		choice,
	}: { readonly user: string; readonly kept: KeptChoice | null; readonly choice: OwnChoice | null },
): Promise<KeptChoice> {
	if (kept !== null && kept.id !== null)
		await api.request(updatePreset(kept.id, { layout_options: choice }, { fields: ['id'] }));
	else if (choice !== null) {
		const { id } = await api.request(
			createPreset({ user, collection: COLLECTION, layout_options: choice }, { fields: ['id'] }),
		);
		return { id, choice };
	}
	return { id: kept?.id ?? null, choice };
}
