// What the preview says is what happens: for every criterion and facts by chance, saved and read again, on both databases.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#domain/roles.ts';
import { factsOf, type FactSpec } from '#engine';
import { DATABASES, type Answer, type CallOptions } from '../support/harness/index.ts';
import { seeded, type Random } from '../support/random.ts';
import { official } from '../support/rulebooks/load.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { criterion, day, item, marksWaiting, newAssessment, YEAR, type Card } from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const CHANCE = seeded(20_261_125);
const UNKNOWN = '00000000-0000-4000-8000-00000000dead';
const CRITERIA = official.rulebook.criteria.filter((rule) => factsOf(rule).length > 0);

/** A value that the fact can have. */
function valueOf({ kind, max, integer }: FactSpec, { below }: Random): number {
	if (['presence', 'yes_no', 'no_plan', 'waiver'].includes(kind)) return below(2);
	if (kind === 'cases') return below(5);
	return integer ? below(Number(max ?? 20)) : below(Number(max ?? 100) * 10) / 10;
}

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let home: Card;
	let away: Card;
	let clerk = '';
	let office = '';
	let assessment = '';

	beforeAll(async () => {
		const made = await newAssessment(instance(), { villages: 2 });
		const [first, second] = made.cards;
		if (first === undefined || second === undefined) throw new Error('The assessment has no two villages.');
		[home, away, assessment] = [first, second, made.id];
		clerk = randomUUID();
		succeeded(
			await instance().api('POST', '/users', {
				email: `${clerk}@example.com`,
				role: ROLES.clerk,
				village: home.village,
				status: 'active',
				token: clerk,
			}),
		);
		office = randomUUID();
		succeeded(
			await instance().api('POST', '/users', {
				email: `${office}@example.com`,
				role: ROLES.office,
				status: 'active',
				token: office,
			}),
		);
		succeeded(await instance().api('POST', `/assessment/assessments/${assessment}/transition`, { to: 'collecting' }));
	});

	const preview = (body: unknown, token?: string): Promise<Answer> =>
		instance().api('POST', '/assessment/evidence/preview', body, token === undefined ? {} : { token });
	const previewed = async (body: unknown): Promise<Row> => row(succeeded(await preview(body)).data);
	const save = async (body: Row, options: CallOptions = {}): Promise<string> =>
		String(at(succeeded(await instance().api('POST', '/items/evidence_items?fields=id', body, options)).data, 'id'));
	const write = async ({ id, ...body }: Row): Promise<unknown> =>
		id === undefined
			? save(body)
			: succeeded(await instance().api('PATCH', `/items/evidence_items/${String(id)}`, body));
	/** What is written so that an item counts: the item, or the verification of a waiver that somebody else has submitted. */
	const countedBy = async (kind: FactSpec['kind'], body: Row): Promise<Row> =>
		kind === 'waiver'
			? { id: await save({ ...body, status: 'submitted' }, { token: office }), status: 'verified' }
			: body;
	const stored = async (card: string, code: string): Promise<Row> => {
		const [line] = rows(
			succeeded(
				await instance().api(
					'GET',
					`/items/scorecard_lines?filter[scorecard][_eq]=${card}` +
						`&filter[criterion][_eq]=${criterion(code)}` +
						'&fields=awarded,attainable,state,explanation,scorecard.total,scorecard.attainable',
				),
			).data,
		);
		return row(line);
	};
	/** The line and the totals after, as the preview and as the scorecard say. */
	const outcomeOf = ({ line, total, attainable_total, explanation }: Row): Row => ({
		...row(at(line, 'after')),
		total: at(total, 'after'),
		possible: at(attainable_total, 'after'),
		words: at(explanation, 'after', 'zh-CN'),
	});
	const happened = ({ awarded, attainable, state, explanation, scorecard }: Row): Row => ({
		awarded,
		attainable,
		state,
		total: at(scorecard, 'total'),
		possible: at(scorecard, 'attainable'),
		words: explanation,
	});

	it('what it says of a new item happens, for every criterion', async () => {
		for (const rule of CRITERIA) {
			for (let round = 0; round < 3; round += 1) {
				const spec = CHANCE.pick(factsOf(rule));
				const said = item(home.id, rule.code, spec.key, valueOf(spec, CHANCE), {
					observed_on: day(1 + CHANCE.below(9), 1 + CHANCE.below(27)),
					note: '测试',
					...(CHANCE.below(2) === 0 ? {} : { reported_on: day(10, 1) }),
				});
				const body = await countedBy(spec.kind, said);
				const before = happened(await stored(home.id, rule.code));
				const answer = await previewed(body);
				expect(answer['problems'], rule.code).toEqual([]);
				expect({ ...row(at(answer, 'line', 'before')), total: at(answer, 'total', 'before') }, rule.code).toEqual({
					awarded: before['awarded'],
					attainable: before['attainable'],
					state: before['state'],
					total: before['total'],
				});
				await write(body);
				const after = happened(await stored(home.id, rule.code));
				expect(outcomeOf(answer), `${rule.code} ${spec.key}=${String(said.value)}`).toEqual(after);
				expect(answer['effect']).toBeCloseTo(Number(after['attainable']) - Number(before['attainable']), 6);
			}
		}
	});

	it('what it says of a change and of a return happens too', async () => {
		const id = await save(item(away.id, '2.2', 'household', 3));
		await save(item(away.id, '2.2', 'wall_map', 0));
		const draft = await save(item(away.id, '2.2', 'household', 1, { status: 'draft' }));
		const change = { id: draft, value: 2, status: 'verified' };
		const changed = await previewed(change);
		expect(changed['effect']).toBe(-1);
		expect(at(changed, 'message', 'zh-CN')).toBe('计入后扣 1 分，本项得分 5.5 / 8 分');
		succeeded(await instance().api('PATCH', `/items/evidence_items/${draft}`, { value: 2, status: 'verified' }));
		expect(outcomeOf(changed)).toEqual(happened(await stored(away.id, '2.2')));

		const returned = await previewed({ id, remove: true });
		expect(at(returned, 'message', 'zh-CN')).toContain('不再计入后');
		succeeded(
			await instance().api('PATCH', `/items/evidence_items/${id}`, { status: 'returned', return_reason: '测试' }),
		);
		expect(outcomeOf(returned)).toEqual(happened(await stored(away.id, '2.2')));
	});

	it('says in words what happens', async () => {
		const say = async (code: string, fact: string, value: number | null): Promise<unknown> =>
			at(await previewed(item(away.id, code, fact, value)), 'message', 'zh-CN');
		expect(await say('2.4', 'absence', 5)).toBe('计入后本项得分区间由 0～5 变为 0～4');
		expect(await say('2.1', 'mismatch', 0)).toBe('计入后不扣分，本项得分 10 / 10 分');
		expect(await say('2.1', 'mismatch', 1)).toBe('计入后扣 1 分，本项得分 9 / 10 分');
		await save(item(away.id, '2.1', 'mismatch', 30));
		expect(await say('2.1', 'mismatch', 1)).toBe('计入后得分不变，本项仍为 0 / 10 分');
		expect(at(await previewed(item(away.id, '2.4', 'absence', null, { status: 'draft' })), 'message')).toBeNull();
	});

	it('names what contradicts it, which of the two counts, and why', async () => {
		const known = await save(item(away.id, '1.1', 'office', 0, { observed_on: day(5, 3) }));
		const other = async (observed_on: string, value: number): Promise<Row | undefined> =>
			rows((await previewed(item(away.id, '1.1', 'office', value, { observed_on })))['contradicts'])[0];
		expect(await other(day(6, 1), 1)).toMatchObject({
			id: known,
			observed_on: day(5, 3),
			status: 'verified',
			value_text: { 'zh-CN': '无', 'en-US': 'missing' },
			message: { 'zh-CN': '与 5 月 3 日的材料不一致：该材料为“无”。以最后一次核查为准，按本条材料计分。' },
		});
		expect(at(await other(day(4, 1), 1), 'message', 'zh-CN')).toContain('按该材料计分');
		expect(at(await other(day(5, 3), 1), 'message', 'zh-CN')).toContain('同一天有多条的从严，按该材料计分');
		expect(await other(day(6, 1), 0)).toBeUndefined();
	});

	it('finds the same case, and lists all that saving would be refused for', async () => {
		const first = await save(item(away.id, '3.5.1', 'mismatch', 1, { case_ref: '张某户' }));
		const twice = {
			...item(away.id, '3.5.1', 'mismatch', 1, { case_ref: '张某户' }),
			observed_on: `${YEAR - 1}-05-01`,
		};
		const answer = await previewed(twice);
		expect(rows(answer['duplicates']).map(({ id }) => id)).toEqual([first]);
		expect(rows(answer['problems']).map(({ code, field }) => `${String(code)} ${String(field)}`)).toEqual([
			'OUTSIDE_THE_YEAR observed_on',
			'CASE_TWICE case_ref',
		]);
		expect(at(answer, 'line', 'after')).toBeNull();
		const refused = await instance().api('POST', '/items/evidence_items', twice);
		expect(refused.errors[0]?.message).toBe(at(answer, 'problems', 0, 'text', 'zh-CN'));
	});

	it('tells of cases without a name that were found on the same day, as they add up', async () => {
		const found = { ...item(away.id, '5.2', 'unpublished', 1), observed_on: day(6, 3) };
		const alike = async (body: Row): Promise<unknown[]> =>
			rows((await previewed(body))['duplicates']).map(({ id }) => id);
		expect(await alike(found)).toEqual([]);
		const first = await save(found);
		expect(await alike(found)).toEqual([first]);
		expect(at(await previewed(found), 'duplicates', 0, 'message', 'zh-CN')).toMatch(
			/^同一天已登记“.+”（已核实），两条的数量相加。/,
		);
		expect(await alike({ ...found, id: first })).toEqual([]);
		expect(await alike({ ...found, observed_on: day(6, 4) })).toEqual([]);
		expect(await alike({ ...found, value: 0 })).toEqual([]);
		expect(await alike({ ...found, case_ref: '东组水渠' })).toEqual([]);
	});

	it.each([
		['2.1', 'mismatch', 1.5, 'INVALID_FACT', 'value'],
		['2.1', 'mismatch', 'abc', 'INVALID_FACT', 'value'],
		['2.1', 'office', 1, 'INVALID_FACT', 'fact'],
		['7', 'innovation', 1, 'INVALID_FACT', 'fact'],
		['1.0', 'met', 1, 'INVALID_FACT', 'fact'],
	])('%s %s = %s is a problem, in the words of the refusal', async (code, fact, value, problem, field) => {
		const body = item(away.id, code, fact, value);
		const answer = await previewed(body);
		expect(at(answer, 'line', 'after')).toBeNull();
		expect(rows(answer['problems'])).toMatchObject([{ code: problem, field }]);
		expect((await instance().api('POST', '/items/evidence_items', body)).errors[0]?.message).toBe(
			at(answer, 'problems', 0, 'text', 'zh-CN'),
		);
	});

	it('warns of an unusual examination, of what was not reported, and where all is waived', async () => {
		const warned = async (body: unknown): Promise<unknown[]> =>
			rows((await previewed(body))['warnings']).map(({ code }) => code);
		expect(await warned(item(away.id, '2.1', 'mismatch', 1, { examination: 'phone_sampling' }))).toEqual([
			'examination',
		]);
		expect(await warned(item(away.id, '2.1', 'mismatch', 1, { examination: 'household_visit' }))).toEqual([]);
		expect(await warned(item(away.id, '1.2', 'pledge', 1))).toEqual(['not_reported']);
		expect(await warned(item(away.id, '1.2', 'pledge', 1, { reported_on: day(3, 2) }))).toEqual([]);
	});

	it('asks what may be meant otherwise, and tells what several cases would do', async () => {
		const asked = async (body: Row): Promise<unknown> =>
			rows((await previewed(body))['warnings']).find(({ field }) => field === 'value' || field === 'case_ref');
		expect(await asked(item(away.id, '6.2a', 'actual', 0.964))).toMatchObject({
			code: 'share_for_percent',
			instead: [{ value: '96.4', cases: [] }],
		});
		expect(await asked({ ...item(away.id, '6.2a', 'actual', null), value: ' ０.964' })).toMatchObject({
			code: 'share_for_percent',
		});
		expect(await asked(item(away.id, '6.2a', 'actual', 96.4))).toBeUndefined();
		expect(await asked(item(away.id, '2.1', 'mismatch', 1, { case_ref: '张三、李四' }))).toMatchObject({
			code: 'several_cases',
			instead: [{ cases: ['张三', '李四'] }],
		});
		expect(await asked(item(away.id, '2.1', 'mismatch', 1, { case_ref: '张三等3户' }))).toMatchObject({
			code: 'several_cases',
			instead: [{ value: '3', cases: [] }],
		});
		expect(await asked(item(away.id, '2.1', 'mismatch', 1, { case_ref: '张三' }))).toBeUndefined();
		const effect = async (more: Row): Promise<number> =>
			Number((await previewed({ ...item(away.id, '3.1.2', 'household', 1), ...more }))['effect']);
		const [one, two] = [
			await effect({ case_ref: '王一' }),
			await effect({ case_ref: '王一', cases: ['王一', '王二'] }),
		];
		expect(one).toBeLessThan(0);
		expect(two).toBeCloseTo(2 * one, 6);
		await save(item(away.id, '3.1.2', 'household', 1, { case_ref: '王二' }));
		expect(
			rows((await previewed({ ...item(away.id, '3.1.2', 'household', 1), cases: ['王一', '王二'] }))['problems']),
		).toMatchObject([{ code: 'CASE_TWICE' }]);
		expect((await preview({ ...item(away.id, '3.1.2', 'household', 1), cases: '王一' })).status).toBe(400);
	});

	it('writes nothing', async () => {
		const state = async (): Promise<unknown> => [
			await instance().database('evidence_items').orderBy('id'),
			await instance().database('scorecard_lines').orderBy('id').select('id', 'awarded', 'attainable', 'reasons'),
			await marksWaiting(instance()),
		];
		await stored(away.id, '2.1');
		const before = await state();
		await previewed(item(away.id, '2.2', 'household', 4));
		expect(await state()).toEqual(before);
	});

	it('a clerk asks about the own village only; another’s is as unknown as none', async () => {
		const draft = { status: 'submitted' };
		expect((await preview(item(home.id, '2.1', 'mismatch', 1, draft), clerk)).status).toBe(200);
		const foreign = await save(item(away.id, '2.1', 'mismatch', 1));
		const same = async (
			question: (id: string) => unknown,
			[there, nowhere]: readonly [string, string],
		): Promise<void> => {
			const [hit, miss] = [await preview(question(there), clerk), await preview(question(nowhere), clerk)];
			expect(hit.text.replaceAll(there, '*')).toBe(miss.text.replaceAll(nowhere, '*'));
			expect(hit.status).toBeGreaterThanOrEqual(400);
		};
		await same((id) => item(id, '2.1', 'mismatch', 1, draft), [away.id, UNKNOWN]);
		await same((id) => ({ id, value: 2 }), [foreign, UNKNOWN]);
		expectRefusal(await preview(item(away.id, '2.1', 'mismatch', 1, draft), clerk), 403, 'OTHER_VILLAGE');
		const problems = rows(row((await preview(item(home.id, '3.3.1', 'target', 50), clerk)).data)['problems']).map(
			({ code }) => code,
		);
		expect(problems).toEqual(['EVIDENCE_COURSE', 'OFFICE_ONLY_FACT']);
	});

	it('refuses with a status of its own', async () => {
		expectRefusal(await preview([]), 400, 'MALFORMED_REQUEST');
		expectRefusal(await preview({}), 400, 'MALFORMED_REQUEST');
		expectRefusal(await preview({ id: 'x' }), 400, 'MALFORMED_REQUEST');
		expectRefusal(await preview({ remove: true }), 400, 'MALFORMED_REQUEST');
		expectRefusal(await preview({ id: UNKNOWN }), 404, 'EVIDENCE_NOT_FOUND');
		expectRefusal(await preview(item(UNKNOWN, '2.1', 'mismatch', 1)), 404, 'SCORECARD_NOT_FOUND');
		expectRefusal(
			await preview({ ...item(home.id, '2.1', 'mismatch', 1), criterion: UNKNOWN }),
			404,
			'CRITERION_NOT_FOUND',
		);
		expect(
			(
				await instance().api('POST', '/assessment/evidence/preview', item(home.id, '2.1', 'mismatch', 1), {
					token: null,
				})
			).status,
		).toBe(403);
	});
});
