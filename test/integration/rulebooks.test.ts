// A version of the rulebook as a whole: copied into a draft, checked, tried on an assessment, compared, published.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#domain/roles.ts';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import {
	day,
	insertAdjustment,
	insertItems,
	item,
	newAssessment,
	RULEBOOK,
	type Assessment,
} from '../support/fixtures/fixtures.ts';
import { shaped } from '../support/fixtures/shaped.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const ITEMS = ['master_plan', 'annual_plan', 'pledge', 'implementation_plan', 'summary_report'];
const PARTS = ['code', 'points', 'title', 'title_en', 'sort'];
const INDICATOR = [...PARTS, 'examination', 'examined_by', 'parent.code'];
const CRITERION = [
	...PARTS,
	'wording',
	'method',
	'waivable',
	'params',
	'readings',
	'notes',
	'examples',
	'indicator.code',
];

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	const tokens: Record<string, string> = {};
	let assessment: Assessment;

	const as =
		(role: string) =>
		(method: string, path: string, body?: unknown): Promise<Answer> =>
			instance().api(method, path, body, { token: tokens[role] ?? null });
	const copy = async (version: string = randomUUID().slice(0, 8)): Promise<string> =>
		String(at(succeeded(await as('office')('POST', `/assessment/rulebooks/${RULEBOOK}/copy`, { version })).data, 'id'));
	const parts = async (collection: string, fields: readonly string[], rulebook: string): Promise<Row[]> =>
		rows(
			succeeded(
				await instance().api(
					'GET',
					`/items/${collection}?limit=-1&sort=sort&fields=${fields.join(',')}&filter[rulebook][_eq]=${rulebook}`,
				),
			).data,
		);
	const criterionOf = async (rulebook: string, code: string): Promise<Row> =>
		row((await parts('criteria', ['id', ...CRITERION], rulebook)).find((one) => one['code'] === code));
	const change = async (rulebook: string, code: string, edit: (criterion: Row) => Row): Promise<void> => {
		const found = await criterionOf(rulebook, code);
		succeeded(await as('office')('PATCH', `/items/criteria/${String(found['id'])}`, edit(found)));
	};
	const problems = async (rulebook: string): Promise<Row[]> =>
		rows(
			shaped(
				'GET /assessment/rulebooks/:id/problems',
				succeeded(await as('leader')('GET', `/assessment/rulebooks/${rulebook}/problems`)).data,
			),
		);
	const tried = async (rulebook: string, on = assessment.id): Promise<Row> =>
		row(
			shaped(
				'POST /assessment/rulebooks/:id/try',
				succeeded(await as('office')('POST', `/assessment/rulebooks/${rulebook}/try`, { assessment: on })).data,
			),
		);
	const compared = async (rulebook: string, other = RULEBOOK): Promise<Row[]> =>
		rows(
			shaped(
				'GET /assessment/rulebooks/:id/compare/:other',
				succeeded(await as('auditor')('GET', `/assessment/rulebooks/${rulebook}/compare/${other}`)).data,
			),
		);

	beforeAll(async () => {
		assessment = await newAssessment(instance(), { villages: 4 });
		for (const role of ['office', 'leader', 'auditor', 'clerk'] as const) {
			tokens[role] = randomUUID();
			const village = role === 'clerk' ? assessment.cards[0]?.village : null;
			succeeded(
				await instance().api('POST', '/users', {
					email: `${role}@example.com`,
					role: ROLES[role],
					token: tokens[role],
					status: 'active',
					village,
				}),
			);
		}
		const [first, second, third] = assessment.cards.map(({ id }) => id);
		const five = (card: string, missing: number): ReturnType<typeof item>[] =>
			ITEMS.map((fact, index) =>
				item(card, '1.2', fact, index < missing ? 0 : 1, index < missing ? {} : { reported_on: day(3, 1) }),
			);
		// 1.0 gives everybody 2. 1.2 at 0.4 an item missing: 1.2, 1.6 and 2; the second has a bonus. Totals 3.2, 5.6, 4 and 2.
		await insertItems(instance(), [...five(first ?? '', 2), ...five(second ?? '', 1), ...five(third ?? '', 0)]);
		await insertAdjustment(instance(), second ?? '', { occurrences: 1 });
	});

	describe('a copy', () => {
		it('is a draft with the same indicators and criteria, made in the name of whoever asked', async () => {
			const id = await copy('2');
			const fields = 'code,title,title_en,points,source,notes';
			const [made, source] = await Promise.all(
				[id, RULEBOOK].map(async (one) =>
					row(succeeded(await instance().api('GET', `/items/rulebooks/${one}?fields=${fields}`)).data),
				),
			);
			expect(made).toEqual(source);
			expect(
				row(
					succeeded(await instance().api('GET', `/items/rulebooks/${id}?fields=version,status,user_created.email`))
						.data,
				),
			).toEqual({ version: '2', status: 'draft', user_created: { email: 'office@example.com' } });
			expect(await parts('indicators', INDICATOR, id)).toEqual(await parts('indicators', INDICATOR, RULEBOOK));
			expect(await parts('criteria', CRITERION, id)).toEqual(await parts('criteria', CRITERION, RULEBOOK));
			expect(await problems(id)).toEqual([]);
			expect(await compared(id)).toEqual([]);
		});

		it('is refused without a version of its own, and nothing is left of it', async () => {
			const before = await instance().database('criteria').count({ n: '*' });
			await copy('taken');
			expect(
				expectRefusal(
					await as('office')('POST', `/assessment/rulebooks/${RULEBOOK}/copy`, { version: ' taken ' }),
					409,
					'CODE_TAKEN',
				),
			).toContain('taken');
			for (const body of [{}, { version: '' }, { version: 7 }, { version: 'x'.repeat(33) }, [], { version: null }])
				expectRefusal(
					await as('office')('POST', `/assessment/rulebooks/${RULEBOOK}/copy`, body),
					400,
					'MALFORMED_REQUEST',
				);
			const after = await instance().database('criteria').count({ n: '*' });
			expect(Number(at(after, 0, 'n'))).toBe(Number(at(before, 0, 'n')) + 31);
		});

		it('asked for twice at the same moment is made once', async () => {
			const answers = await Promise.all(
				Array.from({ length: 4 }, () =>
					as('office')('POST', `/assessment/rulebooks/${RULEBOOK}/copy`, { version: 'at once' }),
				),
			);
			expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
			for (const answer of answers.filter(({ status }) => status !== 200)) expectRefusal(answer, 409, 'CODE_TAKEN');
			expect(await instance().database('rulebooks').where({ version: 'at once' })).toHaveLength(1);
		});
	});

	it('what stands in the way of publishing is told with its place, its row and the cure; publishing is refused with the same', async () => {
		const id = await copy();
		await change(id, '1.2', () => ({ points: 2.5 }));
		const [sum] = await problems(id);
		const indicator = rows(
			succeeded(await instance().api('GET', `/items/indicators?filter[rulebook][_eq]=${id}&filter[code][_eq]=1`)).data,
		)[0];
		expect(sum).toMatchObject({
			collection: 'indicators',
			item: indicator?.['id'],
			place: { 'zh-CN': '考核指标 1 › 分值', 'en-US': 'indicator 1 › points' },
		});
		expect(at(sum, 'what', 'zh-CN')).toBe('考核指标“1”为 10 分，其下合计 10.5 分。');
		const refusal = await instance().api('PATCH', `/items/rulebooks/${id}`, { status: 'published' });
		expect(expectRefusal(refusal, 422, 'RULEBOOK_UNSOUND')).toContain('10.5');
		expect(at(refusal.body, 'errors', 0, 'extensions', 'problems', 0, 'item')).toBe(indicator?.['id']);

		await change(id, '1.2', ({ params }) => ({ points: 2, params: { ...row(params), deduction: '0.5' } }));
		const disagreeing = await problems(id);
		expect(disagreeing.length).toBeGreaterThan(0);
		for (const one of disagreeing) expect(at(one, 'place', 'zh-CN')).toMatch(/^细则 1\.2 › 算例第 \d+ 项“.+”$/);
		await change(id, '1.2', ({ examples }) => ({ examples: rows(examples).slice(0, 1) }));
		expect(await problems(id)).toEqual([]);
		succeeded(await instance().api('PATCH', `/items/rulebooks/${id}`, { status: 'published' }));
	});

	it('once published it changes no more, used or not, on no path; as a draft again it does', async () => {
		const id = await copy();
		const first = await criterionOf(id, '1.2');
		const indicator = (await parts('indicators', ['id'], id))[0]?.['id'];
		const asAdmin = instance().api;
		succeeded(await asAdmin('PATCH', `/items/rulebooks/${id}`, { status: 'published' }));
		const before = await instance().database('criteria').where({ rulebook: id }).orderBy('id');
		const other = await copy();
		const [elsewhere] = await parts('criteria', ['id', ...CRITERION], other);
		for (const refusal of [
			await asAdmin('PATCH', `/items/criteria/${String(first['id'])}`, { points: 3 }),
			await asAdmin('PATCH', '/items/criteria', [{ id: first['id'], title: '改题' }]),
			await asAdmin('PATCH', '/items/criteria', {
				query: { filter: { rulebook: { _eq: id } } },
				data: { title: '改题' },
			}),
			await asAdmin('POST', '/items/criteria', { ...first, id: randomUUID(), code: '9.9', rulebook: id, indicator }),
			await asAdmin('PATCH', `/items/criteria/${String(elsewhere?.['id'])}`, { rulebook: id }),
			await asAdmin('DELETE', `/items/criteria/${String(first['id'])}`),
			await asAdmin('PATCH', `/items/indicators/${String(indicator)}`, { points: 11 }),
			await asAdmin('PATCH', `/items/rulebooks/${id}`, { title: '改名' }),
			await asAdmin('PATCH', `/items/rulebooks/${id}`, {
				criteria: { create: [], update: [{ id: first['id'], points: 3 }], delete: [] },
			}),
			await asAdmin('PATCH', `/items/rulebooks/${id}`, { criteria: { create: [], update: [], delete: [first['id']] } }),
		]) {
			expectRefusal(refusal, 409, 'RULEBOOK_FIXED');
		}
		expectRefusal(
			await asAdmin('POST', '/graphql', {
				query: `mutation { update_criteria_item(id: "${String(first['id'])}", data: { points: 3 }) { id } }`,
			}),
			200,
			'RULEBOOK_FIXED',
		);
		expect(await instance().database('criteria').where({ rulebook: id }).orderBy('id')).toEqual(before);

		succeeded(await asAdmin('PATCH', `/items/rulebooks/${id}`, { status: 'draft' }));
		await change(id, '1.2', () => ({ points: 2.5 }));
		// What is published is what stands there once all of the request is written.
		expectRefusal(
			await asAdmin('PATCH', `/items/rulebooks/${id}`, { status: 'published', title: '改名' }),
			422,
			'RULEBOOK_UNSOUND',
		);
		await change(id, '1.2', () => ({ points: 2 }));
		succeeded(await asAdmin('PATCH', `/items/rulebooks/${id}`, { status: 'published', title: '改名' }));
	});

	it('published while somebody edits it, it is sound', async () => {
		for (let round = 0; round < 8; round += 1) {
			const id = await copy();
			const { id: criterion } = await criterionOf(id, '1.2');
			await Promise.all([
				as('office')('PATCH', `/items/criteria/${String(criterion)}`, { points: 2.5 }),
				instance().api('PATCH', `/items/rulebooks/${id}`, { status: 'published' }),
			]);
			const published = await instance().database('rulebooks').where({ id, status: 'published' }).first('id');
			expect((await problems(id)).length > 0 && published !== undefined, `round ${round}`).toBe(false);
		}
	});

	it('a rule that cannot be is refused in words that name the entry, not its path', async () => {
		const id = await copy();
		const { id: criterion, params } = await criterionOf(id, '1.2');
		const items = rows(row(params)['items']);
		const refusal = await as('office')('PATCH', `/items/criteria/${String(criterion)}`, {
			params: {
				...row(params),
				items: items.map((one, index) => (index === 2 ? { ...one, label: { 'zh-CN': ' ' } } : one)),
			},
		});
		const message = expectRefusal(refusal, 422, 'INVALID_RULE');
		expect(message).toContain('计分参数 › 检查内容第 3 项');
		expect(message).toContain('名称');
		expect(message).not.toMatch(/items|params|label/);
	});

	describe('a trial', () => {
		it('of an unchanged copy changes nothing, and writes nothing', async () => {
			const id = await copy();
			const before = await instance().database('scorecard_lines').orderBy('id');
			expect(await tried(id)).toEqual({ villages: [], unchanged: 4, lost_codes: [], ignored: [] });
			expect(await instance().database('scorecard_lines').orderBy('id')).toEqual(before);
		});

		it('tells which villages change, from what to what, and why', async () => {
			const id = await copy();
			await change(id, '1.2', ({ params }) => ({ params: { ...row(params), deduction: '0.5' } }));
			const trial = await tried(id);
			expect(
				rows(trial['villages']).map((village) =>
					[village['scorecard'], at(village, 'total', 'before'), at(village, 'total', 'after')].map(String),
				),
			).toEqual([
				[assessment.cards[1]?.id, '5.6', '5.5'],
				[assessment.cards[0]?.id, '3.2', '3'],
			]);
			expect(trial['unchanged']).toBe(2);
			const line = row(at(trial, 'villages', 1, 'lines', 0));
			expect(line).toMatchObject({ code: '1.2', awarded: { after: '1' }, attainable: { after: '1' } });
			expect(Number(at(line, 'awarded', 'before'))).toBe(1.2);
			expect(at(line, 'explanation', 'zh-CN')).toContain('每项扣0.5分');
			expect(at(line, 'explanation', 'en-US')).toContain('0.5');
		});

		it('ranks anew, a village that only others have passed included', async () => {
			const id = await copy();
			// At 2 an item missing the totals are 2, 4, 4 and 2.
			await change(id, '1.2', ({ params }) => ({ params: { ...row(params), deduction: '2' } }));
			const ranks = new Map(
				rows((await tried(id))['villages']).map((village) => [village['scorecard'], village['rank']]),
			);
			expect(ranks.get(assessment.cards[0]?.id)).toEqual({ before: 3, after: 3 });
			expect(ranks.get(assessment.cards[1]?.id)).toEqual({ before: 1, after: 1 });
			expect(ranks.get(assessment.cards[2]?.id)).toEqual({ before: 2, after: 1 });
			expect(ranks.get(assessment.cards[3]?.id)).toEqual({ before: 4, after: 3 });
		});

		it('names what would no longer count, and criteria that are gone', async () => {
			const id = await copy();
			await change(id, '1.2', ({ params }) => ({
				params: { ...row(params), items: rows(row(params)['items']).slice(1) },
			}));
			expect((await tried(id))['ignored']).toEqual([{ code: '1.2', items: 3 }]);
			const seven = await criterionOf(id, '7');
			succeeded(await as('office')('DELETE', `/items/criteria/${String(seven['id'])}`));
			const trial = await tried(id);
			expect(trial['lost_codes']).toEqual(['7']);
			expect(
				rows(
					at(
						rows(trial['villages']).find(({ scorecard }) => scorecard === assessment.cards[1]?.id),
						'lines',
					),
				),
			).toContainEqual(expect.objectContaining({ code: '7', awarded: expect.objectContaining({ after: null }) }));
		});
	});

	it('a comparison lists what was changed, added and removed, in words', async () => {
		const id = await copy();
		await change(id, '1.2', ({ params }) => ({
			points: 3,
			params: {
				...row(params),
				deduction: '0.5',
				items: [
					...rows(row(params)['items']).slice(1),
					{ key: 'item_new', label: { 'zh-CN': '民情日记', 'en-US': 'Diary' }, reported: false },
				],
			},
		}));
		await change(id, '2.3', ({ params, readings }) => ({
			params: { ...row(params), count: 'once' },
			readings: rows(readings),
		}));
		await change(id, '6.2b', ({ params }) => ({ params: { ...row(params), between: 'none' } }));
		succeeded(await as('office')('DELETE', `/items/criteria/${String((await criterionOf(id, '6.3'))['id'])}`));
		const said = (await compared(id)).map(({ code, change: kind, what, before, after }) => [
			code,
			kind,
			at(what, 'zh-CN'),
			at(before, 'zh-CN') ?? null,
			at(after, 'zh-CN') ?? null,
		]);
		expect(said).toEqual([
			['1.2', 'changed', '分值', '2', '3'],
			['1.2', 'changed', '每少一项扣分', '0.4', '0.5'],
			['1.2', 'added', '检查内容“民情日记”', null, '民情日记，须上报街道办事处才算 否'],
			['1.2', 'removed', '检查内容“精准扶贫总体规划”', '精准扶贫总体规划，须上报街道办事处才算 是', null],
			['2.3', 'changed', '同类问题', '逐个计扣', '每类最多扣一次'],
			['6.2b', 'changed', '下限与目标之间', '按完成比例计分', '不得分'],
			['6.3', 'removed', '评分细则', expect.stringContaining('，2分'), null],
		]);
		expect((await compared(RULEBOOK, id)).map(({ code, change: kind }) => [code, kind])).toContainEqual([
			'6.3',
			'added',
		]);
	});

	it('no assessment begins with a draft, whoever creates it', async () => {
		const begun = (rulebook: string): Promise<Answer> =>
			instance().api('POST', '/items/assessments', { title: '新一年考核', year: 2031, rulebook, status: 'collecting' });
		expect(expectRefusal(await begun(await copy()), 409, 'TRANSITION_REFUSED')).toContain('尚未发布');
		succeeded(await begun(RULEBOOK));
	});

	it('belongs to the office; leaders and auditors read; ids that are none are told from rulebooks that are not there', async () => {
		const id = await copy();
		for (const role of ['leader', 'auditor', 'clerk']) {
			expectRefusal(await as(role)('POST', `/assessment/rulebooks/${id}/copy`, { version: 'x' }), 403, 'NOT_ALLOWED');
			expectRefusal(
				await as(role)('POST', `/assessment/rulebooks/${id}/try`, { assessment: assessment.id }),
				403,
				'NOT_ALLOWED',
			);
		}
		expectRefusal(await as('clerk')('GET', `/assessment/rulebooks/${id}/problems`), 403, 'NOT_ALLOWED');
		expectRefusal(await as('clerk')('GET', `/assessment/rulebooks/${id}/compare/${RULEBOOK}`), 403, 'NOT_ALLOWED');
		expect((await as('nobody')('GET', `/assessment/rulebooks/${id}/problems`)).status).toBe(403);
		for (const unknown of ['x', randomUUID()]) {
			expectRefusal(
				await as('office')('POST', `/assessment/rulebooks/${unknown}/copy`, { version: 'x' }),
				404,
				'RULEBOOK_NOT_FOUND',
			);
			expectRefusal(
				await as('office')('POST', `/assessment/rulebooks/${unknown}/try`, { assessment: assessment.id }),
				404,
				'RULEBOOK_NOT_FOUND',
			);
			expectRefusal(await as('office')('GET', `/assessment/rulebooks/${unknown}/problems`), 404, 'RULEBOOK_NOT_FOUND');
			expectRefusal(
				await as('office')('GET', `/assessment/rulebooks/${id}/compare/${unknown}`),
				404,
				'RULEBOOK_NOT_FOUND',
			);
		}
		expectRefusal(await as('office')('POST', `/assessment/rulebooks/${id}/try`, {}), 400, 'MALFORMED_REQUEST');
		expectRefusal(
			await as('office')('POST', `/assessment/rulebooks/${id}/try`, { assessment: randomUUID() }),
			404,
			'ASSESSMENT_NOT_FOUND',
		);
		expect((await as('office')('PATCH', `/items/rulebooks/${id}`, { status: 'published' })).status).toBe(403);
	});
});
