import { expect } from 'vitest';
import type { Instance } from '../../harness/index.ts';
import { row, rows, succeeded, type Row } from './answers.ts';
import { expectedCard, rankOf, type Expected } from './oracle.ts';

const SUMS = ['base_points', 'bonus_points', 'penalty_points', 'total', 'attainable', 'assessed_count', 'criteria_count'] as const;
const pick = (from: Row | Expected): Row => Object.fromEntries(SUMS.map((name) => [name, Reflect.get(from, name)]));

/** Reads the whole scorecard through the API and compares sums and every line with the oracle. */
export async function expectCard(instance: Instance, scorecard: string): Promise<Row> {
	const answer = succeeded(await instance.api('GET', `/items/scorecards/${scorecard}?fields=*,lines.awarded,lines.attainable,lines.state,lines.criterion.code&deep[lines][_limit]=-1`));
	const read = row(answer.data);
	const expected = await expectedCard(instance.database, scorecard);
	expect(pick(read)).toEqual(pick(expected));
	const lines = rows(read['lines']).map((line) => [String(row(line['criterion'])['code']), { awarded: line['awarded'], attainable: line['attainable'], state: line['state'] }] as const);
	expect(Object.fromEntries(lines.sort())).toEqual(Object.fromEntries([...expected.lines].sort()));
	expect(lines.length).toBe(expected.lines.size);
	return read;
}

/** Ranks as stored, compared with a naive ranking of the oracle's totals. */
export async function expectRanks(instance: Instance, assessment: string): Promise<void> {
	const answer = succeeded(await instance.api('GET', `/items/scorecards?filter[assessment][_eq]=${assessment}&fields=id,total,rank,rank_best,rank_worst&limit=-1`));
	const read = rows(answer.data);
	const cards: { readonly id: unknown; readonly total: number; readonly attainable: number }[] = [];
	for (const { id } of read) cards.push({ id, ...(await expectedCard(instance.database, String(id))) });
	const wanted = cards.map(({ id, total, attainable }) => {
		const others = cards.filter((other) => other.id !== id);
		const place = (points: number, end: 'total' | 'attainable'): number => rankOf(points, others.map((other) => other[end]));
		return { id, total, rank: place(total, 'total'), rank_best: place(attainable, 'total'), rank_worst: place(total, 'attainable') };
	});
	expect(read).toEqual(wanted);
}
