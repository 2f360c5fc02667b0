// Upheld while its result is publicized, an appeal takes the assessment back to the review.

import { consequences, reasonText } from '#server/assessments/transition.ts';
import { noteWithdrawn } from '#server/notifications/withdrawn-notices.ts';
import type { Database } from '#server/platform/database.ts';
import type { WriteEffect } from '#server/platform/guard.ts';

import { forgetKnown } from '#server/platform/unit-of-work.ts';
import { upheldIn } from './guard.ts';
import { findPublicizedOf, insertComment, updatePublicized } from './repository.ts';

export const appealEffects: WriteEffect = {
	collections: ['appeals'],
	afterWrite: async (key, { actor, database }) => {
		if (upheldIn(database).delete(key)) await backToReview(database, key, actor.user);
	},
};

/** In the writer's own transaction, so that no result becomes final over an appeal that was upheld. */
async function backToReview(database: Database, appeal: string, user: string | null): Promise<void> {
	const assessment = await findPublicizedOf(database, appeal);
	if (assessment === undefined) return;
	const fields = await consequences(database, { id: assessment }, 'reviewing');
	if (!(await updatePublicized(database, assessment, { status: 'reviewing', ...fields }))) return;
	forgetKnown(database);
	noteWithdrawn(database, assessment);
	await insertComment(database, { assessment, comment: reasonText('reviewing', '有申诉成立，公示已撤回'), user });
}
