import type { EndpointExtensionContext } from '@directus/extensions';
import { fileName } from '#domain/contracts/sheets.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import type { Download } from '#server/platform/download.ts';
import { localeOf } from '#server/platform/render-error.ts';
import { requireRole } from '#server/platform/require-role.ts';
import { loadCards, loadSubject, type Source } from './load.ts';
import { sayIn } from './texts.ts';
import { villageWorkbook, villageWorkbooks, wholeWorkbook } from './workbook.ts';
import { zipOf } from './zip.ts';

type Platform = Pick<EndpointExtensionContext, 'database' | 'services' | 'getSchema' | 'env'>;

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * `GET /assessment/assessments/:id/workbook[?village=CODE]`: the ranking, a sheet a village, decisions and evidence in one .xlsx; with
 * `village` (its code or id) that village alone. What the asker may see, in the asker's language: a clerk gets the own village. 400
 * malformed, 403, 404 no such assessment or village, or none that the asker sees, 422 too many villages for one file.
 */
export const workbookHandler =
	(platform: Platform) =>
	async (request: AssessmentRequest): Promise<Download> => {
		const source = await sourceOf(request, platform);
		const subject = await loadSubject(source, request.params['id']);
		const village = villageIn(request);
		const cards = await loadCards(source, subject.assessment.id, village);
		const say = sayIn(subject.locale);
		const [card] = cards;
		const isOne = village !== undefined && card !== undefined;
		return {
			type: XLSX,
			name: fileName(
				[
					subject.assessment.title,
					...(isOne ? [card.village_name, say('one_village')] : [say('all_villages')]),
					subject.today,
				],
				'xlsx',
			),
			content: isOne ? await villageWorkbook(source, subject, card) : await wholeWorkbook(source, subject, cards),
		};
	};

/** `GET /assessment/assessments/:id/workbook.zip`: the same with a file for each village; however many, memory does not grow. */
export const workbookZipHandler =
	(platform: Platform) =>
	async (request: AssessmentRequest): Promise<Download> => {
		const source = await sourceOf(request, platform);
		const subject = await loadSubject(source, request.params['id']);
		const cards = await loadCards(source, subject.assessment.id, villageIn(request));
		return {
			type: 'application/zip',
			name: fileName([subject.assessment.title, sayIn(subject.locale)('each_village'), subject.today], 'zip'),
			content: zipOf(villageWorkbooks(source, subject, cards)),
		};
	};

export async function sourceOf(
	request: AssessmentRequest,
	{ database, services, getSchema, env }: Platform,
): Promise<Source> {
	const { user } = requireRole(request, 'office', 'clerk', 'leader', 'auditor', 'administrator');
	return {
		services,
		database,
		env,
		schema: await getSchema(),
		accountability: request.accountability ?? null,
		locale: await localeOf(user, database),
	};
}

export function villageIn({ query }: AssessmentRequest): string | undefined {
	const { village } = query;
	if (village === undefined || (typeof village === 'string' && village !== '')) return village;
	throw new DomainError('MALFORMED_REQUEST', {
		problem: {
			'zh-CN': 'village 应为一个村（社区）的代码或 id。',
			'en-US': '`village` must be the code or the id of one village.',
		},
	});
}
