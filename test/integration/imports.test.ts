// An import is written whole or not at all; what is refused is told row by row, with line, column and reason.
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, poll, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { item, newAssessment, YEAR, type Card } from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const COLUMNS = ['scorecard', 'criterion', 'fact', 'value', 'case_ref', 'observed_on', 'status'];
interface Sending {
	readonly type?: string;
	readonly collection?: string;
	/** null: the administrator; the office where nobody is named. */
	readonly as?: Person | null;
	readonly query?: string;
	readonly name?: string;
}

const NOWHERE = '00000000-0000-4000-8000-00000000dead';

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: { ASSESSMENT_BACKGROUND_DRAIN: 'false' } });
	let card: Card = { id: '', village: '' };
	let office: Person = { id: '', token: '' };

	beforeAll(async () => {
		office = await newPerson(instance(), 'office');
		card = (await newAssessment(instance(), { villages: 1 })).cards[0] ?? card;
	});

	const good = (more: Row = {}): Row =>
		item(card.id, '2.1', 'mismatch', 1, { status: 'submitted', case_ref: '', ...more });
	const csv = (list: readonly Row[], columns: readonly string[] = COLUMNS): string =>
		[columns.join(','), ...list.map((one) => columns.map((column) => String(one[column] ?? '')).join(','))].join('\n');
	const send = (
		content: string | Uint8Array<ArrayBuffer>,
		{ type = 'text/csv', collection = 'evidence_items', as, query = '', name = 'rows.csv' }: Sending = {},
	): Promise<Answer> => {
		const form = new FormData();
		form.append('file', new Blob([content], { type }), name);
		return instance().api('POST', `/utils/import/${collection}${query}`, form, as === null ? {} : (as ?? office));
	};
	const json = (list: readonly unknown[]): Promise<Answer> =>
		send(JSON.stringify(list), { type: 'application/json', name: 'rows.json' });
	const count = async (): Promise<number> => (await instance().database('evidence_items').select('id')).length;
	const badRows = (answer: Answer): Row[] => rows(at(answer.body, 'errors', 0, 'extensions', 'rows'));

	/** 20 rows of which these are bad, by place. */
	const twenty = (bad: Readonly<Record<number, Row>>): Row[] => Array.from({ length: 20 }, (_, at) => good(bad[at]));
	const BAD: Readonly<Record<number, Row>> = {
		2: { fact: 'household' },
		5: { observed_on: `${YEAR - 1}-05-03` },
		8: { case_ref: '张三' },
		11: { case_ref: '张　三' },
		13: { criterion: NOWHERE },
		16: { criterion: 'abc' },
		18: { case_ref: '李\ufffd' },
	};
	const WRONG = [
		[2, 'fact', 'INVALID_FACT'],
		[5, 'observed_on', 'OUTSIDE_THE_YEAR'],
		[11, 'case_ref', 'CASE_TWICE'],
		[13, 'criterion', 'REFERENCE_UNKNOWN'],
		[16, 'criterion', 'MALFORMED_VALUE'],
		[18, 'case_ref', 'MALFORMED_VALUE'],
	] as const;

	it('every bad row of a CSV is told at once, with its line, its column and the reason', async () => {
		const before = await count();
		const answer = await send(csv(twenty(BAD)));
		const message = expectRefusal(answer, 422, 'IMPORT_REFUSED');
		expect(message).toMatch(/共 20 行，6 行有误，一行也没有写入/);
		expect(badRows(answer).map(({ line, column, code }) => [line, column, code])).toEqual(
			WRONG.map(([at, column, code]) => [at + 2, column, code]),
		);
		expect(badRows(answer)[2]?.['reason']).toContain('第 10 行');
		for (const { reason } of badRows(answer)) expect(reason).toMatch(/[一-鿿]/);
		expect(await count()).toBe(before);
		const notice = await poll(
			'what does not fit is a notice',
			async () =>
				(await instance()
					.database('directus_notifications')
					.where('recipient', office.id)
					.orderBy('id', 'desc')
					.first()) ?? null,
		);
		for (const [at] of WRONG) expect(row(notice)['message']).toContain(`第 ${at + 2} 行`);
	});

	it('and of JSON', async () => {
		const before = await count();
		const answer = await json(twenty(BAD));
		expectRefusal(answer, 422, 'IMPORT_REFUSED');
		expect(badRows(answer).map(({ line, column, code }) => [line, column, code])).toEqual(
			WRONG.map(([at, column, code]) => [at + 1, column, code]),
		);
		expect(await count()).toBe(before);
	});

	it('of two bad rows the message says everything', async () => {
		const message = expectRefusal(await send(csv(twenty({ 2: BAD[2] ?? {}, 5: BAD[5] ?? {} }))), 422, 'IMPORT_REFUSED');
		expect(message).toMatch(/第 4 行「fact」：.*第 7 行「observed_on」：/);
		const one = await send(csv(twenty({ 5: BAD[5] ?? {} })));
		expect(expectRefusal(one, 422, 'OUTSIDE_THE_YEAR')).toContain('第 7 行「observed_on」');
		expect(badRows(one)).toHaveLength(1);
	});

	it('in the language of whoever imports', async () => {
		const person = await newPerson(instance(), 'office');
		await instance().database('directus_users').where('id', person.id).update({ language: 'en-US' });
		const answer = await send(csv(twenty(BAD)), { as: person });
		expect(answer.errors[0]?.message).toMatch(/6 of 20 rows are wrong/);
		for (const { reason } of badRows(answer)) expect(reason).not.toMatch(/请|没有/);
		const heading = await send('criterion.code\n1.1\n', { as: person });
		expect(heading.errors[0]?.message).toMatch(/criterion\.code.*Call the column criterion/);
	});

	it('all rows bad, and many, end in an answer', async () => {
		const before = await count();
		for (const list of [
			[good({ fact: 'x' })],
			Array.from({ length: 300 }, () => good({ fact: 'x' })),
			Array.from({ length: 1100 }, () => good({ criterion: 'abc' })),
		]) {
			const answer = await send(csv(list));
			expect(answer.status, answer.text.slice(0, 300)).toBeGreaterThanOrEqual(400);
			expect(answer.status).toBeLessThan(500);
			expect(badRows(answer)).toHaveLength(Math.min(list.length, 1000));
			expect(answer.errors[0]?.message.length).toBeLessThanOrEqual(190);
			if (list.length > 1) expect(answer.errors[0]?.message).toMatch(/行等 \d+\+? 行，见通知/);
		}
		expect(await count()).toBe(before);
	});

	it('a heading that is no column is told to everybody, and nothing is dropped', async () => {
		const before = await count();
		for (const as of [office, null]) {
			const dotted = await send(csv([good()]).replace('criterion,', 'criterion.code,'), { as });
			expect(expectRefusal(dotted, 400, 'UNKNOWN_COLUMN')).toMatch(/「criterion\.code」.*请把列名改为 criterion/);
			const unknown = await send(csv([good({ 备注: 'x' })], [...COLUMNS, '备注']), { as });
			expect(expectRefusal(unknown, 400, 'UNKNOWN_COLUMN')).toContain('「备注」');
			expect(rows(at(unknown.body, 'errors', 0, 'extensions', 'rows'))).toMatchObject([{ line: 1, column: '备注' }]);
			expect(at(unknown.body, 'errors', 0, 'extensions', 'columns')).toContain('note');
			expectRefusal(await json([good(), { ...good(), 备注: 'x' }]), 400, 'UNKNOWN_COLUMN');
			expectRefusal(await send(csv([good()], [...COLUMNS, 'value']), { as }), 400, 'UNKNOWN_COLUMN');
		}
		const forbidden = await send(csv([good({ user_created: office.id })], [...COLUMNS, 'user_created']));
		expect(expectRefusal(forbidden, 403, 'FORBIDDEN')).toMatch(/「user_created」.*您的角色不能填写/);
		expect(await count()).toBe(before);
	});

	it('a good one is written, whatever its encoding', async () => {
		const codes = ['UTF8', 'UTF16', 'GB'].map((encoding) => `${encoding}-${Date.now()}`);
		const sheet = (code: string): string => `code,name,kind,\r\n${code},示例甲村,village,\r\n,,,\r\n`;
		const gb = Buffer.concat([
			Buffer.from(`code,name,kind\n${codes[2]},`),
			Buffer.from([0xca, 0xbe, 0xc0, 0xfd, 0xbc, 0xd7, 0xb4, 0xe5]),
			Buffer.from(',village\n'),
		]);
		const to = { collection: 'villages', type: 'application/vnd.ms-excel' };
		succeeded(await send(`\ufeff${sheet(codes[0] ?? '')}`, to));
		succeeded(await send(new Uint8Array(Buffer.from(`\ufeff${sheet(codes[1] ?? '')}`, 'utf16le')), to));
		succeeded(await send(new Uint8Array(gb), to));
		expect(
			await instance().database('villages').select('code', 'name').whereIn('code', codes).orderBy('code', 'desc'),
		).toEqual(['UTF8', 'UTF16', 'GB'].map((_, at) => ({ code: codes[at], name: '示例甲村' })));
		const before = await count();
		succeeded(await send(csv(twenty({ 3: { case_ref: `户${Date.now()}` } }))));
		expect(await count()).toBe(before + 20);
	});

	it('what is no table is refused in words', async () => {
		const workbook = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0]);
		for (const content of [workbook, new Uint8Array([0x89, 0x50, 0xff, 0xff, 0x81]), '', 'code,name\n', '\n\n'])
			expectRefusal(await send(content), 400, 'FILE_UNREADABLE');
		for (const text of ['{', '{}', '[]', 'null'])
			expectRefusal(await send(text, { type: 'application/json', name: 'a.json' }), 400, 'FILE_UNREADABLE');
		expectRefusal(await json([null, 1]), 400, 'MALFORMED_REQUEST');
		const empty = new FormData();
		empty.append('title', 'x');
		expectRefusal(await instance().api('POST', '/utils/import/evidence_items', empty), 400, 'FILE_UNREADABLE');
	});

	it('whoever may not import learns nothing of the collection', async () => {
		const leader = await newPerson(instance(), 'leader');
		for (const text of ['x,y\n1,2\n', csv([good()])]) {
			const answer = await send(text, { as: leader });
			expect([answer.status, answer.errors[0]?.code]).toEqual([403, 'FORBIDDEN']);
		}
		expect((await send('a\n1\n', { collection: 'nonsense' })).status).toBe(403);
		expect((await send('email\nx@example.com\n', { collection: 'directus_users' })).status).toBe(403);
	});

	it('in the background the outcome is a notice', async () => {
		const person = await newPerson(instance(), 'office');
		const notice = (subject: string): Promise<unknown> =>
			poll(
				'the notice comes',
				async () =>
					(await instance().database('directus_notifications').where({ recipient: person.id, subject }).first()) ??
					null,
			);
		succeeded(await send(csv(twenty({})), { as: person, query: '?background=true' }));
		expect(row(await notice('导入完成'))['message']).toContain('20');
		succeeded(await send(csv(twenty({ 2: BAD[2] ?? {} })), { as: person, query: '?background=true' }));
		expect(row(await notice('导入未成功，一行也没有写入'))['message']).toContain('第 4 行');
		expectRefusal(
			await send(csv([good({ 备注: 1 })], [...COLUMNS, '备注']), { as: person, query: '?background=true' }),
			400,
			'UNKNOWN_COLUMN',
		);
	});

	it('accounts are imported by the administrator, and told of likewise', async () => {
		const answer = await send('email,first_name\nnew-one@example.com,甲\nnot an address,乙\nnew-one@example.com,丙\n', {
			collection: 'directus_users',
			as: null,
		});
		expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
		expect(answer.status).toBeLessThan(500);
		expect(badRows(answer).map(({ line }) => line)).toEqual([3, 4]);
		expect(await instance().database('directus_users').where('email', 'new-one@example.com')).toEqual([]);
	});

	describe('a text that was damaged', () => {
		it.each(['李\ufffd四', '李\u0007四', '锟斤拷'])('%j is refused on every path', async (text) => {
			const { api } = instance();
			const ok = row(succeeded(await api('POST', '/items/evidence_items?fields=id', good())).data);
			const attempts: Record<string, () => Promise<Answer>> = {
				POST: () => api('POST', '/items/evidence_items', good({ note: text })),
				array: () => api('POST', '/items/evidence_items', [good(), good({ case_ref: text })]),
				PATCH: () => api('PATCH', `/items/evidence_items/${String(ok['id'])}`, { note: text }),
				nested: () =>
					api('PATCH', `/items/scorecards/${card.id}`, {
						evidence_items: { create: [good({ note: text })], update: [], delete: [] },
					}),
				village: () => api('POST', '/items/villages', { code: `x${Date.now()}`, name: text, kind: 'village' }),
				json: () =>
					api('POST', '/items/rulebooks', { code: `x${Date.now()}`, version: '1', title: '细则', notes: text }),
				user: () => api('PATCH', `/users/${office.id}`, { first_name: text }),
				folder: () => api('POST', '/folders', { name: text }),
				comment: () => api('POST', '/comments', { collection: 'villages', item: card.village, comment: text }),
				graphql: () =>
					api('POST', '/graphql', {
						query:
							'mutation ($data: update_evidence_items_input!) { update_evidence_items_item(id: "' +
							String(ok['id']) +
							'", data: $data) { id } }',
						variables: { data: { note: text } },
					}),
				action: () => api('POST', `/assessment/assessments/${NOWHERE}/transition`, { to: 'collecting', reason: text }),
			};
			for (const [name, attempt] of Object.entries(attempts)) {
				const answer = await attempt();
				expect(['MALFORMED_VALUE', 'MALFORMED_REQUEST'], `${name}: ${answer.text}`).toContain(answer.errors[0]?.code);
				expect(answer.errors[0]?.message, name).toMatch(/乱码|控制字符/);
			}
			const answer = await send(csv([good(), good({ case_ref: text })]));
			expect(badRows(answer)).toMatchObject([{ line: 3, column: 'case_ref' }]);
		});
	});
});
