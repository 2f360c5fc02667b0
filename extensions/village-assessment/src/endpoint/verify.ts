import type { Database } from '../recompute/database.ts';
import type { DrainQueue } from '../recompute/queue.ts';
import { verifyAssessment, type Verification } from '../recompute/verify.ts';
import { requireRole } from './access.ts';
import type { AssessmentRequest } from './answer.ts';
import { findAssessment } from './find-assessment.ts';

/** `GET /assessment/assessments/:id/verify`: derives every score anew and compares; 404 when there is no such assessment. */
export const verifyHandler =
	(database: Database, queue: DrainQueue) =>
	async (request: AssessmentRequest): Promise<Verification> => {
		requireRole(request, 'office', 'leader', 'auditor', 'administrator');
		const assessment = await findAssessment(database, request.params['id']);
		await queue.join();
		return verifyAssessment(database, assessment);
	};
