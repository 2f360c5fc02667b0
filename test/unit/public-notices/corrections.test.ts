// What a corrected notice lists: every line, total and rank that differs, and why.
import { describe, expect, it } from 'vitest';
import { correctionsOf } from '#server/assessments/notices/corrections.ts';
import { RESULT_FORMAT, type ResultDocument } from '#domain/contracts/public-notice.ts';

const HASH = '0'.repeat(64);

function result(
	villages: readonly (readonly [id: string, rank: number, total: string, line: string])[],
): ResultDocument {
	return {
		format: RESULT_FORMAT,
		assessment: { id: 'a', title: '考核', year: 2026 },
		status: 'publicized',
		publicity: { from: null, to: null },
		rulebook: { code: 'A', version: '1', title: '细则', indicators: [], criteria: [] },
		villages: villages.map(([id, rank, total, awarded]) => ({
			id,
			name: `村${id}`,
			kind: 'village',
			rank,
			base_points: total,
			bonus_points: '0',
			penalty_points: '0',
			total,
			attainable: total,
			lines: [{ criterion: '2.2', awarded, attainable: awarded, state: 'assessed', explanation: `得 ${awarded}` }],
			decisions: [],
			facts_sha256: HASH,
			decisions_sha256: HASH,
			appeals_sha256: HASH,
		})),
		excluded: [],
	};
}

const before = result([
	['a', 1, '98', '5'],
	['b', 2, '97', '4'],
]);

describe('corrections', () => {
	it('are none where nothing changed, and leave out a village that is new', () => {
		expect(correctionsOf(before, before, () => true)).toEqual([]);
		expect(correctionsOf(before, result([['c', 1, '99', '6']]), () => true)).toEqual([]);
	});

	it('name line, total and rank of each village that they concern, with the appeal as the reason where there was one', () => {
		const after = result([
			['a', 2, '98', '5'],
			['b', 1, '98.5', '5.5'],
		]);
		const found = correctionsOf(before, after, (village, criterion) => village === 'b' && criterion === '2.2');
		expect(
			found.map(({ village, criterion, field, before: was, after: is, cause }) => [
				village,
				criterion,
				field,
				was,
				is,
				cause,
			]),
		).toEqual([
			['村a', null, 'rank', '1', '2', 'reviewed'],
			['村b', '2.2', 'points', '4', '5.5', 'appeal_upheld'],
			['村b', null, 'total', '97', '98.5', 'appeal_upheld'],
			['村b', null, 'rank', '2', '1', 'appeal_upheld'],
		]);
		expect(found[1]).toMatchObject({ before_explanation: '得 4', after_explanation: '得 5.5' });
	});
});
