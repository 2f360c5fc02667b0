import type { EndpointExtensionContext } from '@directus/extensions';
import type { Accountability, SchemaOverview } from '@directus/types';
import { dayOf } from './moment.ts';
import { fileName, isSheetName, SHEETS, type SheetName } from '#domain/contracts/sheets.ts';
import { BrokenOff, sendParts, type Answer } from './send.ts';
import { writeSheet } from './write-sheet.ts';
import { localeOf } from '#server/platform/render-error.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { requireRole } from '#server/platform/require-role.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { findAssessment } from '#server/assessments/find.ts';
import { isUuid } from '#domain/uuid.ts';

type Context = Pick<EndpointExtensionContext, 'database' | 'services' | 'getSchema' | 'logger'>;

interface Sheet {
	/** 2026年度考核-评分表-2026-11-25.csv */
	readonly name: string;
	/** UTF-8 with a byte-order mark, part by part. */
	readonly write: (write: (part: string) => Promise<void>) => Promise<void>;
}

/**
 * `GET /assessment/assessments/:id/export/:what[?scorecard=ID]`: `scorecards`, `scorecard_lines`, `evidence_items` or `adjustments` of an
 * assessment (of one village, where `scorecard` says so) as a CSV file for Excel, headings and values in the asker's language. Every
 * row, and of it every column, that the asker may read. 400 malformed, 403, 404 no such assessment, or none that the asker sees.
 */
export const sendSheet =
	(context: Context) =>
	async (request: AssessmentRequest, answer: Answer): Promise<void> => {
		const { name, write } = await sheetOf(context)(request);
		const headers = {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="export.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'Cache-Control': 'no-store',
		};
		await sendParts(answer, headers, write).catch((error: unknown) => {
			if (!(error instanceof BrokenOff)) throw error;
			context.logger.error(error);
		});
	};

const sheetOf =
	({ database, services, getSchema }: Context) =>
	async (request: AssessmentRequest): Promise<Sheet> => {
		const { user } = requireRole(request, 'office', 'clerk', 'leader', 'auditor', 'administrator');
		const { what, scorecard } = requestOf(request);
		const assessment = await findAssessment(database, request.params['id']);
		const schema = await getSchema();
		const accountability = request.accountability ?? null;
		const service = new services.ItemsService('assessments', { schema, accountability });
		const [seen]: { title?: unknown }[] = await service.readByQuery({
			fields: ['title'],
			filter: { id: { _eq: assessment } },
		});
		if (seen === undefined) throw new DomainError('ASSESSMENT_NOT_FOUND', { id: assessment });
		const locale = await localeOf(user, database);
		const village = scorecard === undefined ? [] : [await villageOf({ services, schema, accountability }, scorecard)];
		return {
			name: fileName([String(seen.title), ...village, SHEETS[what].title[locale], dayOf(new Date())], 'csv'),
			write: (part) =>
				writeSheet({ what, assessment, scorecard }, { services, schema, database, accountability, locale }, part),
		};
	};

/** As the asker may read it. */
async function villageOf(
	{
		services,
		schema,
		accountability,
	}: {
		readonly services: EndpointExtensionContext['services'];
		readonly schema: SchemaOverview;
		readonly accountability: Accountability | null;
	},
	scorecard: string,
): Promise<string> {
	const [card]: { village_name?: unknown }[] = await new services.ItemsService('scorecards', {
		schema,
		accountability,
	}).readByQuery({ fields: ['village_name'], filter: { id: { _eq: scorecard } } });
	return String(card?.village_name ?? '');
}

function requestOf({ params, query }: AssessmentRequest): {
	readonly what: SheetName;
	readonly scorecard: string | undefined;
} {
	const { what } = params;
	const { scorecard } = query;
	if (!isSheetName(what))
		throw new DomainError('MALFORMED_REQUEST', {
			problem: {
				'zh-CN': `可以导出的有 ${Object.keys(SHEETS).join('、')}。`,
				'en-US': `there are ${Object.keys(SHEETS).join(', ')}.`,
			},
		});
	if (scorecard !== undefined && !isUuid(scorecard))
		throw new DomainError('MALFORMED_REQUEST', {
			problem: { 'zh-CN': 'scorecard 应为评分表的 id。', 'en-US': '`scorecard` must be the id of a scorecard.' },
		});
	return { what, scorecard };
}
