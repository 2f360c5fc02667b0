import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { ASSESSMENT_STATUS_LABELS, FROZEN } from '#domain/assessments/status.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { drain } from '#server/scoring/drain.ts';
import type { Database } from '#server/platform/database.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import { requireRole } from '#server/platform/require-role.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { findAssessment } from './find.ts';
import { isUuid } from '#domain/uuid.ts';
import { requireActive } from './find-villages.ts';
import { findAssessmentById } from './repository/assessments.ts';
import { findScorecardOfVillage, updateExcludedReason } from './repository/scorecards.ts';

/**
 * `POST /assessment/assessments/:id/take-out {village, reason}`: the village no longer takes part. Its scorecard stays with
 * everything recorded and the reason, but has no rank. An empty reason brings it back.
 * 400 malformed, 403, 404 no such assessment or village in it, 409 from `publicized` on, or brought back although it is inactive.
 */
export const takeOutHandler =
	(database: Database) =>
	async (
		request: AssessmentRequest,
	): Promise<{ readonly scorecard: string; readonly excluded_reason: string | null }> => {
		requireRole(request, 'office', 'administrator');
		const { village, reason } = requestOf(request.body);
		const assessment = await findAssessment(database, request.params['id']);
		return inTransaction(database, async (trx) => {
			await acquireWorkflowLock(trx, 'exclusive');
			const row = await findAssessmentById(trx, assessment);
			if (row !== undefined && FROZEN.includes(row.status)) {
				throw new DomainError('NOT_IN_THIS_STATE', {
					status: ASSESSMENT_STATUS_LABELS[row.status],
					allowed: { 'zh-CN': '公示之前', 'en-US': 'it is not publicized yet' },
				});
			}
			const card = await findScorecardOfVillage(trx, { assessment, village });
			if (card === undefined) throw new DomainError('VILLAGE_NOT_FOUND', { id: village });
			const excluded = reason === '' ? null : reason;
			if (excluded === null) await requireActive(trx, [village]);
			await updateExcludedReason(trx, [card], excluded);
			await drain(trx);
			return { scorecard: card, excluded_reason: excluded };
		});
	};

function requestOf(body: unknown): { readonly village: string; readonly reason: string } {
	const { village, reason }: { village?: unknown; reason?: unknown } =
		typeof body === 'object' && body !== null ? body : {};
	if (isUuid(village) && typeof reason === 'string' && !reason.includes('\u0000'))
		return { village: village.toLowerCase(), reason: reason.trim() };
	throw new DomainError('MALFORMED_REQUEST', {
		problem: {
			'zh-CN': '请给出 village（村的 id）和 reason（理由）。',
			'en-US': 'give `village` (an id) and `reason` (a text).',
		},
	});
}
