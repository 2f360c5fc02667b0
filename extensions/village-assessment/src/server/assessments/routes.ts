import type { Accountability } from '@directus/types';
import { moveRulebook } from './move-rulebook.ts';
import { isAssessmentStatus } from '#domain/assessments/status.ts';
import { prepareTransition, reasonText, type Step } from './transition.ts';
import { itemsThrough, pastPermissions, prepared, type Platform, type Prepared } from '#server/platform/item-writer.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { notifyPublicity } from '#server/notifications/publicity.ts';
import type { Database } from '#server/platform/database.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import { requireRole } from '#server/platform/require-role.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { findAssessment } from './find.ts';
import { isUuid } from '#domain/uuid.ts';

/** The step has been allowed by its own table; Directus's permissions have no say in it. */
function inNameOf({ accountability }: AssessmentRequest): Accountability {
	if (!accountability) throw new DomainError('NOT_ALLOWED');
	return pastPermissions(accountability);
}

/** Writes an assessment in somebody's name past the guards, so that activity and revisions say who did it. */
async function writeAs(
	request: AssessmentRequest,
	platform: Prepared,
	{
		trx,
		assessment,
		fields,
	}: { readonly trx: Database; readonly assessment: string; readonly fields: Readonly<Record<string, unknown>> },
): Promise<void> {
	const through = { ...platform, database: trx, accountability: inNameOf(request) };
	await itemsThrough(through, 'assessments').updateOne(assessment, { ...fields }, { emitEvents: false });
}

/** What higher floors do before the transaction of a step begins. */
export interface BeforeTheStep {
	readonly decide: (platform: Platform) => Promise<unknown>;
	readonly hashProof: (platform: Platform, assessment: string) => Promise<void>;
}

/**
 * `POST /assessment/assessments/:id/transition {to, reason}`: takes the assessment one step along the course of the year.
 * Answers with its new status. 400 malformed, 403 not your step, 404 unknown, 409 with everything that stands in the way
 * (`extensions.obstacles`: condition, text, ids).
 */
export const transitionHandler =
	(platform: Platform, { decide, hashProof }: BeforeTheStep) =>
	async (request: AssessmentRequest): Promise<{ readonly id: string; readonly status: string }> => {
		const actor = requireRole(request, 'office', 'leader', 'administrator');
		const { database } = platform;
		const assessment = await findAssessment(database, request.params['id']);
		const step = stepOf(request.body);
		// What the leadership group has decided by now is no obstacle.
		await decide(platform);
		if (step.to === 'publicized' || step.to === 'final') await hashProof(platform, assessment);
		const ready = await prepared(platform);
		const from = await inTransaction(database, async (trx) => {
			const { from: before, fields } = await prepareTransition(trx, { assessment, actor, step });
			await writeAs(request, ready, { trx, assessment, fields });
			if (step.reason.trim() !== '') await comment(request, ready, { trx, assessment, step });
			return before;
		});
		if (step.to === 'publicized') void notifyPublicity(platform, { assessment, by: actor.user, withdrawn: null });
		if (from === 'publicized' && step.to === 'reviewing')
			void notifyPublicity(platform, { assessment, by: actor.user, withdrawn: step.reason });
		return { id: assessment, status: step.to };
	};

/** The reason of a step stands among the assessment's comments, with who gave it and when. */
async function comment(
	request: AssessmentRequest,
	platform: Prepared,
	{ trx, assessment, step }: { readonly trx: Database; readonly assessment: string; readonly step: Step },
): Promise<void> {
	const through = { ...platform, database: trx, accountability: inNameOf(request) };
	await itemsThrough(through, 'directus_comments').createOne(
		{ collection: 'assessments', item: assessment, comment: reasonText(step.to, step.reason) },
		{ emitEvents: false },
	);
}

function stepOf(body: unknown): Step {
	const { to, reason }: { to?: unknown; reason?: unknown } = typeof body === 'object' && body !== null ? body : {};
	if (!isAssessmentStatus(to))
		throw new DomainError('MALFORMED_REQUEST', {
			problem: {
				'zh-CN': 'to 应为 preparing、collecting、reviewing、publicized 或 final。',
				'en-US': '`to` must be preparing, collecting, reviewing, publicized or final.',
			},
		});
	if (reason !== undefined && reason !== null && typeof reason !== 'string')
		throw new DomainError('MALFORMED_REQUEST', {
			problem: { 'zh-CN': 'reason 应为文字。', 'en-US': '`reason` must be a text.' },
		});
	return { to, reason: reason ?? '' };
}

/**
 * `POST /assessment/assessments/:id/move-rulebook {rulebook}`: carries the assessment over to another rulebook by criterion
 * code, all or nothing. Answers with the number of rows carried. 400, 403, 404; 409 from `publicized` on or when a code in use is gone.
 */
export const moveRulebookHandler =
	(platform: Platform) =>
	async (request: AssessmentRequest): Promise<{ readonly carried: number }> => {
		requireRole(request, 'office', 'administrator');
		const { database } = platform;
		const assessment = await findAssessment(database, request.params['id']);
		const rulebook: unknown =
			typeof request.body === 'object' && request.body !== null && 'rulebook' in request.body
				? request.body.rulebook
				: undefined;
		if (!isUuid(rulebook))
			throw new DomainError('MALFORMED_REQUEST', {
				problem: { 'zh-CN': '请在 rulebook 中给出细则的 id。', 'en-US': 'give the id of the rulebook in `rulebook`.' },
			});
		const ready = await prepared(platform);
		return inTransaction(database, (trx) =>
			moveRulebook(trx, {
				assessment,
				rulebook,
				write: (fields) => writeAs(request, ready, { trx, assessment, fields }),
			}),
		);
	};
