import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { ASSESSMENT_STATUS_LABELS, isAssessmentStatus } from '#domain/assessments/status.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { bringBack, enrol } from './enrol.ts';
import { drain } from '#server/scoring/drain.ts';
import type { Database } from '#server/platform/database.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import { requireRole } from '#server/platform/require-role.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { requireActive } from './find-villages.ts';
import { findAssessment } from './find.ts';
import { findAssessmentById } from './repository/assessments.ts';
import { isUuid } from '#domain/uuid.ts';

const OPEN = ['preparing', 'collecting'];
const OPEN_LABEL = { 'zh-CN': '筹备中或收集材料', 'en-US': 'preparing or collecting' };

/**
 * `POST /assessment/assessments/:id/enrol {villages: [id, …]}`: gives villages that joined later their scorecards, scored when
 * the request is answered. One that was taken out comes back with what was recorded before; one that takes part stays as it is.
 * Answers with the new scorecards' ids, and with those that were brought back.
 * 400 malformed, 404 no such assessment or village, 409 not in `preparing` or `collecting`, or a village is inactive.
 */
export const enrolHandler =
	(database: Database) =>
	async (
		request: AssessmentRequest,
	): Promise<{ readonly scorecards: readonly string[]; readonly brought_back: readonly string[] }> => {
		requireRole(request, 'office', 'administrator');
		const villages = villagesOf(request.body);
		const assessment = await findAssessment(database, request.params['id']);
		return inTransaction(database, async (trx) => {
			await acquireWorkflowLock(trx, 'exclusive');
			const row = await findAssessmentById(trx, assessment);
			if (row === undefined || !OPEN.includes(row.status))
				throw new DomainError('NOT_IN_THIS_STATE', {
					status: isAssessmentStatus(row?.status) ? ASSESSMENT_STATUS_LABELS[row.status] : '',
					allowed: OPEN_LABEL,
				});
			await requireActive(trx, villages);
			const brought = await bringBack(trx, assessment, villages);
			const scorecards = await enrol(trx, assessment, villages);
			await drain(trx);
			return { scorecards, brought_back: brought };
		});
	};

function villagesOf(body: unknown): string[] {
	const villages: unknown = typeof body === 'object' && body !== null && 'villages' in body ? body.villages : undefined;
	const ids = Array.isArray(villages) ? villages.filter(isUuid) : [];
	if (!Array.isArray(villages) || ids.length === 0 || ids.length !== villages.length)
		throw new DomainError('MALFORMED_REQUEST', {
			problem: {
				'zh-CN': '请在 villages 中列出要增加的村（社区）的 id。',
				'en-US': 'list the ids of the villages in `villages`.',
			},
		});
	return [...new Set(ids.map((id) => id.toLowerCase()))];
}
