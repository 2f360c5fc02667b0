import type { Actor } from '#domain/actor.ts';
import { ASSESSMENT_STATUS_LABELS, EVIDENCE_WRITERS, type AssessmentStatus } from '#domain/assessments/status.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { EvidenceChange } from './change.ts';

/**
 * Evidence is written in `preparing` by the office, in `collecting` by office and clerks, in `reviewing` by the
 * office, later by nobody.
 */
export function closedAssessment({ actor, place, placeBefore }: EvidenceChange): undefined {
	for (const one of [placeBefore, place])
		if (one !== null) refuseClosed(actor, { status: one.status, title: one.assessmentTitle });
}

export function refuseClosed(
	{ role }: Actor,
	{ status, title }: { readonly status: AssessmentStatus; readonly title: string },
): void {
	const writers = EVIDENCE_WRITERS[status];
	if (role !== null && writers.includes(role)) return;
	const who =
		writers.length === 0
			? { 'zh-CN': '材料和得分已锁定', 'en-US': 'evidence and scores are frozen' }
			: { 'zh-CN': '现阶段只有办事处可以登记材料', 'en-US': 'only the office records evidence now' };
	throw new DomainError('ASSESSMENT_CLOSED', { assessment: title, status: ASSESSMENT_STATUS_LABELS[status], who });
}
