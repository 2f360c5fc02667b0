// What is asked of the database about assessments and what surrounds them: rulebooks, holidays, comments, villages.
import type { Holidays } from '#domain/assessments/notice-days.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import type { StoredAssessment, StoredVillage } from '#server/platform/tables.ts';

/** The whole row of an assessment. */
export const findAssessmentById = (database: Database, id: string): PromiseLike<StoredAssessment | undefined> =>
	database('assessments').where({ id }).first();

/** The whole rows of assessments, in no order; unknown ids are left out. */
export const findAssessmentsByIds = (
	database: Database,
	ids: readonly string[],
): PromiseLike<readonly StoredAssessment[]> => database('assessments').whereIn('id', ids);

/** Working days and holidays that the office has entered from a day on. */
export async function findHolidaysFrom(database: Database, from: string): Promise<Holidays> {
	const rows = await database('holidays').select('date', 'kind').where('date', '>=', from);
	return new Map(
		rows.flatMap(({ date, kind }) => {
			const day = dateText(date);
			return day === null ? [] : [[day, kind === 'workday' ? ('workday' as const) : ('holiday' as const)] as const];
		}),
	);
}

/** Whether one of these comments stands at an assessment and begins so. */
export async function hasAssessmentComment(
	database: Database,
	ids: readonly (string | number)[],
	begins: string,
): Promise<boolean> {
	const row = await database('directus_comments')
		.whereIn('id', ids.map(String))
		.where({ collection: 'assessments' })
		.where('comment', 'like', `${begins}%`)
		.first('id');
	return row !== undefined;
}

type FoundVillage = Pick<StoredVillage, 'id' | 'name' | 'active'>;

/** Villages by their ids, in no order; unknown ids are left out. */
export const findVillagesByIds = (database: Database, ids: readonly string[]): PromiseLike<readonly FoundVillage[]> =>
	database('villages').select('id', 'name', 'active').whereIn('id', ids);
