// The villages of an assessment: evidence hangs on a village's scorecard in it.
import type { AssessmentApi } from './api.ts';
import type { Choice } from './combobox/match.ts';

/** What a village's own data tell of it; null: nothing. */
export interface Village {
	readonly designated_poor: boolean | null;
	readonly poor_households: number | null;
}

export interface VillageCard {
	/** The scorecard's. */
	readonly id: string;
	readonly village_name: string;
	readonly village: { readonly id: string; readonly code: string } & Village;
}

/** By code; without those taken out. Throws a `Failure`. */
export const loadVillages = (
	api: Pick<AssessmentApi, 'readItems'>,
	assessment: string,
): Promise<readonly VillageCard[]> =>
	api.readItems('scorecards', {
		fields: ['id', 'village_name', { village: ['id', 'code', 'designated_poor', 'poor_households'] }],
		filter: { assessment: { _eq: assessment }, excluded_reason: { _null: true } },
		sort: ['village.code'],
	});

export const villageChoices = (villages: readonly VillageCard[]): readonly Choice[] =>
	villages.map(({ id, village_name: text, village }) => ({ value: id, text, words: village.code, hint: village.code }));
