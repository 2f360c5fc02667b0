import { z } from 'zod';
import type { PreparedYear } from '#domain/contracts/assessments.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { itemsThrough, prepared, type Platform } from '#server/platform/item-writer.ts';
import { requireRole } from '#server/platform/require-role.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import { findAssessment } from '../find.ts';
import { prepareNextYear } from './prepare.ts';

const nextYear = z.strictObject({
	year: z.int().min(2000).max(2100).nullable().default(null),
	title: z.string().trim().min(1).max(255).nullable().default(null),
});

/**
 * `POST /assessment/assessments/:id/next-year {year?, title?}`: prepares the assessment that follows this one, with its rulebook,
 * settings and active villages, and last year's targets as drafts. Answers with what is still missing. 400 malformed, 403 not the
 * office, 404 unknown, 409 `YEAR_PREPARED`.
 */
export const nextYearHandler =
	(platform: Platform) =>
	async (request: AssessmentRequest): Promise<PreparedYear> => {
		const actor = requireRole(request, 'office', 'administrator');
		const before = await findAssessment(platform.database, request.params['id']);
		const body = nextYear.safeParse(request.body ?? {});
		if (!body.success)
			throw new DomainError('MALFORMED_REQUEST', {
				problem: {
					'zh-CN': 'year 应为 2000～2100 的整数，title 应为不超过 255 个字的文字。',
					'en-US': '`year` is a whole number from 2000 to 2100, `title` a text of at most 255 characters.',
				},
			});
		const ready = await prepared(platform);
		return inTransaction(platform.database, (trx) =>
			prepareNextYear(trx, {
				before,
				...body.data,
				user: actor.user,
				create: async (fields) => {
					const through = { ...ready, database: trx, accountability: request.accountability ?? null };
					return String(await itemsThrough(through, 'assessments').createOne({ ...fields }));
				},
			}),
		);
	};
