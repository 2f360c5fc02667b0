import { itemsThrough, prepared, type Platform, type Prepared } from '#server/platform/item-writer.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Database } from '#server/platform/database.ts';
import { compareRulebooks } from './compare.ts';
import type { Difference } from '#domain/contracts/rulebooks.ts';
import { copyRulebook, type Create } from './copy.ts';
import { findRulebookRows } from './repository.ts';
import { validateStoredRulebook } from './stored.ts';
import type { RulebookProblem } from '#domain/contracts/rulebooks.ts';
import { findRulebook } from './find.ts';
import { requireRole } from '#server/platform/require-role.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';

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
		return {
			id: await database.transaction((trx) =>
				copyRulebook(trx, { rulebook, version, create: creator(request, ready, trx) }),
			),
		};
	};

/** With the permissions of whoever asks; the guards have their say as for every row that is written. */
function creator({ accountability }: AssessmentRequest, ready: Prepared, trx: Database): Create {
	const through = { ...ready, database: trx, accountability: accountability ?? null };
	return (collection, rows) => itemsThrough(through, collection).createMany(rows.map((row) => ({ ...row })));
}

/** `GET /assessment/rulebooks/:id/compare/:other`: what changed from the version `other` to this one. 403, 404. */
export const compareHandler =
	(database: Database) =>
	async (request: AssessmentRequest): Promise<readonly Difference[]> => {
		requireRole(request, 'office', 'leader', 'auditor', 'administrator');
		const after = await findRulebook(database, request.params['id']);
		const before = await findRulebook(database, request.params['other']);
		return compareRulebooks(await findRulebookRows(database, before), await findRulebookRows(database, after));
	};

/**
 * `GET /assessment/rulebooks/:id/problems`: everything that keeps it from being published, each with its place, the
 * row to mend and the cure. 403, 404.
 */
export const problemsHandler =
	(database: Database) =>
	async (request: AssessmentRequest): Promise<readonly RulebookProblem[]> => {
		requireRole(request, 'office', 'leader', 'auditor', 'administrator');
		return validateStoredRulebook(database, await findRulebook(database, request.params['id']));
	};

function versionOf(body: unknown): string {
	const given: unknown = typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined;
	const version = typeof given === 'string' ? given.trim() : '';
	if (version === '' || version.length > LONGEST_VERSION || version.includes('\u0000'))
		throw new DomainError('MALFORMED_REQUEST', {
			problem: {
				'zh-CN': `请填写新版本的版本号，1 至 ${LONGEST_VERSION} 字。`,
				'en-US': `give the new version a name of 1 to ${LONGEST_VERSION} characters in \`version\`.`,
			},
		});
	return version;
}
