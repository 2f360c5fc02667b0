// The digest of a final result, by its form: a final result is checked by the form in which it was made.
import { dateText, type Database } from '#server/platform/database.ts';
import { firstFormOf } from '#server/scoring/result-digest.ts';
import { sha256Of } from './canonical.ts';
import { resultDocumentOf } from './document.ts';

/** `assessments.result_digest_form` of results from now on; null stands for the first form. */
export const DIGEST_FORM = 2;

/** As the stored facts give it now. null: no such assessment. */
export async function finalDigestOf(database: Database, assessment: string): Promise<string | null> {
	const row = await database('assessments')
		.where('id', assessment)
		.first('publicity_from', 'publicity_to', 'result_digest_form');
	if (row === undefined) return null;
	if (row.result_digest_form === null) return firstFormOf(database, assessment);
	const [from, to] = [dateText(row.publicity_from), dateText(row.publicity_to)];
	return sha256Of(await resultDocumentOf(database, assessment, { status: 'final', from, to }));
}
