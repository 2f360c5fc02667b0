// The demo's assessment of the year before: every criterion assessed, published, final, its result sealed.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { recordNotice } from '#server/assessments/notices/record.ts';
import { DIGEST_FORM } from '#server/scoring/result-document/digest.ts';
import { dateText, readDecimalsAsNumbers } from '#server/platform/database.ts';
import { drain } from '#server/scoring/drain.ts';
import { markEveryScorecard } from '#server/scoring/marks.ts';
import type { Row } from '../merge/row-set.ts';
import { assessmentId, assessmentRow, criterionOf, scorecardRows } from './assessment-rows.ts';
import { evidenceRows, type Authors } from './evidence-rows.ts';
import { yearBeforeShape, type Village, type Visit, type YearBefore } from './shapes.ts';

export const yearBefore = async (): Promise<YearBefore> =>
	yearBeforeShape.parse(parse(await readFile(join(import.meta.dirname, 'year-before.yaml'), 'utf8')));

interface YearRows {
	readonly assessment: Row;
	readonly scorecards: readonly Row[];
	readonly evidence: readonly Row[];
}

/** The same villages, a year earlier. */
export function yearBeforeRows(
	year: YearBefore,
	{ villages, by }: { readonly villages: readonly Village[]; readonly by: Authors },
): YearRows {
	const assessment = { ...year, villages };
	return {
		assessment: {
			...assessmentRow(assessment),
			publicity_from: year.publicity.from,
			publicity_to: year.publicity.to,
			public_online: true,
			publicity_contact: year.publicity.contact,
		},
		scorecards: scorecardRows(assessment),
		evidence: villages.flatMap(({ code }) =>
			evidenceRows(visitsOf(year, code), { scorecard: `${year.code}/${code}`, criterionId: criterionOf(year), by }),
		),
	};
}

/** What was found everywhere, with what was found in this village in its stead. */
const visitsOf = ({ usual, villages }: YearBefore, code: string): Visit[] =>
	usual.map((visit) => ({
		...visit,
		items: Object.fromEntries(
			Object.entries(visit.items).map(([criterion, found]) => [criterion, villages[code]?.[criterion] ?? found]),
		),
	}));

/** As the step to `final` does it: the scores of these facts, and the seal over both. Where it is sealed, or gone, nothing happens. */
export async function sealYearBefore(database: Knex): Promise<void> {
	const id = assessmentId(await yearBefore());
	readDecimalsAsNumbers(database);
	await database.transaction(async (trx) => {
		const unsealed = await trx('assessments')
			.where({ id, status: 'final', result_digest: null })
			.first('publicity_from', 'publicity_to');
		if (unsealed === undefined) return;
		await markEveryScorecard(trx, id);
		await drain(trx);
		await trx('assessments')
			.where({ id })
			.update({
				result_digest: await recordNotice(trx, id, {
					status: 'final',
					from: dateText(unsealed.publicity_from),
					to: dateText(unsealed.publicity_to),
				}),
				result_digest_form: DIGEST_FORM,
			});
	});
}
