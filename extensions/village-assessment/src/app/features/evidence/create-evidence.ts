// Evidence items as a form makes them, one or several: all of them are written, or none.
import { customEndpoint } from '@directus/sdk';
import type { AssessmentApi } from '#app/shared/api.ts';
import type { Changes } from '#app/shared/items.ts';

export type NewEvidence = Changes<'evidence_items'>;

interface Made {
	readonly id: string;
	readonly case_ref: string | null;
	readonly date_updated: string | null;
}

/** `options.key`: of what is entered, not of this attempt. Throws a `Failure`. */
export async function createEvidence(
	api: Pick<AssessmentApi, 'request'>,
	items: readonly NewEvidence[],
	options: { readonly key?: string } = {},
): Promise<readonly Made[]> {
	const made = await api.request<Made | readonly Made[]>(
		customEndpoint({
			path: '/items/evidence_items',
			method: 'POST',
			params: { fields: ['id', 'case_ref', 'date_updated'], limit: -1 },
			body: JSON.stringify(items.length === 1 ? items[0] : items),
		}),
		options,
	);
	return [made].flat();
}
