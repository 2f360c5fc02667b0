import { lostCodes } from '#server/assessments/move-rulebook.ts';
import { prepared, type Platform, type Prepared } from '#server/platform/item-writer.ts';
import { Refusal } from '#server/platform/render-error.ts';
import type { Database } from '#server/platform/database.ts';
import type { DrainQueue } from '#server/scoring/queue.ts';
import { compareRulebooks, type Difference } from './compare.ts';
import { copyRulebook, type Create } from './copy.ts';
import { rowsOfRulebook, validateStoredRulebook, type RulebookProblem } from './stored.ts';
import { rulesOf } from './stored-rules.ts';
import { tryRulebook, type Trial } from './try.ts';
import { requireRole } from '#server/platform/require-role.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { findAssessment, isUuid } from '#server/assessments/find.ts';

const LONGEST_VERSION = 32;

/**
 * `POST /assessment/rulebooks/:id/copy {version}`: a new draft with the indicators and criteria of this version. Answers with its id.
 * 400 without a version of 1 to 32 characters, 403, 404 no such rulebook, 409 a version that there is already.
 */
export const copyHandler =
	(platform: Platform) =>
	async (request: AssessmentRequest): Promise<{ readonly id: string }> => {
		requireRole(request, 'office', 'administrator');
		const { database } = platform;
		const rulebook = await findRulebook(database, request.params['id']);
		const version = versionOf(request.body);
		const ready = await prepared(platform);
		return { id: await database.transaction((trx) => copyRulebook(trx, { rulebook, version, create: creator(request, ready, trx) })) };
	};

/** With the permissions of whoever asks; the guards have their say as for every row that is written. */
function creator({ accountability }: AssessmentRequest, { services, schema }: Prepared, trx: Database): Create {
	return async (collection, rows) => {
		const service = new services.ItemsService(collection, { knex: trx, schema, accountability: accountability ?? null });
		return service.createMany(rows.map((row) => ({ ...row })));
	};
}

/**
 * `POST /assessment/rulebooks/:id/try {assessment}`: the assessment's recorded facts scored by this rulebook, and the villages for which
 * something would be another. Nothing is written. 400, 403, 404; 422 a criterion that cannot be scored with.
 */
export const tryHandler =
	(database: Database, queue: DrainQueue) =>
	async (request: AssessmentRequest): Promise<Trial> => {
		requireRole(request, 'office', 'administrator');
		const rulebook = await findRulebook(database, request.params['id']);
		const wanted: unknown = typeof request.body === 'object' && request.body !== null && 'assessment' in request.body ? request.body.assessment : undefined;
		if (!isUuid(wanted)) throw new Refusal('MALFORMED_REQUEST', { problem: { 'zh-CN': '请在 assessment 中给出考核的 id。', 'en-US': 'give the id of the assessment in `assessment`.' } });
		const assessment = await findAssessment(database, wanted);
		const { criteria } = await rowsOfRulebook(database, rulebook);
		await queue.join();
		return tryRulebook(database, { assessment, rules: rulesOf(criteria), lostCodes: await lostCodes(database, { assessment, rulebook }) });
	};

/** `GET /assessment/rulebooks/:id/compare/:other`: what changed from the version `other` to this one. 403, 404. */
export const compareHandler =
	(database: Database) =>
	async (request: AssessmentRequest): Promise<readonly Difference[]> => {
		requireRole(request, 'office', 'leader', 'auditor', 'administrator');
		const after = await findRulebook(database, request.params['id']);
		const before = await findRulebook(database, request.params['other']);
		return compareRulebooks(await rowsOfRulebook(database, before), await rowsOfRulebook(database, after));
	};

/** `GET /assessment/rulebooks/:id/problems`: everything that keeps it from being published, each with its place, the row to mend and the cure. 403, 404. */
export const problemsHandler =
	(database: Database) =>
	async (request: AssessmentRequest): Promise<readonly RulebookProblem[]> => {
		requireRole(request, 'office', 'leader', 'auditor', 'administrator');
		return validateStoredRulebook(database, await findRulebook(database, request.params['id']));
	};

async function findRulebook(database: Database, id: string | undefined): Promise<string> {
	const row: { id: string } | undefined = isUuid(id) ? await database('rulebooks').select('id').where({ id }).first() : undefined;
	if (row === undefined) throw new Refusal('RULEBOOK_NOT_FOUND', { id: id ?? '' });
	return row.id;
}

function versionOf(body: unknown): string {
	const given: unknown = typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined;
	const version = typeof given === 'string' ? given.trim() : '';
	if (version === '' || version.length > LONGEST_VERSION || version.includes('\u0000')) throw new Refusal('MALFORMED_REQUEST', { problem: { 'zh-CN': `请填写新版本的版本号，1 至 ${LONGEST_VERSION} 字。`, 'en-US': `give the new version a name of 1 to ${LONGEST_VERSION} characters in \`version\`.` } });
	return version;
}
