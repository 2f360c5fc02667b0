// The workbook over HTTP and by command: who gets what, one village, the zip, and what is refused.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#domain/roles.ts';
import { ADMIN_TOKEN, DATABASES, type Answer } from '../support/harness/index.ts';
import { expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { docx, xlsx } from '../support/fixtures/office-files.ts';
import {
	insertAdjustment,
	insertItems,
	item,
	newAssessment,
	type Assessment,
	type Card,
} from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

interface Read {
	readonly SheetNames: readonly string[];
	readonly Sheets: Readonly<Record<string, unknown>>;
}
interface SheetJs {
	read(bytes: Uint8Array, options: object): Read;
	readonly utils: { sheet_to_json(sheet: unknown, options: object): unknown[][] };
}
const sheetJs: SheetJs = createRequire(import.meta.url)('@e965/xlsx');
const opened = (bytes: Uint8Array): Read => sheetJs.read(bytes, { type: 'buffer' });
const cells = ({ Sheets }: Read, name: string): unknown[][] => sheetJs.utils.sheet_to_json(Sheets[name], { header: 1 });

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment: Assessment;
	let cards: readonly Row[];
	let first: Card;
	let clerk: string;

	async function get(
		path: string,
		token: string = ADMIN_TOKEN,
	): Promise<{ readonly status: number; readonly bytes: Buffer; readonly name: string; readonly type: string | null }> {
		const response = await fetch(`${instance().url}/assessment/assessments/${path}`, {
			headers: { authorization: `Bearer ${token}` },
		});
		const [, name = ''] = /filename\*=UTF-8''(.+)$/u.exec(response.headers.get('content-disposition') ?? '') ?? [];
		return {
			status: response.status,
			bytes: Buffer.from(await response.arrayBuffer()),
			name: decodeURIComponent(name),
			type: response.headers.get('content-type'),
		};
	}
	const account = async (role: keyof typeof ROLES, village: string | null = null): Promise<string> => {
		const token = randomUUID();
		succeeded(
			await instance().api('POST', '/users', {
				email: `${token}@example.com`,
				password: 'Some-pass-1',
				role: ROLES[role],
				village,
				token,
			}),
		);
		return token;
	};

	beforeAll(async () => {
		const i = instance();
		assessment = await newAssessment(i, { villages: 3 });
		const [one] = assessment.cards;
		if (one === undefined) throw new Error('no scorecard');
		first = one;
		await insertItems(i, [
			item(first.id, '1.1', 'office', 0),
			item(first.id, '2.1', 'mismatch', 3, { note: '=1+1' }),
			item(first.id, '6.2a', 'actual', 96.4, { numerator: 241, denominator: 250 }),
			item(first.id, '3.2.1', 'met', 1, { status: 'returned', return_reason: '照片不清' }),
		]);
		await insertAdjustment(i, first.id);
		clerk = await account('clerk', first.village);
		cards = rows(
			succeeded(
				await i.api(
					'GET',
					`/items/scorecards?filter[assessment][_eq]=${assessment.id}&fields=id,village_name,village.code,total,attainable&sort=village.code`,
				),
			).data,
		);
	});

	const nameOf = (card: Card): string => String(cards.find(({ id }) => id === card.id)?.['village_name']);

	it('holds ranking, a sheet a village, decisions and evidence', async () => {
		const { status, bytes, name, type } = await get(`${assessment.id}/workbook`);
		expect([status, type]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
		expect(name).toMatch(/^考核 \w+-工作簿-\d{4}-\d{2}-\d{2}\.xlsx$/u);
		const book = opened(bytes);
		expect(book.SheetNames).toEqual(['排名', ...cards.map((card) => card['village_name']), '加分扣分', '考核材料']);
		const [, , , ...ranking] = cells(book, '排名');
		expect(ranking).toHaveLength(3);
		const mine = ranking.find(([, village]) => village === nameOf(first));
		const stored = cards.find(({ id }) => id === first.id);
		expect([mine?.[13], mine?.[14]]).toEqual([stored?.['total'], stored?.['attainable']]);
		const sheet = cells(book, nameOf(first));
		expect(sheet.find(([, , , , clause]) => String(clause).startsWith('2.1 '))?.[6]).toBe(7);
		expect(cells(book, '加分扣分')).toHaveLength(2);
	});

	it('has of the evidence what was handed in, typed', async () => {
		const [head, ...items] = cells(opened((await get(`${assessment.id}/workbook`)).bytes), '考核材料');
		expect(head?.slice(0, 6)).toEqual(['村', '细则', '事项', '数值', '分子', '分母']);
		expect(items.map((row) => row.slice(1, 6))).toEqual([
			['1.1', '专门的办公场地', 0, undefined, undefined],
			['2.1', '识别或资料不符', 3, undefined, undefined],
			['6.2a', expect.any(String), undefined, 241, 250],
		]);
		expect(items[1]?.[10]).toBe('=1+1');
	});

	it.each(['office', 'leader', 'auditor'] as const)('is for the %s too', async (role) => {
		const { bytes } = await get(`${assessment.id}/workbook`, await account(role));
		expect(opened(bytes).SheetNames).toHaveLength(6);
	});

	it('gives a clerk the own village and nothing of others', async () => {
		const { bytes } = await get(`${assessment.id}/workbook`, clerk);
		expect(opened(bytes).SheetNames).toEqual(['排名', nameOf(first), '加分扣分', '考核材料']);
		expect(cells(opened(bytes), '排名')).toHaveLength(4);
		const other = cards.find(({ id }) => id !== first.id);
		expect((await get(`${assessment.id}/workbook?village=${String(other?.['id'])}`, clerk)).status).toBe(404);
		expect(Object.keys(unzipSync((await get(`${assessment.id}/workbook.zip`, clerk)).bytes))).toHaveLength(1);
	});

	it.each([
		[
			'its code',
			() => encodeURIComponent(String((cards.find(({ id }) => id === first.id)?.['village'] as Row)['code'])),
		],
		['its id', () => first.village],
		['its scorecard', () => first.id],
	] as const)('takes one village by %s', async (_how, value) => {
		const { bytes, name } = await get(`${assessment.id}/workbook?village=${value()}`);
		expect(opened(bytes).SheetNames).toEqual([nameOf(first), '加分扣分', '考核材料']);
		expect(name).toContain(`${nameOf(first)}-评分表`);
	});

	it('comes as a zip with a file a village', async () => {
		const { bytes, name, type } = await get(`${assessment.id}/workbook.zip`);
		expect(type).toBe('application/zip');
		expect(name).toMatch(/-各村评分表-.*\.zip$/u);
		const files = unzipSync(bytes);
		expect(Object.keys(files)).toHaveLength(3);
		const mine = Object.entries(files).find(([file]) => file.includes(nameOf(first)));
		expect(opened(mine?.[1] ?? new Uint8Array()).SheetNames).toEqual([nameOf(first), '加分扣分', '考核材料']);
		expect(cells(opened(mine?.[1] ?? new Uint8Array()), '考核材料')).toHaveLength(4);
	});

	it.each([
		['nobody', 'workbook', '', 403],
		['nobody, the zip', 'workbook.zip', '', 403],
		['an unknown village', 'workbook?village=none', ADMIN_TOKEN, 404],
		['two villages', 'workbook?village=a&village=b', ADMIN_TOKEN, 400],
		['no village', 'workbook?village=', ADMIN_TOKEN, 400],
	])('refuses %s', async (_who, path, token, status) => {
		const response = await fetch(
			`${instance().url}/assessment/assessments/${assessment.id}/${path}`,
			token === '' ? {} : { headers: { authorization: `Bearer ${token}` } },
		);
		expect(response.status).toBe(status);
	});

	it('refuses an assessment that is not there', async () => {
		expect((await get(`${randomUUID()}/workbook`)).status).toBe(404);
		expect((await get('none/workbook.zip')).status).toBe(404);
	});

	it('puts no more than 200 villages into one file', async () => {
		const i = instance();
		const many = await newAssessment(i, { villages: 201 });
		const { status, bytes } = await get(`${many.id}/workbook`);
		expect([status, JSON.parse(bytes.toString()).errors[0].extensions.code]).toEqual([422, 'WORKBOOK_TOO_LARGE']);
		expect(Object.keys(unzipSync((await get(`${many.id}/workbook.zip`)).bytes))).toHaveLength(201);
	});

	describe('the office’s own form', () => {
		/** The id of an uploaded file. */
		async function upload(bytes: Uint8Array, name: string, token: string = ADMIN_TOKEN): Promise<string> {
			const body = new FormData();
			body.append('file', new Blob([Uint8Array.from(bytes)]), name);
			const response = await fetch(`${instance().url}/files`, {
				method: 'POST',
				headers: { authorization: `Bearer ${token}` },
				body,
			});
			expect(response.status).toBe(200);
			return String(row(row(await response.json())['data'])['id']);
		}
		const put = (file: string, token?: string, active = true): Promise<Answer> =>
			instance().api(
				'POST',
				'/items/official_forms',
				{ title: '登记表', file, active },
				token === undefined ? {} : { token },
			);
		const idOf = (answer: Answer): string => String(row(succeeded(answer).data)['id']);
		let office: string;
		beforeAll(async () => {
			office = await account('office');
		});

		it('in Excel is put in by the office and filled for every village, or for one', async () => {
			const form = idOf(
				await put(await upload(await xlsx(['〔村名〕', '〔2.1 得分〕', '〔2.2 得分〕']), '表.xlsx', office), office),
			);
			const zip = await get(`${assessment.id}/forms/${form}`, office);
			expect([zip.status, zip.type]).toEqual([200, 'application/zip']);
			expect(Object.keys(unzipSync(zip.bytes))).toHaveLength(3);
			const { bytes, name } = await get(`${assessment.id}/forms/${form}?village=${first.id}`, office);
			expect(name).toMatch(/登记表-.*\.xlsx$/u);
			expect(cells(opened(bytes), '登记表').map(([cell]) => cell)).toEqual([nameOf(first), 7, '0～8']);
		});

		it('in Word too, and a clerk gets the own village’s', async () => {
			const form = idOf(await put(await upload(docx([['〔村', '名〕〔2.1 得分〕']]), '表.docx'), ADMIN_TOKEN));
			const { bytes, name } = await get(`${assessment.id}/forms/${form}?village=${first.id}`, clerk);
			expect(name).toMatch(/\.docx$/u);
			expect(Buffer.from(unzipSync(bytes)['word/document.xml'] ?? []).toString()).toMatch(
				new RegExp(`${nameOf(first)}.*7`, 'u'),
			);
			expect(Object.keys(unzipSync((await get(`${assessment.id}/forms/${form}`, clerk)).bytes))).toHaveLength(1);
		});

		it('is refused with every placeholder that means nothing, and its cell', async () => {
			const answer = await put(await upload(await xlsx(['〔村庄〕', '〔9.9 得分〕']), '表.xlsx', office), office);
			expectRefusal(answer, 422, 'FORM_PLACEHOLDERS_UNKNOWN');
			expect(answer.text).toContain('〔村庄〕（登记表!A1）、〔9.9 得分〕（登记表!A2）');
			expect(await instance().database('official_forms').where({ title: '登记表' }).whereNull('file')).toEqual([]);
		});

		it('is refused where the file is no form', async () =>
			expectRefusal(await put(await upload(Buffer.from('村名,得分'), '表.csv')), 422, 'FORM_UNUSABLE'));

		it.each(['clerk', 'leader', 'auditor'] as const)('is not put in by the %s', async (role) => {
			const token = await account(role, role === 'clerk' ? first.village : null);
			expect((await put(randomUUID(), token)).status).toBe(403);
		});

		it('is not filled where it is inactive or unknown', async () => {
			const form = idOf(await put(await upload(await xlsx(['〔村名〕']), '表.xlsx'), ADMIN_TOKEN, false));
			for (const id of [form, randomUUID(), 'none'])
				expect((await get(`${assessment.id}/forms/${id}`)).status).toBe(404);
		});

		it('comes with the seed', async () => {
			const [sample] = rows(
				succeeded(await instance().api('GET', '/items/official_forms?filter[title][_contains]=样表')).data,
			);
			expect(sample).toMatchObject({ active: true });
		});
	});

	if (database === 'postgres')
		it('is written by command', async () => {
			const out = join(mkdtempSync(join(tmpdir(), 'workbook-')), 'book.xlsx');
			const { code, stderr } = await instance().cli([
				'assessment:workbook',
				'--assessment',
				assessment.id,
				'--village',
				first.id,
				'--out',
				out,
			]);
			expect(code, stderr).toBe(0);
			expect(opened(readFileSync(out)).SheetNames).toEqual([nameOf(first), '加分扣分', '考核材料']);
		}, 300_000);
});
