// The stand-alone verifier: what it computes is what the server publishes, and no forged figure passes.
import { describe, expect, it } from 'vitest';
import { RESULT_FORMAT, publishedResult, type PublishedResult } from '#domain/contracts/public-notice.ts';
import { canonicalJson, sha256Of } from '#server/scoring/result-document/canonical.ts';
import { problemsOf } from '#server/public-notices/verifier/verify-result.mjs';

const HASH = 'a'.repeat(64);
type Figures = readonly [base: string, bonus: string, penalty: string, total: string];
const line = (criterion: string, points: string, explanation = '') => ({
	criterion,
	awarded: points,
	attainable: points,
	state: 'assessed',
	explanation,
});
type Line = ReturnType<typeof line>;
const linesOf = ([base, bonus, penalty]: Figures): [Line, Line, ...Line[]] => [
	line('1', base, '“引号”\n与换行 \u{1F33E}'),
	line('7', bonus),
	line('8', penalty === '0' ? '0' : `-${penalty}`),
];
const village = (id: string, rank: number, figures: Figures) => ({
	id,
	name: `村${id}`,
	kind: 'village' as const,
	rank,
	base_points: figures[0],
	bonus_points: figures[1],
	penalty_points: figures[2],
	total: figures[3],
	attainable: figures[3],
	lines: linesOf(figures),
	decisions: [],
	facts_sha256: HASH,
	decisions_sha256: HASH,
	appeals_sha256: HASH,
});
const criterion = (code: string, points: string, method: string) => ({
	code,
	indicator: code,
	title: code,
	wording: '',
	points,
	method,
	params: { z: '1', a: [true, null, 3] },
	waivable: false,
});
type Village = ReturnType<typeof village>;
const villages: [Village, Village, Village] = [
	village('a', 1, ['96.3', '2', '0', '98.3']),
	village('b', 2, ['96.4', '0', '0.05', '96.35']),
	village('c', 2, ['96.35', '0', '0', '96.35']),
];
const document = {
	format: RESULT_FORMAT,
	assessment: { id: 'x', title: '考核', year: 2026 },
	status: 'publicized' as const,
	publicity: { from: '2026-12-01', to: '2026-12-09' },
	rulebook: {
		code: 'A',
		version: '1',
		title: '细则',
		indicators: [],
		criteria: [
			criterion('1', '100', 'deduction'),
			criterion('7', '10', 'discretionary'),
			criterion('8', '-10', 'discretionary'),
		],
	},
	villages,
	excluded: [],
};
const published: PublishedResult = publishedResult.parse({
	format: RESULT_FORMAT,
	digest: sha256Of(document),
	notice: {
		number: 1,
		kind: 'notice',
		state: 'current',
		published_on: '2026-12-01',
		withdrawn_on: null,
		contact: null,
		others: [],
	},
	corrections: [],
	document,
});

/** As somebody would who changes a figure and its digest. */
function forged(change: (copy: typeof document) => void): unknown {
	const copy = structuredClone(document);
	change(copy);
	return { ...published, document: copy, digest: sha256Of(copy) };
}

describe('the verifier', () => {
	it('finds nothing in a true result, whatever the order of its keys', async () => {
		expect(await problemsOf(published)).toEqual([]);
		expect(await problemsOf(JSON.parse(canonicalJson(published)))).toEqual([]);
	});

	it.each([
		['a changed text', (copy: typeof document) => void (copy.assessment.title = '改')],
		['a changed figure', (copy: typeof document) => void (copy.villages[0].total = '99')],
	])('finds that the digest does not fit %s', async (_name, change) => {
		const copy = structuredClone(document);
		change(copy);
		const problems = await problemsOf({ ...published, document: copy });
		expect(problems[0]?.en).toContain('digest');
	});

	it.each([
		['total', (copy: typeof document) => void (copy.villages[0].total = '98.31')],
		['base points', (copy: typeof document) => void (copy.villages[1].lines[0].awarded = '96.5')],
		['rank', (copy: typeof document) => void (copy.villages[2].rank = 3)],
		['a line above its points', (copy: typeof document) => void (copy.villages[0].lines[1].awarded = '11')],
		['a missing line', (copy: typeof document) => void copy.villages[0].lines.pop()],
		['a line twice', (copy: typeof document) => void copy.villages[0].lines.push(copy.villages[0].lines[0])],
		['no number', (copy: typeof document) => void (copy.villages[0].total = '1e2')],
	])('finds a wrong %s though it was document anew', async (_name, change) => {
		expect((await problemsOf(forged(change))).length).toBeGreaterThan(0);
	});

	it('refuses what is no result', async () => {
		for (const wrong of [null, {}, [], 'x', { format: RESULT_FORMAT }]) expect(await problemsOf(wrong)).toHaveLength(1);
	});
});
