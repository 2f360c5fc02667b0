// Every public notice, and the final result, is kept as it was given out: what stands in it never changes.
import { resultDocument, type ResultDocument } from '#domain/contracts/public-notice.ts';
import { correctionsOf } from './corrections.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { canonicalJson, sha256Of } from '#server/scoring/result-document/canonical.ts';
import { resultDocumentOf, type DocumentState } from '#server/scoring/result-document/document.ts';
import type { Database } from '#server/platform/database.ts';
import { findLatestNotice, findUpheld, insertNotice } from './repository.ts';

/** Call it when marks have been drained, under the exclusive lock. Returns the digest of what was recorded. */
export async function recordNotice(trx: Database, assessment: string, state: DocumentState): Promise<string> {
	const document = await resultDocumentOf(trx, assessment, state);
	if (document === null) throw new DomainError('ASSESSMENT_NOT_FOUND', { id: assessment });
	const before = await findLatestNotice(trx, assessment);
	const digest = sha256Of(document);
	const upheld = before === null ? new Set<string>() : await findUpheld(trx, assessment);
	await insertNotice(trx, {
		assessment,
		number: (before?.number ?? 0) + 1,
		kind: state.status === 'final' ? 'final' : 'notice',
		digest,
		document: canonicalJson(document),
		corrections:
			before === null
				? []
				: correctionsOf(documentOf(before.document), document, (village, criterion) =>
						upheld.has(`${village}/${criterion}`),
					),
	});
	return digest;
}

export const documentOf = (text: string): ResultDocument => resultDocument.parse(JSON.parse(text));
