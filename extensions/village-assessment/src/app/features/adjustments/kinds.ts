// 加分 and 扣分 as the rulebook has them: its criteria that are decided.
import type { ParamsByMethod, Label } from '#engine';
import type { AssessmentApi } from '#app/shared/api.ts';

/** A criterion of 加分 or 扣分. */
export interface Kind {
	readonly id: string;
	readonly direction: 'bonus' | 'penalty';
	readonly title: Label;
	readonly wording: string;
	/** Points of one occurrence, with their sign. */
	readonly each: number;
	/** At most so many points count, ≥ 0. */
	readonly cap: number;
	readonly categories: ParamsByMethod['discretionary']['categories'];
}

interface Row {
	readonly id: string;
	readonly title: string;
	readonly title_en: string | null;
	readonly wording: string | null;
	readonly points: number;
}

type Of = { readonly rulebook: string } | { readonly scorecard: string };

/** The kinds of a rulebook, or of the rulebook that a scorecard is scored by; one request. Throws a `Failure`. */
export async function loadKinds(api: Pick<AssessmentApi, 'readItems'>, of: Of): Promise<readonly Kind[]> {
	const rulebook =
		'rulebook' in of
			? { _eq: of.rulebook }
			: { '$FOLLOW(assessments,rulebook)': { '$FOLLOW(scorecards,assessment)': { id: { _eq: of.scorecard } } } };
	const rows = await api.readItems('criteria', {
		fields: ['id', 'title', 'title_en', 'wording', 'points', 'params'],
		filter: { method: { _eq: 'discretionary' }, rulebook },
		sort: ['sort'],
	});
	return rows.flatMap((row) => (isDiscretionary(row.params) ? [kindOf(row, row.params)] : []));
}

/** What decided criteria are stored with; the server takes nothing else. */
export const isDiscretionary = (params: unknown): params is ParamsByMethod['discretionary'] =>
	typeof params === 'object' &&
	params !== null &&
	'each' in params &&
	'cap' in params &&
	'categories' in params &&
	Array.isArray(params.categories);

function kindOf({ id, title, title_en, wording, points }: Row, params: ParamsByMethod['discretionary']): Kind {
	const direction = Number(points) < 0 ? 'penalty' : 'bonus';
	const sign = direction === 'penalty' ? -1 : 1;
	return {
		id,
		direction,
		title: { 'zh-CN': title, ...(title_en === null ? {} : { 'en-US': title_en }) },
		wording: wording ?? '',
		each: sign * Number(params.each),
		cap: Math.abs(Number(params.cap)),
		categories: params.categories,
	};
}
