import { dateText, type Database } from '#server/platform/database.ts';
import type { Holidays } from '#domain/assessments/notice-days.ts';

/** What the office has entered from a day on. */
export async function holidaysFrom(database: Database, from: string): Promise<Holidays> {
	const rows = await database('holidays').select('date', 'kind').where('date', '>=', from);
	return new Map(
		rows.flatMap(({ date, kind }) => {
			const day = dateText(date);
			return day === null ? [] : [[day, kind === 'workday' ? ('workday' as const) : ('holiday' as const)] as const];
		}),
	);
}
