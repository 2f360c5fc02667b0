import { defineEndpoint } from '@directus/extensions-sdk';
import { health } from '../recompute/health.ts';
import { drainQueueOf } from '../recompute/queue.ts';
import { requireRole } from './access.ts';
import { answer, type AssessmentRequest } from './answer.ts';
import { moveRulebookHandler, transitionHandler } from './course.ts';
import { enrolHandler } from './enrol.ts';
import { takeOutHandler } from './take-out.ts';
import { verifyHandler } from './verify.ts';

export default defineEndpoint({
	id: 'assessment',
	handler: (router, { database, services, getSchema }) => {
		const queue = drainQueueOf(database);
		const answers = (handle: (request: AssessmentRequest) => Promise<unknown>): ReturnType<typeof answer> => answer(database, handle);
		router.get(
			'/health',
			answers(async (request) => {
				requireRole(request, 'office', 'leader', 'auditor', 'administrator');
				return health(database, queue);
			}),
		);
		router.get('/assessments/:id/verify', answers(verifyHandler(database, queue)));
		router.post('/assessments/:id/enrol', answers(enrolHandler(database)));
		router.post('/assessments/:id/take-out', answers(takeOutHandler(database)));
		router.post('/assessments/:id/transition', answers(transitionHandler(database, { services, getSchema })));
		router.post('/assessments/:id/move-rulebook', answers(moveRulebookHandler(database, { services, getSchema })));
	},
});
