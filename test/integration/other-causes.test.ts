// Scores follow whatever else they depend on: names, rules, the rulebook, who takes part; and nothing of what was rolled back.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DATABASES, type Instance } from '../support/harness/index.ts';
import { at, row, rows, succeeded } from '../support/fixtures/answers.ts';
import { expectCard, expectRanks } from '../support/fixtures/expect-card.ts';
import {
	cardsOf,
	copyRulebook,
	criterion,
	insertItems,
	item,
	marksWaiting,
	newAssessment,
	type Assessment,
} from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

// Without the background drain every read shows what the marks alone make of it.
describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: { ASSESSMENT_BACKGROUND_DRAIN: 'false' } });
	const send = async (method: string, path: string, body?: unknown): Promise<unknown> =>
		succeeded(await instance().api(method, path, body)).data;

	describe('names', () => {
		const rename = {
			api: (id: string, changes: object) => send('PATCH', `/items/villages/${id}`, changes),
			'raw SQL': (id: string, changes: object) => instance().database('villages').where({ id }).update(changes),
		};

		it.each(Object.entries(rename))('a village renamed by %s', async (_how, change) => {
			const [card] = (await newAssessment(instance())).cards;
			const name = `新村名 ${randomUUID().slice(0, 8)}`;
			await change(card?.village ?? '', { name, kind: 'community' });
			const read = await send(
				'GET',
				`/items/scorecards/${card?.id}?fields=label,village_name,village_kind,assessment.title`,
			);
			expect(read).toMatchObject({
				village_name: name,
				village_kind: 'community',
				label: `${name} · ${String(at(read, 'assessment', 'title'))}`,
			});
			expect(await marksWaiting(instance())).toBe(0);
		});

		it('an assessment renamed', async () => {
			const { id, cards } = await newAssessment(instance());
			await send('PATCH', `/items/assessments/${id}`, { title: '改名后的考核' });
			const labels = rows(await send('GET', `/items/scorecards?filter[assessment][_eq]=${id}&fields=label`)).map(
				({ label }) => String(label),
			);
			expect(labels).toHaveLength(cards.length);
			expect(labels.every((label) => label.endsWith(' · 改名后的考核'))).toBe(true);
		});
	});

	it('what an earlier engine computed and somebody published stays, until it goes back to the review', async () => {
		const { id, cards } = await newAssessment(instance());
		const [card] = cards;
		const { database } = instance();
		await send('GET', `/items/scorecards/${card?.id}`);
		await database('assessments').where({ id }).update({ status: 'publicized' });
		await database('scorecards')
			.where({ id: card?.id ?? '' })
			.update({ engine_version: '0.0', total: 77 });
		await database('scorecard_lines')
			.where({ scorecard: card?.id ?? '' })
			.update({ awarded: 1 });
		const line = async (): Promise<unknown> =>
			row(
				rows(
					await send(
						'GET',
						`/items/scorecard_lines?filter[scorecard][_eq]=${card?.id}` +
							`&filter[criterion][_eq]=${criterion('2.1')}` +
							'&fields=awarded,scorecard.engine_version,scorecard.village_name',
					),
				)[0],
			);
		const before = await line();
		expect(before).toMatchObject({ awarded: 1, scorecard: { engine_version: '0.0' } });
		const name = `新村名 ${randomUUID().slice(0, 8)}`;
		await send('PATCH', `/items/villages/${card?.village}`, { name });
		expect(await line()).toEqual(before);
		await send('POST', `/assessment/assessments/${id}/transition`, { to: 'reviewing', reason: '更正' });
		expect(await line()).toMatchObject({ awarded: 0, scorecard: { village_name: name } });
		await expectCard(instance(), card?.id ?? '');
	});

	describe('the rules of a draft rulebook', () => {
		async function inDraft(): Promise<{
			assessment: Assessment;
			card: string;
			ids: ReadonlyMap<string, string>;
			rulebook: string;
		}> {
			const draft = await copyRulebook(instance());
			const assessment = await newAssessment(instance(), { rulebook: draft.id });
			const card = assessment.cards[0]?.id ?? '';
			const of = (code: string): { criterion: string } => ({ criterion: draft.criteria.get(code) ?? '' });
			await insertItems(instance(), [
				item(card, '2.1', 'mismatch', 3, of('2.1')),
				item(card, '1.1', 'office', 0, of('1.1')),
				item(card, '6.1a', 'met', 1, of('6.1a')),
			]);
			await expectCard(instance(), card);
			return { assessment, card, ids: draft.criteria, rulebook: draft.id };
		}
		const id = (ids: ReadonlyMap<string, string>, code: string): string => ids.get(code) ?? '';

		it.each([
			['PATCH one', (ids) => send('PATCH', `/items/criteria/${id(ids, '2.1')}`, { points: 12 })],
			[
				'PATCH by keys',
				(ids) => send('PATCH', '/items/criteria', { keys: [id(ids, '2.1'), id(ids, '6.1a')], data: { points: 7 } }),
			],
			[
				'PATCH an array',
				(ids) =>
					send('PATCH', '/items/criteria', [
						{ id: id(ids, '2.1'), points: 9 },
						{ id: id(ids, '6.1a'), points: 4 },
					]),
			],
			[
				'nested under the rulebook',
				(ids) =>
					send('PATCH', `/items/rulebooks/${ids.get('rulebook')}`, {
						criteria: { create: [], delete: [], update: [{ id: id(ids, '2.1'), points: 11 }] },
					}),
			],
			['raw SQL', (ids) => instance().database('criteria').where('id', id(ids, '2.1')).update({ points: 13 })],
		] satisfies [string, (ids: ReadonlyMap<string, string>) => Promise<unknown>][])(
			'points changed by %s',
			async (_how, change) => {
				const { assessment, card, ids, rulebook } = await inDraft();
				const before = at(await send('GET', `/items/scorecards/${card}`), 'total');
				await change(new Map([...ids, ['rulebook', rulebook]]));
				const read = await expectCard(instance(), card);
				expect(read['total']).not.toBe(before);
				await expectRanks(instance(), assessment.id);
			},
		);

		it('a parameter changed: the line says so', async () => {
			const { card, ids } = await inDraft();
			const params = row(at(await send('GET', `/items/criteria/${id(ids, '2.1')}?fields=params`), 'params'));
			const findings = rows(params['findings']).map((finding) => ({ ...finding, deduction: '2' }));
			await send('PATCH', `/items/criteria/${id(ids, '2.1')}`, { params: { ...params, findings } });
			const [line] = rows(
				await send(
					'GET',
					`/items/scorecard_lines?filter[scorecard][_eq]=${card}&filter[criterion][_eq]=${id(ids, '2.1')}`,
				),
			);
			expect(line).toMatchObject({ awarded: 4, attainable: 4, state: 'assessed' });
			expect(String(line?.['explanation'])).toContain('2');
		});

		it('a criterion added: every scorecard has its line', async () => {
			const { assessment, rulebook, ids } = await inDraft();
			const model = row(await send('GET', `/items/criteria/${id(ids, '6.1a')}?fields=indicator,method,params,points`));
			const added = String(
				at(
					await send('POST', '/items/criteria', { ...model, rulebook, code: '6.9', title: '新增', waivable: false }),
					'id',
				),
			);
			const lines = rows(
				await send('GET', `/items/scorecard_lines?filter[criterion][_eq]=${added}&fields=state,attainable`),
			);
			expect(lines).toEqual(assessment.cards.map(() => ({ state: 'pending', attainable: model['points'] })));
		});

		it('a rule spoilt by raw SQL: its line says so, the others stay', async () => {
			const { card, ids } = await inDraft();
			const before = Number(at(await send('GET', `/items/scorecards/${card}?fields=total`), 'total'));
			await instance()
				.database('criteria')
				.where('id', id(ids, '2.1'))
				.update({ params: JSON.stringify({ findings: 'rubbish' }) });
			const read = await send(
				'GET',
				`/items/scorecards/${card}?fields=total,lines.awarded,lines.explanation,lines.criterion`,
			);
			expect(at(read, 'total')).toBe(before - 7);
			const line = rows(at(read, 'lines')).find((one) => one['criterion'] === id(ids, '2.1'));
			expect(line?.['awarded']).toBe(0);
			expect(String(line?.['explanation'])).toContain('params.findings');
		});

		it('another rulebook for the assessment: its lines replace the old ones', async () => {
			const { id: assessment, cards } = await newAssessment(instance());
			const draft = await copyRulebook(instance());
			await instance().database('criteria').where('id', id(draft.criteria, '2.1')).update({ points: 12 });
			await send('PATCH', `/items/assessments/${assessment}`, { rulebook: draft.id });
			for (const { id: card } of cards) {
				await expectCard(instance(), card);
				const lines: { criterion: string }[] = await instance()
					.database('scorecard_lines')
					.select('criterion')
					.where({ scorecard: card });
				expect(lines.map((line) => line.criterion).sort()).toEqual([...draft.criteria.values()].sort());
			}
		});
	});

	it('a scorecard deleted by raw SQL takes its lines along, and the others move up', async () => {
		const { id, cards } = await newAssessment(instance(), { villages: 4 });
		await insertItems(
			instance(),
			cards.map(({ id: card }, index) => item(card, '2.1', 'mismatch', index)),
		);
		await expectRanks(instance(), id);
		const gone = cards[0]?.id ?? '';
		await instance().database('evidence_items').where({ scorecard: gone }).delete();
		await instance().database('scorecards').where({ id: gone }).delete();
		await expectRanks(instance(), id);
		expect(await instance().database('scorecard_lines').where({ scorecard: gone })).toEqual([]);
		expect((await cardsOf(instance(), id)).map((card) => card.id)).not.toContain(gone);
		expect(await marksWaiting(instance())).toBe(0);
	});

	describe('a batch that fails half-way changes nothing', () => {
		const nowhere = '00000000-0000-4000-8000-000000000000';
		const good = (card: string): ReturnType<typeof item>[] =>
			Array.from({ length: 30 }, () => item(card, '2.1', 'mismatch', 1));
		const bad = (card: string): object => ({ ...item(card, '2.1', 'mismatch', 1), criterion: nowhere });
		const file = (content: string, type: string): FormData => {
			const form = new FormData();
			form.append('file', new Blob([content], { type }), 'items');
			return form;
		};
		const csv = (items: readonly object[]): string =>
			[
				'scorecard,criterion,fact,value,status',
				...items.map((one) =>
					['scorecard', 'criterion', 'fact', 'value', 'status'].map((name) => String(Reflect.get(one, name))).join(','),
				),
			].join('\n');

		it.each([
			[
				'POST an array, a reference that is none',
				({ api }, card) => api('POST', '/items/evidence_items', [...good(card), bad(card)]),
			],
			[
				'POST an array, a fact that is none',
				({ api }, card) => api('POST', '/items/evidence_items', [...good(card), item(card, '2.1', 'nonsense', 1)]),
			],
			[
				'PATCH an array',
				({ api }, card, ids) =>
					api('PATCH', '/items/evidence_items', [
						{ id: ids[0], value: 5 },
						{ id: ids[1], criterion: nowhere },
					]),
			],
			[
				'CSV import',
				({ api }, card) =>
					api('POST', '/utils/import/evidence_items', file(csv([...good(card), bad(card)]), 'text/csv')),
			],
			[
				'JSON import',
				({ api }, card) =>
					api(
						'POST',
						'/utils/import/evidence_items',
						file(JSON.stringify([...good(card), item(card, '2.1', 'mismatch', -1)]), 'application/json'),
					),
			],
			[
				'nested under the scorecard',
				({ api }, card) =>
					api('PATCH', `/items/scorecards/${card}`, {
						evidence_items: { create: [...good(card), bad(card)], update: [], delete: [] },
					}),
			],
		] satisfies [string, (instance: Instance, card: string, ids: readonly string[]) => ReturnType<Instance['api']>][])(
			'%s',
			async (_how, write) => {
				const { cards } = await newAssessment(instance());
				const card = cards[0]?.id ?? '';
				const ids = await insertItems(instance(), [item(card, '2.1', 'mismatch', 1), item(card, '2.1', 'mismatch', 1)]);
				const before = await expectCard(instance(), card);
				const answer = await write(instance(), card, ids);
				expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
				expect(answer.status, answer.text).toBeLessThan(500);
				expect(await marksWaiting(instance())).toBe(0);
				expect(await instance().database('evidence_items').where({ scorecard: card })).toHaveLength(2);
				const after = await expectCard(instance(), card);
				expect(after['computed_at']).toBe(before['computed_at']);
			},
		);
	});

	it('what is recorded on a criterion of another rulebook counts nowhere', async () => {
		const { cards } = await newAssessment(instance());
		const card = cards[0]?.id ?? '';
		const draft = await copyRulebook(instance());
		await insertItems(instance(), [
			item(card, '2.1', 'mismatch', 3, { criterion: draft.criteria.get('2.1') ?? '' }),
			item(card, '2.2', 'household', 1, { criterion: criterion('2.2') }),
		]);
		await expectCard(instance(), card);
	});
});
