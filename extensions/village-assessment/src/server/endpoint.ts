import { defineEndpoint } from '@directus/extensions-sdk';
import { decide } from '#server/adjustments/register.ts';
import { health } from '#server/scoring/health.ts';
import { drainQueueOf } from '#server/scoring/queue.ts';
import { servePublicNotices } from '#server/public-notices/routes.ts';
import { requireRole } from '#server/platform/require-role.ts';
import {
	ACTION_NAMES,
	actionHandler,
	adjustmentHandler,
	minutesHandler,
	previewHandler,
	queueHandler,
} from '#server/adjustments/routes.ts';
import { answer, answerWith, type AssessmentRequest } from '#server/platform/http.ts';
import { moveRulebookHandler, transitionHandler } from '#server/assessments/routes.ts';
import { enrolHandler } from '#server/assessments/enrol-route.ts';
import { previewHandler as evidencePreviewHandler } from '#server/evidence-preview/routes.ts';
import { sendSheet } from '#server/exports/route.ts';
import { nextYearHandler } from '#server/assessments/next-year/route.ts';
import { workbookHandler, workbookZipHandler } from '#server/exports/workbook/route.ts';
import { formHandler } from '#server/exports/forms/route.ts';
import { answerDownload } from '#server/platform/download.ts';
import { compareHandler, copyHandler, problemsHandler } from '#server/rulebooks/routes.ts';
import { tryHandler } from '#server/assessments/try-route.ts';
import { takeOutHandler } from '#server/assessments/exclude-route.ts';
import { verifyHandler } from '#server/assessments/verify-route.ts';
import { answerLong, answerWorkbook } from '#server/sheet-import/answer.ts';
import {
	checkHandler as sheetCheckHandler,
	commitHandler,
	importsHandler,
	markedHandler,
	templateHandler,
	undoImportHandler,
} from '#server/sheet-import/routes.ts';
import { hashMissingProof } from '#server/files/proof-hashes.ts';
import { mergeHandler, splitHandler, undoHandler } from '#server/villages/routes.ts';

export default defineEndpoint({
	id: 'assessment',
	handler: (router, { database, services, getSchema, logger, env }) => {
		const platform = { database, services, getSchema, logger, env };
		const queue = drainQueueOf(database);
		const answers = (handle: (request: AssessmentRequest) => Promise<unknown>): ReturnType<typeof answer> =>
			answer(database, handle);
		router.get(
			'/health',
			answers(async (request) => {
				requireRole(request, 'office', 'leader', 'auditor', 'administrator');
				return health(database, queue);
			}),
		);
		router.get('/assessments/:id/verify', answers(verifyHandler(database, queue)));
		router.post('/assessments/:id/enrol', answers(enrolHandler(database)));
		router.post('/evidence/preview', answers(evidencePreviewHandler({ database, queue, getSchema })));
		router.get('/assessments/:id/export/:what', answerWith(database, sendSheet(platform)));
		router.get('/assessments/:id/workbook', answerDownload(database, workbookHandler(platform)));
		router.get('/assessments/:id/workbook.zip', answerDownload(database, workbookZipHandler(platform)));
		router.get('/assessments/:id/forms/:form', answerDownload(database, formHandler(platform)));
		router.post('/assessments/:id/take-out', answers(takeOutHandler(database)));
		router.post(
			'/assessments/:id/transition',
			answers(transitionHandler(platform, { decide, hashProof: hashMissingProof })),
		);
		router.post('/assessments/:id/next-year', answers(nextYearHandler(platform)));
		router.post('/assessments/:id/move-rulebook', answers(moveRulebookHandler(platform)));
		router.get('/assessments/:id/import/template', answerWorkbook(database, templateHandler(platform)));
		router.post('/assessments/:id/import/check', answerLong(database, sheetCheckHandler(platform, queue)));
		router.post('/assessments/:id/import/commit', answerLong(database, commitHandler(platform, queue)));
		router.post('/assessments/:id/import/marked', answerWorkbook(database, markedHandler(platform, queue)));
		router.get('/assessments/:id/imports', answers(importsHandler(platform)));
		router.post('/imports/:id/undo', answers(undoImportHandler(platform)));
		router.post('/villages/merge', answers(mergeHandler(platform, { dry: false })));
		router.post('/villages/merge/preview', answers(mergeHandler(platform, { dry: true })));
		router.post('/villages/split', answers(splitHandler(platform, { dry: false })));
		router.post('/villages/split/preview', answers(splitHandler(platform, { dry: true })));
		router.post('/villages/changes/:id/undo', answers(undoHandler(platform)));
		router.get('/adjustments/queue', answers(queueHandler(platform)));
		router.get('/adjustments/minutes', answers(minutesHandler(platform)));
		router.get('/adjustments/:id', answers(adjustmentHandler(platform)));
		router.get('/adjustments/:id/preview', answers(previewHandler(platform)));
		for (const action of ACTION_NAMES)
			router.post(`/adjustments/:id/${action}`, answers(actionHandler(platform, action)));
		router.post('/rulebooks/:id/copy', answers(copyHandler(platform)));
		router.post('/rulebooks/:id/try', answers(tryHandler(database, queue)));
		router.get('/rulebooks/:id/problems', answers(problemsHandler(database)));
		router.get('/rulebooks/:id/compare/:other', answers(compareHandler(database)));
		servePublicNotices(router, platform);
	},
});
