// Takes an assessment one step along its course, all or nothing, while nobody else writes its evidence.
import type { Actor } from '#domain/actor.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { drain } from '#server/scoring/drain.ts';
import { markEveryScorecard } from '#server/scoring/marks.ts';
import { today } from '#server/platform/today.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import type { StoredAssessment } from '#server/platform/tables.ts';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { DIGEST_FORM } from '#server/scoring/result-document/digest.ts';
import { recordNotice } from './notices/record.ts';
import { withdrawNotice } from './notices/repository.ts';
import { unmetConditionsOf } from './unmet-conditions.ts';
import { ASSESSMENT_STATUS_LABELS, type AssessmentStatus } from '#domain/assessments/status.ts';
import { findAssessmentById, findHolidaysFrom } from './repository/assessments.ts';
import { lastNoticeDay, noticeLengthOf } from '#domain/assessments/notice-days.ts';
import { TRANSITIONS } from '#domain/assessments/workflow.ts';

export interface Step {
	readonly to: AssessmentStatus;
	readonly reason: string;
}

/** What the step writes; the caller writes it through Directus, so that its record says who took the step. */
export type Written = Readonly<Record<string, unknown>>;

export interface AllowedStep {
	readonly from: AssessmentStatus;
	readonly fields: Written;
}

/** Refuses with 403, 409 (with everything that stands in the way) or 422; else returns what is to be written. */
export async function prepareTransition(
	trx: Database,
	{ assessment, actor, step }: { readonly assessment: string; readonly actor: Actor; readonly step: Step },
): Promise<AllowedStep> {
	await acquireWorkflowLock(trx, 'exclusive');
	await drain(trx);
	const row = await findAssessmentById(trx, assessment);
	if (row === undefined) throw new DomainError('ASSESSMENT_NOT_FOUND', { id: assessment });
	const from = row.status;
	const names = { from: ASSESSMENT_STATUS_LABELS[from], to: ASSESSMENT_STATUS_LABELS[step.to] };
	const transition = TRANSITIONS.find((one) => one.from === from && one.to === step.to);
	if (transition === undefined) throw new DomainError('TRANSITION_REFUSED', { ...names, obstacles: nextSteps(from) });
	if (actor.role === null || !transition.who.includes(actor.role)) throw new DomainError('NOT_ALLOWED');
	if (transition.reason && step.reason.trim() === '')
		throw new DomainError('TRANSITION_REFUSED', {
			...names,
			obstacles: {
				'zh-CN': '退回上一步须写明理由，请填写后重试。',
				'en-US': 'a step back needs its reason; give one and try again.',
			},
		});
	const obstacles = await unmetConditionsOf(trx, row, transition.conditions);
	if (obstacles.length > 0) {
		const text = {
			'zh-CN': `${obstacles.map((one) => one['zh-CN']).join('；')}。`,
			'en-US': `${obstacles.map((one) => one['en-US']).join('; ')}.`,
		};
		throw new DomainError('TRANSITION_REFUSED', { ...names, obstacles: text }, { obstacles });
	}
	return { from, fields: { status: step.to, ...(await consequences(trx, { ...row, id: assessment }, step.to)) } };
}

/** How the comment begins in which the reason of a step is kept. */
export const REASON_BEGINS = '转为「';

export const reasonText = (to: AssessmentStatus, reason: string): string =>
	`${REASON_BEGINS}${ASSESSMENT_STATUS_LABELS[to]['zh-CN']}」：${reason.trim()}`;

function nextSteps(from: AssessmentStatus): { readonly 'zh-CN': string; readonly 'en-US': string } {
	const next = TRANSITIONS.filter((one) => one.from === from).map(({ to }) => ASSESSMENT_STATUS_LABELS[to]);
	if (next.length === 0) return { 'zh-CN': '考核已定稿，不再变动。', 'en-US': 'it is final.' };
	return {
		'zh-CN': `下一步只能是${next.map((label) => label['zh-CN']).join('或')}。`,
		'en-US': `the next step is ${next.map((label) => label['en-US']).join(' or ')}.`,
	};
}

export async function consequences(
	trx: Database,
	assessment: Partial<StoredAssessment> & { readonly id: string },
	to: AssessmentStatus,
): Promise<Written> {
	if (to === 'final') {
		const [from, until] = [dateText(assessment.publicity_from), dateText(assessment.publicity_to)];
		const digest = await recordNotice(trx, assessment.id, { status: 'final', from, to: until });
		return { result_digest: digest, result_digest_form: DIGEST_FORM };
	}
	if (to === 'reviewing') {
		// Names and engine that changed while the result was out count from now on.
		await markEveryScorecard(trx, assessment.id);
		await withdrawNotice(trx, assessment.id);
		return { publicity_from: null, publicity_to: null };
	}
	if (to !== 'publicized') return {};
	const from = today();
	const until = lastNoticeDay(from, noticeLengthOf(assessment), await findHolidaysFrom(trx, from));
	await recordNotice(trx, assessment.id, { status: 'publicized', from, to: until });
	return { publicity_from: from, publicity_to: until };
}
