// Ranks: by total, ties sharing one (1, 2, 2, 4), after every move the same as ranking anew.
import { describe, expect, it } from 'vitest';
import { DATABASES } from '../support/harness/index.ts';
import { rows, succeeded } from '../support/fixtures/answers.ts';
import { expectRanks } from '../support/fixtures/expect-card.ts';
import { insertAdjustment, insertItems, item, newAssessment } from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

/** Numbers that look like chance and are the same in every run (mulberry32). */
function chance(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
	};
}

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: { ASSESSMENT_BACKGROUND_DRAIN: 'false' } });

	it('ties share a rank: 1, 2, 2, 4', async () => {
		const { id, cards } = await newAssessment(instance(), { villages: 4 });
		await insertItems(
			instance(),
			cards.map((card, index) => item(card.id, '2.1', 'mismatch', [0, 2, 2, 5][index] ?? 0)),
		);
		const read = rows(
			succeeded(await instance().api('GET', `/items/scorecards?filter[assessment][_eq]=${id}&fields=rank&sort=rank`))
				.data,
		);
		expect(read.map(({ rank }) => rank)).toEqual([1, 2, 2, 4]);
		await expectRanks(instance(), id);
	});

	it('one after another, up and down and into ties', async () => {
		const { id, cards } = await newAssessment(instance(), { villages: 6 });
		const next = chance(20251123);
		for (let step = 0; step < 60; step += 1) {
			const card = cards[next(cards.length)]?.id ?? '';
			if (next(4) === 0) await insertAdjustment(instance(), card, { code: next(2) === 0 ? '7' : '8' });
			else if (next(3) === 0) await instance().database('evidence_items').where({ scorecard: card }).delete();
			else
				await insertItems(instance(), [
					item(card, '2.1', 'mismatch', next(4)),
					item(card, '2.4', 'absence', next(3)),
					item(card, '2.4', 'late_report', 0),
				]);
			await expectRanks(instance(), id);
		}
	});

	it('several at once', async () => {
		const { id, cards } = await newAssessment(instance(), { villages: 8 });
		const next = chance(7);
		for (let step = 0; step < 15; step += 1) {
			const moved = cards.filter(() => next(2) === 0);
			const items = moved
				.map((card) => item(card.id, next(2) === 0 ? '6.3' : '3.4.1', 'below_line', next(5)))
				.map((one) => (one.criterion === item('', '3.4.1', '', 0).criterion ? { ...one, fact: 'missed' } : one));
			if (items.length > 0) succeeded(await instance().api('POST', '/items/evidence_items', items));
			await expectRanks(instance(), id);
		}
	});

	it('two assessments do not touch each other', async () => {
		const one = await newAssessment(instance(), { villages: 3 });
		const two = await newAssessment(instance(), { villages: 3 });
		await insertItems(instance(), [
			item(one.cards[0]?.id ?? '', '2.1', 'mismatch', 1),
			item(two.cards[1]?.id ?? '', '2.1', 'mismatch', 3),
		]);
		await expectRanks(instance(), one.id);
		await expectRanks(instance(), two.id);
	});
});
