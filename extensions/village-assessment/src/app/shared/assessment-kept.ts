// Where an account's choice of an assessment is kept: among the platform's own settings of how somebody views a table, which everybody
// may write for themselves, which follow them from device to device, and which leave nothing in the record of activity.
import { asChoice, type OwnChoice } from '#domain/assessments/shown.ts';
import type { AssessmentApi } from './api.ts';

/** Not the name of a table: of one it would be its list. */
const COLLECTION = 'shown_assessment';

export interface KeptChoice {
	/** null: nothing has been kept yet. */
	readonly id: number | null;
	readonly choice: OwnChoice | null;
}

interface PresetRow {
	readonly id: number;
	readonly layout_options: unknown;
}

export async function readChoice(api: Pick<AssessmentApi, 'list'>, user: string): Promise<KeptChoice> {
	const rows = await api
		.list<PresetRow>('directus_presets', {
			fields: ['id', 'layout_options'],
			filter: { user: { _eq: user }, collection: { _eq: COLLECTION } },
			sort: ['-id'],
			limit: 1,
		})
		.catch(() => []);
	return { id: rows[0]?.id ?? null, choice: asChoice(rows[0]?.layout_options) };
}

export async function writeChoice(
	api: Pick<AssessmentApi, 'post' | 'patch'>,
	{
		user,
		kept,
		choice,
	}: { readonly user: string; readonly kept: KeptChoice | null; readonly choice: OwnChoice | null },
): Promise<KeptChoice> {
	if (kept !== null && kept.id !== null) await api.patch(`/presets/${kept.id}?fields=id`, { layout_options: choice });
	else if (choice !== null) {
		const { id } = await api.post<{ readonly id: number }>('/presets?fields=id', {
			user,
			collection: COLLECTION,
			layout_options: choice,
		});
		return { id, choice };
	}
	return { id: kept?.id ?? null, choice };
}
