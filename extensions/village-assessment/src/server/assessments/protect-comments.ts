// Why an assessment was sent back stands among its comments, written by the step itself: nobody rewords or removes it, or writes one.
import { hasAssessmentComment } from './repository/assessments.ts';
import { REASON_BEGINS } from './transition.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Guard, GuardContext, Payload } from '#server/platform/guard.ts';

export const protectComments: Guard = {
	collections: ['directus_comments'],
	create: async (payload) => {
		if (payload['collection'] === 'assessments') refuseImitation(payload);
		return payload;
	},
	update: async (payload, context) => {
		refuseImitation(payload);
		await refuseReasons(context);
		return payload;
	},
	delete: async (_keys, context) => refuseReasons(context),
};

function refuseImitation({ comment }: Payload): void {
	if (typeof comment === 'string' && comment.trimStart().startsWith(REASON_BEGINS))
		throw new DomainError('REASON_OF_A_STEP');
}

async function refuseReasons({ database, keys }: GuardContext): Promise<void> {
	if (await hasAssessmentComment(database, keys, REASON_BEGINS)) throw new DomainError('REASON_OF_A_STEP');
}
