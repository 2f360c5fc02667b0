import type { Trial } from '#domain/contracts/rulebooks.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { isUuid } from '#domain/uuid.ts';
import type { Database } from '#server/platform/database.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { requireRole } from '#server/platform/require-role.ts';
import { findRulebook } from '#server/rulebooks/find.ts';
import { rulesOf } from '#server/rulebooks/stored-rules.ts';
import { findRulebookRows } from '#server/rulebooks/repository.ts';
import type { DrainQueue } from '#server/scoring/queue.ts';
import { findAssessment } from './find.ts';
import { findLostCodes } from './repository/records.ts';
import { tryRulebook } from './try-rulebook.ts';

/**
 * `POST /assessment/rulebooks/:id/try {assessment}`: the assessment's recorded facts scored by this rulebook, and the villages for which
 * something would be another. Nothing is written. 400, 403, 404; 422 a criterion that cannot be scored with.
 */
export const tryHandler =
	(database: Database, queue: DrainQueue) =>
	async (request: AssessmentRequest): Promise<Trial> => {
		requireRole(request, 'office', 'administrator');
		const rulebook = await findRulebook(database, request.params['id']);
		const wanted: unknown =
			typeof request.body === 'object' && request.body !== null && 'assessment' in request.body
				? request.body.assessment
				: undefined;
		if (!isUuid(wanted))
			throw new DomainError('MALFORMED_REQUEST', {
				problem: {
					'zh-CN': '请在 assessment 中给出考核的 id。',
					'en-US': 'give the id of the assessment in `assessment`.',
				},
			});
		const assessment = await findAssessment(database, wanted);
		const { criteria } = await findRulebookRows(database, rulebook);
		await queue.join();
		return tryRulebook(database, {
			assessment,
			rules: rulesOf(criteria),
			lostCodes: await findLostCodes(database, { assessment, rulebook }),
		});
	};
