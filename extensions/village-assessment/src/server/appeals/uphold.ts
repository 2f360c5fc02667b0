// Upheld while its result is publicized, an appeal takes the assessment back to the review.
import { randomUUID } from 'node:crypto';
import { consequences, reasonText } from '#server/assessments/transition.ts';
import { noteWithdrawn } from '#server/notifications/withdrawn-notices.ts';
import type { Database } from '#server/platform/database.ts';
import type { WriteEffect } from '#server/platform/guard.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import { forgetKnown } from '#server/platform/unit-of-work.ts';
import { upheldIn } from './guard.ts';

export const appealEffects: WriteEffect = {
	collections: ['appeals'],
	afterWrite: async (key, { actor, database }) => {
		if (upheldIn(database).delete(key)) await backToReview(database, key, actor.user);
	},
};

/** In the writer's own transaction, so that no result becomes final over an appeal that was upheld. */
async function backToReview(database: Database, appeal: string, user: string | null): Promise<void> {
	const row = await scorecardsWithAssessments(database)
		.join('appeals as r', 'r.scorecard', 's.id')
		.where({ 'r.id': appeal, 'r.status': 'upheld', 'a.status': 'publicized' })
		.first('s.assessment');
	if (row === undefined) return;
	const moved = await database('assessments')
		.where({ id: row.assessment, status: 'publicized' })
		.update({ status: 'reviewing', ...(await consequences(database, { id: row.assessment }, 'reviewing')) });
	if (moved === 0) return;
	forgetKnown(database);
	noteWithdrawn(database, row.assessment);
	await database('directus_comments').insert({
		id: randomUUID(),
		collection: 'assessments',
		item: row.assessment,
		comment: reasonText('reviewing', '有申诉成立，公示已撤回'),
		user_created: user,
		date_created: new Date(),
	});
}
