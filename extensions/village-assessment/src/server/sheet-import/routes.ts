// Sheets of evidence come in: template, dry run, import, the file back with reasons, what was imported, and the way back.
import { ForbiddenError } from '@directus/errors';
import type { Imported, ListedImport, SheetCheck } from '#domain/contracts/sheet-import.ts';
import { fileName } from '#domain/contracts/sheets.ts';
import { findAssessment } from '#server/assessments/find.ts';
import type { Platform } from '#server/platform/item-writer.ts';
import { prepared } from '#server/platform/item-writer.ts';
import { localeOf } from '#server/platform/render-error.ts';
import { requireRole } from '#server/platform/require-role.ts';
import { today } from '#server/platform/today.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import type { DrainQueue } from '#server/scoring/queue.ts';
import type { Course, LongRequest } from './answer.ts';
import { checkSheet, type Checked } from './check.ts';
import { commitSheet } from './commit.ts';
import { listImports } from './list.ts';
import { markedFile } from './marked-file.ts';
import { received, type Received } from './receive.ts';
import { templateOf } from './template.ts';
import { undoImport, type Undone } from './undo.ts';

interface Workbook {
	readonly name: string;
	readonly content: Uint8Array;
}

const WHO = ['office', 'administrator'] as const;
const NO_COURSE: Course = { signal: new AbortController().signal, progress: () => undefined };

/**
 * `POST /assessment/assessments/:id/import/check`, multipart: `options` (importOptions as JSON), `file`. Says what an import
 * would do; writes nothing. 400 a file that cannot be read, 403, 404, 409 nothing is recorded any more.
 */
export const checkHandler =
	(platform: Platform, queue: DrainQueue) =>
	async (request: LongRequest, course: Course): Promise<SheetCheck> =>
		(await checked(platform, queue, { request, course })).checked.check;

/**
 * `POST …/import/commit`: the same with the `token` of the check. Writes what the check has shown, or nothing.
 * 409 something has changed since, 422 refused rows, or nothing to write.
 */
export const commitHandler =
	(platform: Platform, queue: DrainQueue) =>
	async (request: LongRequest, course: Course): Promise<Imported> => {
		const actor = requireRole(request, ...WHO);
		const assessment = await findAssessment(platform.database, request.params['id']);
		const ready = await prepared(platform);
		const { file, options } = await received(request);
		return commitSheet(
			{ assessment, file, options },
			{
				...course,
				database: platform.database,
				schema: ready.schema,
				queue,
				actor,
				platform: ready,
				accountability: request.accountability ?? null,
			},
		);
	};

/** `POST …/import/marked`: the file back as a workbook, with a column that says what becomes of each row and why. */
export const markedHandler =
	(platform: Platform, queue: DrainQueue) =>
	async (request: LongRequest): Promise<Workbook> => {
		const { checked: result, upload } = await checked(platform, queue, { request, course: NO_COURSE });
		const locale = await localeOf(request.accountability?.user ?? null, platform.database);
		const name = upload.file.name.replace(/\.[^.]*$/, '');
		const what =
			locale === 'zh-CN'
				? upload.options.only === null
					? '检查结果'
					: '有误的行'
				: upload.options.only === null
					? 'checked'
					: 'refused rows';
		return {
			name: fileName([name, what], 'xlsx'),
			content: await markedFile(result, { only: upload.options.only, locale }),
		};
	};

/** `GET …/import/template`: a workbook to fill in, with what this assessment's rulebook takes. */
export const templateHandler =
	({ database }: Platform) =>
	async (request: AssessmentRequest): Promise<Workbook> => {
		const actor = requireRole(request, ...WHO);
		const id = await findAssessment(database, request.params['id']);
		const locale = await localeOf(actor.user, database);
		const { title, content } = await templateOf(database, { assessment: id, locale });
		return { name: fileName([title, locale === 'zh-CN' ? '导入模板' : 'template', today()], 'xlsx'), content };
	};

export const importsHandler =
	({ database }: Platform) =>
	async (request: AssessmentRequest): Promise<ListedImport[]> => {
		requireRole(request, ...WHO, 'leader', 'auditor');
		return listImports(database, await findAssessment(database, request.params['id']));
	};

/** `POST /assessment/imports/:id/undo`. 404, 409 undone already, or others have verified or changed some of it. */
export const undoImportHandler =
	(platform: Platform) =>
	async (request: AssessmentRequest): Promise<Undone> => {
		const actor = requireRole(request, ...WHO);
		if (!request.accountability) throw new ForbiddenError();
		return undoImport(request.params['id'], {
			platform: await prepared(platform),
			actor,
			accountability: request.accountability,
		});
	};

async function checked(
	platform: Platform,
	queue: DrainQueue,
	{ request, course }: { readonly request: LongRequest; readonly course: Course },
): Promise<{ readonly checked: Checked; readonly upload: Received }> {
	const actor = requireRole(request, ...WHO);
	const assessment = await findAssessment(platform.database, request.params['id']);
	const schema = await platform.getSchema();
	const upload = await received(request);
	return {
		upload,
		checked: await checkSheet(
			{ assessment, ...upload },
			{ ...course, database: platform.database, schema, queue, actor },
		),
	};
}
