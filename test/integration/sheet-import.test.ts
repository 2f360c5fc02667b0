// A sheet comes in: what the check says is what the import does, once, whole or not at all, and it can be taken back.
import { writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { item, newAssessment, YEAR, type Assessment } from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const HEAD = ['村', '细则', '事项', '数值', '分子', '分母', '对象', '核查日期', '考核方式', '说明'];
type Line = readonly (string | number | null)[];

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: { ASSESSMENT_BACKGROUND_DRAIN: 'false' } });
	let office: Person = { id: '', token: '' };
	let clerk = office;
	let assessment: Assessment = { id: '', cards: [] };
	let names: string[] = [];

	beforeAll(async () => {
		office = await newPerson(instance(), 'office');
		assessment = await newAssessment(instance(), { villages: 2 });
		clerk = await newPerson(instance(), 'clerk', assessment.cards[0]?.village ?? null);
		const found: Row[] = await instance()
			.database('villages')
			.whereIn(
				'id',
				assessment.cards.map(({ village }) => village),
			)
			.orderBy('name');
		names = found.map(({ name }) => String(name));
	});

	const [one, other] = [() => names[0] ?? '', () => names[1] ?? ''];
	const day = `${YEAR}/3/5`;
	const book = (lines: readonly Line[], head: readonly string[] = HEAD): Promise<Uint8Array> =>
		writeXlsx({ sheets: [{ name: '事项', rows: [[...head], ...lines.map((line) => [...line])] }] });
	const post = async (what: string, file: Uint8Array, options: Row = {}, as: Person = office): Promise<Answer> => {
		const form = new FormData();
		form.append('options', JSON.stringify(options));
		form.append('file', new Blob([new Uint8Array(file)]), '材料.xlsx');
		return instance().api('POST', `/assessment/assessments/${assessment.id}/import/${what}`, form, as);
	};
	const check = async (file: Uint8Array, options: Row = {}): Promise<Row> =>
		row(succeeded(await post('check', file, options)).data);
	const commit = async (file: Uint8Array, options: Row = {}): Promise<Row> => {
		const { token } = await check(file, options);
		return row(succeeded(await post('commit', file, { ...options, token })).data);
	};
	const items = (): Promise<Row[]> =>
		instance()
			.database('evidence_items')
			.whereIn(
				'scorecard',
				assessment.cards.map(({ id }) => id),
			)
			.orderBy('id');
	const counts = (answer: Row): unknown => answer['counts'];
	const good = (): Line[] => [
		[one(), '2.1', '不符', 2, null, null, null, day, '入户核实', '台账不符'],
		[one(), '2.1', null, 1, null, null, '张三', day, null, null],
		[other(), '1.1', '办公场地', '有', null, null, null, `${YEAR}年3月6日`, null, null],
		[other(), '6.2a', null, null, 241, 250, null, `${YEAR}.3.6`, null, null],
	];

	it('says what each row would do, writes nothing, and then does just that', async () => {
		const file = await book(good());
		const seen = await check(file);
		expect(rows(seen['rows']).flatMap((each) => rows(each['problems']))).toEqual([]);
		expect(counts(seen)).toEqual({ create: 4, change: 0, unchanged: 0, refused: 0, skipped: 0 });
		expect(await items()).toEqual([]);
		expect(rows(seen['effects'])).toHaveLength(2);
		const done = row(succeeded(await post('commit', file, { token: seen['token'] })).data);
		expect(counts(done)).toMatchObject({ create: 4 });
		const made = await items();
		expect(made.map(({ status, user_created: by }) => [status, by])).toEqual(made.map(() => ['submitted', office.id]));
		expect(made.map(({ value }) => Number(value)).sort((a, b) => a - b)).toEqual([1, 1, 2, 96.4]);
	});

	it('the same file twice creates nothing twice; what differs is changed and said', async () => {
		const before = await items();
		expect(counts(await check(await book(good())))).toMatchObject({ create: 0, unchanged: 4 });
		expectRefusal(
			await post('commit', await book(good()), { token: (await check(await book(good())))['token'] }),
			422,
			'IMPORT_NOTHING',
		);
		const [first = [], ...others] = good();
		const changed = await book([first.map((cell) => (cell === 2 ? 5 : cell)), ...others]);
		const seen = await check(changed);
		expect(counts(seen)).toMatchObject({ create: 0, change: 1, unchanged: 3 });
		expect(rows(seen['rows']).find(({ outcome }) => outcome === 'change')?.['changes']).toEqual([
			{ field: 'value', before: '2', after: '5' },
		]);
		await commit(changed);
		const now = await items();
		expect(now).toHaveLength(before.length);
		expect(now.map(({ value }) => Number(value))).toContain(5);
	});

	it('what our own export says, the import finds unchanged', async () => {
		const exported = await instance().api(
			'GET',
			`/assessment/assessments/${assessment.id}/export/evidence_items`,
			undefined,
			office,
		);
		const seen = await check(new Uint8Array(Buffer.from(exported.text)));
		expect(rows(seen['rows']).flatMap(({ problems }) => rows(problems))).toEqual([]);
		expect(counts(seen)).toEqual({ create: 0, change: 0, unchanged: 4, refused: 0, skipped: 0 });
	});

	it('every wrong cell is told at once, with its column and what may stand there; nothing is written', async () => {
		const before = await items();
		const file = await book([
			['没有这个村', '2.1', '不符', 1, null, null, null, day, null, null],
			[one(), '9.9', null, 1, null, null, null, day, null, null],
			[one(), '2.2', '没有这一项', 1, null, null, null, day, null, null],
			[one(), '2.1', null, '三', null, null, null, '去年', '看看', null],
			[one(), '2.1', null, -1, null, null, null, `${YEAR - 1}-03-05`, null, null],
			[one(), '2.1', null, 1, null, null, '李四', day, null, null],
			[one(), '2.1', null, 1, null, null, '李 四', `${YEAR}-04-05`, null, null],
			[one(), '2.1', null, 3, null, null, '王五', day, null, null],
		]);
		const seen = await check(file);
		expect(counts(seen)).toMatchObject({ create: 1, refused: 7 });
		const told = rows(seen['rows']).flatMap(({ line, problems }) =>
			rows(problems).map(({ column, field, code }) => [line, column, field, code]),
		);
		expect(told).toEqual([
			[2, 'A', 'village', 'CELL'],
			[3, 'B', 'criterion', 'CELL'],
			[4, 'C', 'fact', 'CELL'],
			[5, 'D', 'value', 'CELL'],
			[5, 'I', 'examination', 'CELL'],
			[5, 'H', 'observed_on', 'CELL'],
			[6, 'D', 'value', 'INVALID_FACT'],
			[6, 'H', 'observed_on', 'OUTSIDE_THE_YEAR'],
			[8, null, null, 'SAME_IN_FILE'],
			[9, 'G', 'case_ref', 'CASE_IS_ONE'],
		]);
		const [village] = rows(seen['rows']).flatMap(({ problems }) => rows(problems));
		expect(village?.['allowed']).toEqual(expect.arrayContaining([one(), other()]));
		expectRefusal(await post('commit', file, { token: seen['token'] }), 422, 'IMPORT_HAS_REFUSED');
		expect(await items()).toEqual(before);
		const marked = await post('marked', file, { only: 'refused' });
		expect(marked.status).toBe(200);
	});

	it('leaves the refused rows out where it is told to, and is taken back as a whole', async () => {
		const before = await items();
		const file = await book([
			[one(), '2.2', null, 'x', null, null, null, day, null, null],
			[one(), '1.1', '办公场地', '无', null, null, null, day, null, null],
			...good()
				.slice(0, 1)
				.map((line) => line.map((cell) => (cell === 2 ? 8 : cell))),
		]);
		const { id } = await commit(file, { skip_refused: true });
		expect(await items()).toHaveLength(before.length + 1);
		const listed = rows(
			succeeded(await instance().api('GET', `/assessment/assessments/${assessment.id}/imports`, undefined, office))
				.data,
		);
		expect(listed[0]).toMatchObject({
			id,
			file_name: '材料.xlsx',
			created: 1,
			changed: 1,
			left_out: 1,
			may_be_undone: true,
		});
		const undone = await instance().api('POST', `/assessment/imports/${String(id)}/undo`, {}, office);
		expect(succeeded(undone).data).toEqual({ deleted: 1, restored: 1 });
		expect((await items()).map(({ id: of, value, status }) => [of, Number(value), status])).toEqual(
			before.map(({ id: of, value, status }) => [of, Number(value), status]),
		);
		expectRefusal(
			await instance().api('POST', `/assessment/imports/${String(id)}/undo`, {}, office),
			409,
			'IMPORT_UNDONE',
		);
	});

	it('what somebody else has verified stays, and the import with it', async () => {
		const { id } = await commit(await book([[other(), '2.1', '不符', 7, null, null, null, day, null, null]]));
		const [made] = (await items()).filter(({ value }) => Number(value) === 7);
		const colleague = await newPerson(instance(), 'office');
		succeeded(
			await instance().api('PATCH', `/items/evidence_items/${String(made?.['id'])}`, { status: 'verified' }, colleague),
		);
		expectRefusal(
			await instance().api('POST', `/assessment/imports/${String(id)}/undo`, {}, office),
			409,
			'IMPORT_SETTLED',
		);
		const seen = await check(await book([[other(), '2.1', '不符', 6, null, null, null, day, null, null]]));
		expect(rows(rows(seen['rows'])[0]?.['problems'])[0]?.['code']).toBe('EVIDENCE_SETTLED');
	});

	it('something else has come in between: nothing is written', async () => {
		const file = await book([[one(), '2.2', '分类不准', 4, null, null, null, day, null, null]]);
		const { token } = await check(file);
		const first = assessment.cards[names.indexOf(one())] ?? assessment.cards[0];
		const created = await instance().api(
			'POST',
			'/items/evidence_items',
			item(first?.id ?? '', '2.2', 'household', 4, { status: 'submitted', observed_on: `${YEAR}-03-05` }),
			office,
		);
		succeeded(created);
		const before = await items();
		expectRefusal(await post('commit', file, { token }), 409, 'IMPORT_CHANGED');
		expect(await items()).toEqual(before);
	});

	it('two at the same moment do not both write', async () => {
		const file = await book([[other(), '2.2', '分类不准', 9, null, null, null, day, null, null]]);
		const { token } = await check(file);
		const answers = await Promise.all([1, 2, 3].map(() => post('commit', file, { token })));
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
		expect((await items()).filter(({ value }) => Number(value) === 9)).toHaveLength(1);
	});

	it('a mapping by hand is kept for the next time', async () => {
		const odd = ['哪个村子呀', '细则', '事项', '多少嘛'];
		const file = await book([[one(), '2.1', '不符', 1]], odd);
		expect((await check(file))['missing']).toEqual(['village', 'value']);
		const mapping = { 哪个村子呀: 'village', 多少嘛: 'value' };
		await commit(await book([[one(), '2.3', '少图片资料', 1]], odd), { mapping, status: 'draft' });
		expect((await check(file))['missing']).toEqual([]);
	});

	it('a template to fill in; only the office imports; a file that is none is refused with the reason', async () => {
		const template = await instance().api(
			'GET',
			`/assessment/assessments/${assessment.id}/import/template`,
			undefined,
			office,
		);
		expect(template.status).toBe(200);
		expectRefusal(await post('check', await book(good()), {}, clerk), 403, 'NOT_ALLOWED');
		expect(
			expectRefusal(await post('check', new Uint8Array(Buffer.from('%PDF-1.7'))), 400, 'FILE_UNREADABLE'),
		).toContain('PDF');
		const large = await post('check', new Uint8Array(21 * 1024 * 1024));
		expect(expectRefusal(large, 400, 'FILE_UNREADABLE')).toContain('超过 20 MB');
		expectRefusal(await post('check', await book(good()), { status: 'final' }), 400, 'MALFORMED_REQUEST');
	});
});
