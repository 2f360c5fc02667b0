// What is not a fact of its criterion, or not a value that the fact can have, is refused in words, never by a crash.
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, succeeded, type Row } from '../support/fixtures/answers.ts';
import { expectCard } from '../support/fixtures/expect-card.ts';
import {
	copyRulebook,
	criterion,
	insertItems,
	item,
	marksWaiting,
	newAssessment,
} from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const THIRTY_DIGITS = '123456789012345678901234567890';
const HOSTILE: readonly [string, string, unknown][] = [
	...[
		'abc',
		'1e308',
		'NaN',
		'Infinity',
		'-Infinity',
		'',
		' ',
		'0x10',
		'1,000',
		'1例',
		'1.5.2',
		'--1',
		'1e-7',
		THIRTY_DIGITS,
		`0.${THIRTY_DIGITS}`,
		"1'; drop table villages; --",
	].map((value): [string, string, unknown] => ['2.1', 'mismatch', value]),
	...[null, 1e308, -1e308, 1e29, 1e10, -1, 1.5, 0.1, true, false, [], [1], {}, { a: 1 }].map(
		(value): [string, string, unknown] => ['2.1', 'mismatch', value],
	),
	...[2, -1, 0.5, '是'].map((value): [string, string, unknown] => ['1.1', 'office', value]),
	...[2, '0.5'].map((value): [string, string, unknown] => ['6.1a', 'met', value]),
	...[100.01, -0.01, '50.1234567', '50%'].map((value): [string, string, unknown] => ['3.2.2', 'actual', value]),
	...[-1, 1.5].map((value): [string, string, unknown] => ['3.4.3', 'actual', value]),
	...[-0.01, 1e10].map((value): [string, string, unknown] => ['3.3.1', 'target', value]),
	...[1e10, -1e10].map((value): [string, string, unknown] => ['6.1b', 'actual', value]),
];

