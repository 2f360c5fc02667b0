import type { AssessmentApi } from '#app/shared/api.ts';
import type { Criterion } from '../criteria.ts';
import { unknownFacts, type UnknownFact } from './unknown-facts.ts';

/** Whose open facts: those of a scorecard, or of a criterion in all scorecards of an assessment. */
export interface Where {
	readonly by: 'village' | 'criterion';
	/** The scorecard's or the criterion's. */
	readonly id: string;
	readonly assessment: string;
}

/** Two requests, however many villages or facts there are. Throws a `Failure`. */
export async function loadOpen(
	api: Pick<AssessmentApi, 'readItems'>,
	{ by, id, assessment }: Where,
	criteria: readonly Criterion[],
): Promise<readonly UnknownFact[]> {
	const inAssessment = { scorecard: { assessment: { _eq: assessment }, excluded_reason: { _null: true } } };
	const where = by === 'village' ? { scorecard: { _eq: id } } : { _and: [{ criterion: { _eq: id } }, inAssessment] };
	const [lines, waiting] = await Promise.all([
		api.readItems('scorecard_lines', {
			fields: [
				'criterion',
				'reasons',
				{ scorecard: ['id', 'village_name', { village: ['designated_poor', 'poor_households'] }] },
			],
			filter: { ...where, state: { _in: ['pending', 'partial'] } },
			sort: ['scorecard.village.code'],
		}),
		api.readItems('evidence_items', {
			fields: ['scorecard', 'criterion', 'fact'],
			filter: { ...where, status: { _eq: 'submitted' } },
		}),
	]);
	return unknownFacts(lines, { criteria, waiting });
}
