// Proposals and appeals belong to a scorecard; once its assessment is frozen nothing of them changes here.
import { FROZEN, ASSESSMENT_STATUS_LABELS, type AssessmentStatus } from '#domain/assessments/status.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { idOf } from '#domain/uuid.ts';
import type { Guard, GuardContext } from '#server/platform/guard.ts';
import { findScorecardsOf } from './repository/records.ts';
import { findAssessmentOfScorecards } from './repository/scorecards.ts';

export const frozenScorecard: Guard = {
	collections: ['adjustments', 'appeals'],
	create: async (payload, context) => {
		await refuseFrozen(context, [idOf(payload['scorecard'])]);
		return payload;
	},
	update: async (payload, context) => {
		await refuseFrozen(context, [...(await scorecardsOf(context)), idOf(payload['scorecard'])]);
		return payload;
	},
	delete: async (_keys, context) => refuseFrozen(context, await scorecardsOf(context)),
};

const scorecardsOf = ({ database, collection, keys }: GuardContext): Promise<string[]> =>
	findScorecardsOf(database, collection, keys);

/** An appeal against a published result is made while it is being publicized; final is final. */
export async function refuseFrozen(
	{ database, collection }: Pick<GuardContext, 'database' | 'collection'>,
	scorecards: readonly (string | null)[],
): Promise<void> {
	const frozen: readonly AssessmentStatus[] = collection === 'appeals' ? ['final'] : FROZEN;
	const ids = scorecards.filter((id) => id !== null);
	const row = await findAssessmentOfScorecards(database, ids, frozen);
	if (row === undefined) return;
	throw new DomainError('ASSESSMENT_CLOSED', {
		assessment: row.title,
		status: ASSESSMENT_STATUS_LABELS[row.status],
		who: { 'zh-CN': '结果已锁定', 'en-US': 'its result is frozen' },
	});
}