const WRONG_FACTS: readonly [string, string][] = [
	['2.1', 'household'],
	['2.1', 'Mismatch'],
	['2.1', ''],
	['2.1', 'constructor'],
	['2.1', '__proto__'],
	['1.1', 'met'],
	['6.2a', 'target'],
	['2.1', 'waiver'],
	['7', 'innovation'],
	['1.0', 'met'],
];

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: { ASSESSMENT_BACKGROUND_DRAIN: 'false' } });
	let card = '';
	let known = '';

	beforeAll(async () => {
		card = (await newAssessment(instance(), { villages: 1 })).cards[0]?.id ?? '';
		known = (await insertItems(instance(), [item(card, '2.1', 'mismatch', 1)]))[0] ?? '';
	});

	const post = (body: unknown): Promise<Answer> => instance().api('POST', '/items/evidence_items', body);
	const items = (): Promise<unknown> => instance().database('evidence_items').orderBy('id');
	const importCsv = (lines: readonly string[]): Promise<Answer> => {
		const form = new FormData();
		form.append('file', new Blob([lines.join('\n')], { type: 'text/csv' }), 'items.csv');
		return instance().api('POST', '/utils/import/evidence_items', form);
	};

	describe('values', () => {
		it.each(HOSTILE)('%s %s = %j', async (code, fact, value) => {
			const before = await items();
			const body = { ...item(card, code, fact, null), value };
			const message = expectRefusal(await post(body), 422, 'INVALID_FACT');
			expect(message).toContain(code);
			expectRefusal(await post([item(card, '2.1', 'mismatch', 0), body]), 422, 'INVALID_FACT');
			expectRefusal(
				await instance().api('PATCH', `/items/scorecards/${card}`, {
					evidence_items: { create: [body], update: [], delete: [] },
				}),
				422,
				'INVALID_FACT',
			);
			expect(await items()).toEqual(before);
			await expectCard(instance(), card);
		});

		it.each(['abc', '1e308', 'NaN', '-1', '1.5', THIRTY_DIGITS])('a PATCH to %s', async (value) => {
			for (const given of [value, Number(value)].filter((one) => typeof one === 'string' || Number.isFinite(one))) {
				expectRefusal(
					await instance().api('PATCH', `/items/evidence_items/${known}`, { value: given }),
					422,
					'INVALID_FACT',
				);
				expectRefusal(
					await instance().api('PATCH', '/items/evidence_items', { keys: [known], data: { value: given } }),
					422,
					'INVALID_FACT',
				);
				expectRefusal(
					await instance().api('PATCH', '/items/evidence_items', [{ id: known, value: given }]),
					422,
					'INVALID_FACT',
				);
			}
			await expectCard(instance(), card);
		});

		it.each(['abc', '1e308', '-1', '1.5', THIRTY_DIGITS])('a CSV with %s', async (value) => {
			const before = await items();
			const answer = await importCsv([
				'scorecard,criterion,fact,value,status',
				`${card},${criterion('2.1')},mismatch,1,verified`,
				`${card},${criterion('2.1')},mismatch,${value},verified`,
			]);
			expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
			expect(answer.status, answer.text).toBeLessThan(500);
			expect(answer.text).toMatch(/[\u4e00-\u9fff]/);
			expect(await items()).toEqual(before);
		});

		it('numbers that JSON does not have', async () => {
			for (const value of ['NaN', 'Infinity', '-Infinity', '1e999', '01']) {
				const answer = await post(
					`{"scorecard":"${card}","criterion":"${criterion('2.1')}","fact":"mismatch","status":"verified","value":${value}}`,
				);
				expect(answer.status, `${value}: ${answer.text}`).toBeGreaterThanOrEqual(400);
				expect(answer.status, `${value}: ${answer.text}`).toBeLessThan(500);
			}
		});

		it('minus zero is zero', async () => {
			const own = (await newAssessment(instance(), { villages: 1 })).cards[0]?.id ?? '';
			for (const value of ['-0', '"-0"', '"-0.0"', '0.0']) {
				const answer = succeeded(
					await post(
						`{"scorecard":"${own}","criterion":"${criterion('2.1')}","fact":"mismatch","status":"verified","value":${value}}`,
					),
				);
				expect(Object.is(row(answer.data)['value'], 0), answer.text).toBe(true);
			}
			const read = await expectCard(instance(), own);
			expect(read['total']).toBe(12);
		});

		it('a draft may be without a value, but not verified without one', async () => {
			const draft = row(succeeded(await post({ ...item(card, '2.1', 'mismatch', null), status: 'draft' })).data);
			expect(draft['value']).toBeNull();
			expectRefusal(
				await instance().api('PATCH', `/items/evidence_items/${String(draft['id'])}`, { status: 'verified' }),
				422,
				'INVALID_FACT',
			);
			expectRefusal(
				await instance().api('PATCH', `/items/evidence_items/${String(draft['id'])}`, { status: 'submitted' }),
				422,
				'INVALID_FACT',
			);
		});

		it('rubbish that raw SQL has written is left out of the score and named in the line', async () => {
			const own = (await newAssessment(instance(), { villages: 1 })).cards[0]?.id ?? '';
			await insertItems(instance(), [
				item(own, '2.1', 'mismatch', 2),
				item(own, '2.1', 'nonsense', 1),
				item(own, '2.1', 'mismatch', -3),
				item(own, '2.1', 'mismatch', 0.5),
				item(own, '2.1', 'mismatch', null),
			]);
			const read = row(
				succeeded(
					await instance().api(
						'GET',
						`/items/scorecards/${own}?fields=total,lines.awarded,lines.criterion,lines.reasons,lines.evidence_count&deep[lines][_limit]=-1`,
					),
				).data,
			);
			const line = (at(read, 'lines') as Row[]).find((one) => one['criterion'] === criterion('2.1'));
			expect({ awarded: line?.['awarded'], count: line?.['evidence_count'] }).toEqual({ awarded: 8, count: 5 });
			expect((line?.['reasons'] as Row[]).filter(({ code }) => code === 'ignored')).toHaveLength(4);
			expect(read['total']).toBe(10);
			expect(await marksWaiting(instance())).toBe(0);
		});
	});

	describe('facts', () => {
		it.each(WRONG_FACTS)('%s takes no “%s”', async (code, fact) => {
			const before = await items();
			const answer = await post(item(card, code, fact, 1));
			if (fact === '') {
				expect(answer.status).toBeGreaterThanOrEqual(400);
				expect(answer.status).toBeLessThan(500);
			} else expectRefusal(answer, 422, 'INVALID_FACT');
			expect(await items()).toEqual(before);
		});

		it('the message names the facts that there are', async () => {
			const message = expectRefusal(await post(item(card, '2.2', 'mismatch', 1)), 422, 'INVALID_FACT');
			expect(message).toContain('household');
			expect(message).toContain('wall_map');
		});

		it('a fact may be called by its name', async () => {
			const named = row(succeeded(await post(item(card, '1.1', '专门的办公场地', 1))).data);
			expect(named['fact']).toBe('office');
			expectRefusal(await post(item(card, '1.1', '专门办公', 1)), 422, 'INVALID_FACT');
		});

		it('an item moved to a criterion that does not take its fact', async () => {
			expectRefusal(
				await instance().api('PATCH', `/items/evidence_items/${known}`, { criterion: criterion('2.2') }),
				422,
				'INVALID_FACT',
			);
			expectRefusal(
				await instance().api('PATCH', `/items/evidence_items/${known}`, { fact: 'household' }),
				422,
				'INVALID_FACT',
			);
		});

		it.each([
			['no criterion', { criterion: undefined }],
			['criterion null', { criterion: null }],
			['a criterion that is none', { criterion: '00000000-0000-4000-8000-000000000000' }],
			['a criterion that is no id', { criterion: 'abc' }],
			['a criterion that is a list', { criterion: ['x'] }],
			['no scorecard', { scorecard: undefined }],
			['a scorecard that is none', { scorecard: '00000000-0000-4000-8000-000000000000' }],
			['a scorecard that is no id', { scorecard: 7 }],
			['no fact', { fact: undefined }],
			['a fact that is a number', { fact: 7 }],
			['a fact that is an object', { fact: { a: 1 } }],
			['a day that is none', { observed_on: '2025-02-31x' }],
		])('%s', async (_what, change) => {
			const before = await items();
			const answer = await post({ ...item(card, '2.1', 'mismatch', 1), ...change });
			expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
			expect(answer.status, answer.text).toBeLessThan(500);
			expect(await items()).toEqual(before);
		});
	});

	describe('per cents from two counts', () => {
		it('are computed, and both counts are kept', async () => {
			const made = row(
				succeeded(
					await post({ ...item(card, '6.2a', 'actual', null), value: undefined, numerator: 241, denominator: 250 }),
				).data,
			);
			expect({ value: made['value'], numerator: made['numerator'], denominator: made['denominator'] }).toEqual({
				value: 96.4,
				numerator: 241,
				denominator: 250,
			});
			await expectCard(instance(), card);
			const changed = row(
				succeeded(await instance().api('PATCH', `/items/evidence_items/${String(made['id'])}`, { numerator: 250 }))
					.data,
			);
			expect(changed['value']).toBe(100);
			await expectCard(instance(), card);
		});

		it.each([
			[1, 0],
			[-1, 10],
			[1, -10],
			['abc', 10],
			[1, null],
			[null, 10],
			[1e308, 1],
			['1e308', '1e308'],
			[1, {}],
		])('%j of %j', async (numerator, denominator) => {
			const before = await items();
			const answer = await post({ ...item(card, '6.2a', 'actual', null), numerator, denominator });
			expect(answer.status, answer.text).toBe(422);
			expect(answer.text).toMatch(/INVALID_PERCENT|INVALID_FACT/);
			expect(answer.errors[0]?.message).toMatch(/[\u4e00-\u9fff]/);
			expect(await items()).toEqual(before);
		});

		it('more than asked is more than 100 %', async () => {
			expectRefusal(
				await post({ ...item(card, '6.2a', 'actual', null), numerator: 251, denominator: 250 }),
				422,
				'INVALID_FACT',
			);
		});
	});

	describe('a rule that cannot be scored with', () => {
		const BAD: readonly [string, (sound: Row) => Row, string][] = [
			[
				'no deduction',
				({ params }) => ({
					params: {
						...row(params),
						findings: [{ key: 'mismatch', label: { 'zh-CN': '不一致' }, unit: { 'zh-CN': '例' } }],
					},
				}),
				'params.findings[0].deduction',
			],
			[
				'a deduction that is text',
				({ params }) => ({
					params: {
						...row(params),
						findings: [{ key: 'mismatch', label: { 'zh-CN': '不一致' }, unit: { 'zh-CN': '例' }, deduction: 'eins' }],
					},
				}),
				'params.findings[0].deduction',
			],
			['an unknown parameter', ({ params }) => ({ params: { ...row(params), surplus: 1 } }), 'params'],
			[
				'two findings of one key',
				({ params }) => ({
					params: { ...row(params), findings: [at(params, 'findings', 0), at(params, 'findings', 0)] },
				}),
				'params.findings',
			],
			['an unknown method', () => ({ method: 'guess' }), 'method'],
			['points that are text', () => ({ points: 'ten' }), 'points'],
			['points with three decimals', () => ({ points: 1.005 }), 'points'],
			['points without end', () => ({ points: 1e308 }), 'points'],
			['parameters that are a list', () => ({ params: [] }), 'params'],
			['parameters that are null', () => ({ params: null }), 'params'],
		];

		it.each(BAD)('%s', async (_what, spoil, path) => {
			const draft = await copyRulebook(instance());
			const id = draft.criteria.get('2.1') ?? '';
			const sound = row(
				succeeded(
					await instance().api(
						'GET',
						`/items/criteria/${id}?fields=rulebook,indicator,title,points,method,params,waivable,readings`,
					),
				).data,
			);
			const before = await instance().database('criteria').orderBy('id');
			const refusals = [
				await instance().api('PATCH', `/items/criteria/${id}`, spoil(sound)),
				await instance().api('PATCH', '/items/criteria', [{ id, ...spoil(sound) }]),
				await instance().api('POST', '/items/criteria', { ...sound, ...spoil(sound), code: '2.9' }),
				await instance().api('PATCH', `/items/rulebooks/${draft.id}`, {
					criteria: { create: [{ ...sound, ...spoil(sound), code: '2.9' }], update: [], delete: [] },
				}),
			];
			for (const refusal of refusals) {
				expectRefusal(refusal, 422, 'INVALID_RULE');
				expect(at(refusal.body, 'errors', 0, 'extensions', 'path')).toContain(path);
			}
			expect(await instance().database('criteria').orderBy('id')).toEqual(before);
		});
	});
});
