// What the compiler refuses of a query: these lines do not run, `npm run typecheck` reads them.
import { expect, test } from 'vitest';
import type { Database } from '#server/platform/database.ts';

export const refused = (database: Database): readonly unknown[] => [
	// @ts-expect-error no such column
	database('evidence_items').select('vlaue'),
	// @ts-expect-error no such table
	database('evidence_itmes').select('id'),
	// @ts-expect-error no such status
	database('evidence_items').where({ status: 'gone' }),
	// @ts-expect-error a column of another table
	database('scorecards as s').join('assessments as a', 'a.id', 's.assessment').select('s.title'),
	// @ts-expect-error no such column to write
	database('villages').update({ nmae: '甲村' }),
];

export const unread = async (database: Database): Promise<unknown> => {
	const [village] = await database('villages').select('id');
	// @ts-expect-error a column that was not selected
	const name: unknown = village?.name;
	const [appeal] = await database('appeals').leftJoin('criteria', 'criteria.id', 'appeals.criterion').select('code');
	// @ts-expect-error of a left join everything may be missing
	const code: string | undefined = appeal?.code;
	return [name, code];
};

export const allowed = async (database: Database): Promise<readonly string[]> => {
	const cards = await database('scorecards as s')
		.join('assessments as a', 'a.id', 's.assessment')
		.select('s.village_name', 'a.title as assessment')
		.whereIn('s.village', database('villages').select('id').where('active', true));
	return cards.map(({ village_name: village, assessment }) => `${village} ${assessment}`);
};

test('a query knows its tables', () => expect(refused).toBeTypeOf('function'));
