import type { Database } from '#server/platform/database.ts';
import type { DrainQueue } from '#server/scoring/queue.ts';
import { verifyAssessment } from '#server/scoring/verify.ts';
import type { Verification } from '#domain/contracts/assessments.ts';
import { requireRole } from '#server/platform/require-role.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { findAssessment } from './find.ts';

/** `GET /assessment/assessments/:id/verify`: derives every score anew and compares; 404 when there is no such assessment. */
export const verifyHandler =
	(database: Database, queue: DrainQueue) =>
	async (request: AssessmentRequest): Promise<Verification> => {
		requireRole(request, 'office', 'leader', 'auditor', 'administrator');
		const assessment = await findAssessment(database, request.params['id']);
		await queue.join();
		return verifyAssessment(database, assessment);
	};
