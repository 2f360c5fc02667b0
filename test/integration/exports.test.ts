// What people take out into Excel: read back as a spreadsheet reads it, and compared with what the API says.
import { randomUUID } from 'node:crypto';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#domain/roles.ts';
import { isSheetName, SHEETS, type SheetName } from '#domain/contracts/sheets.ts';
import { presets } from '../../seed/system/presets.ts';
import { ADMIN_TOKEN, DATABASES, poll, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import {
	insertAdjustment,
	insertItems,
	item,
	newAssessment,
	type Assessment,
	type Card,
} from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const BYTE_ORDER_MARK = '\uFEFF';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const NAMES = Object.keys(SHEETS).filter(isSheetName);

/** As a spreadsheet takes it: the mark at the beginning does not belong to the text, digits are a number, ="0012" is the text 0012. */
const taken = (cell: string): string =>
	/^="([^"]*)"$/.exec(cell)?.[1] ?? (/^-?\d+(\.\d+)?$/.test(cell) ? String(Number(cell)) : cell);
function opened(text: string): Record<string, string>[] {
	const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
		header: true,
		skipEmptyLines: true,
		transform: taken,
	});
	expect(errors).toEqual([]);
	return data;
}

const marks = (text: string): number => text.split(BYTE_ORDER_MARK).length - 1;

/** The columns that the Studio lists, which its dialogue for exports proposes. */
async function listed(collection: string): Promise<string[]> {
	const preset = (await presets()).rows.find((one) => one['collection'] === collection);
	const fields = at(preset, 'layout_query', 'tabular', 'fields');
	return Array.isArray(fields) ? fields.map(String) : [];
}

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment: Assessment;
	let card: Card;
	let clerk: string;

	/** `fetch` takes the mark away from texts, so the bytes are read. */
	async function bytes(
		path: string,
		token: string = ADMIN_TOKEN,
	): Promise<{ text: string; headers: Headers; status: number }> {
		const response = await fetch(`${instance().url}${path}`, { headers: { authorization: `Bearer ${token}` } });
		return {
			text: Buffer.from(await response.arrayBuffer()).toString('utf8'),
			headers: response.headers,
			status: response.status,
		};
	}
	const sheet = (what: string, token?: string): Promise<{ text: string; headers: Headers; status: number }> =>
		bytes(`/assessment/assessments/${assessment.id}/export/${what}`, token);

	beforeAll(async () => {
		const i = instance();
		// More lines than Directus gives without being asked for all.
		assessment = await newAssessment(i, { villages: 4 });
		const [first] = assessment.cards;
		if (first === undefined) throw new Error('no scorecard');
		card = first;
		await insertItems(i, [
			item(card.id, '1.1', 'office', 0),
			item(card.id, '2.2', 'household', 3, {
				case_ref: '=HYPERLINK("http://evil.example","点我")',
				status: 'submitted',
				note: '户主说：“是”，\n换行',
			}),
			item(card.id, '6.2a', 'actual', 96.4, { numerator: 241, denominator: 250, examination: 'phone_sampling' }),
			item(card.id, '3.2.1', 'met', 1, { status: 'returned', return_reason: '照片不清' }),
		]);
		await insertAdjustment(i, card.id);
		await insertAdjustment(i, card.id, { code: '8', status: 'rejected' });
		clerk = randomUUID();
		succeeded(
			await i.api('POST', '/users', {
				email: `${clerk}@example.com`,
				password: 'Clerk-pass-1',
				role: ROLES.clerk,
				village: card.village,
				token: clerk,
			}),
		);
	});

	describe('a sheet of our pages', () => {
		it.each(NAMES)('%s has Chinese headings, one mark, and no id, JSON or code of the program', async (what) => {
			const { text, headers } = await sheet(what);
			expect(marks(text)).toBe(1);
			expect(text.startsWith(BYTE_ORDER_MARK)).toBe(true);
			const [first = {}] = opened(text);
			expect(Object.keys(first)).toEqual(SHEETS[what].columns.map(({ heading }) => heading['zh-CN']));
			expect(text).not.toMatch(UUID);
			expect(text).not.toMatch(
				/[{[]"|\b(verified|submitted|returned|assessed|pending|village|community|household|approved|rejected|innovation|null|undefined)\b/,
			);
			expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
			const [, name = ''] = /filename\*=UTF-8''(.+)$/.exec(headers.get('content-disposition') ?? '') ?? [];
			expect(decodeURIComponent(name)).toMatch(
				new RegExp(`^考核 \\w+-${SHEETS[what].title['zh-CN']}-\\d{4}-\\d{2}-\\d{2}\\.csv$`),
			);
		});

		it('of the lines has every one, with the numbers that the API has', async () => {
			const { text } = await sheet('scorecard_lines');
			const exported = opened(text).map((one) => [
				one['村（社区）'],
				one['细则编号'],
				Number(one['得分']),
				Number(one['最高可得分']),
				one['状态'],
				one['得分说明'],
			]);
			const api = rows(
				succeeded(
					await instance().api(
						'GET',
						'/items/scorecard_lines?limit=-1' +
							'&fields=scorecard.village_name,criterion.code,awarded,attainable,state_text,explanation' +
							`&filter[scorecard][assessment][_eq]=${assessment.id}&sort=scorecard.village.code,criterion.sort`,
					),
				).data,
			);
			expect(exported).toEqual(
				api.map((one) => [
					at(one, 'scorecard', 'village_name'),
					at(one, 'criterion', 'code'),
					one['awarded'],
					one['attainable'],
					one['state_text'],
					one['explanation'],
				]),
			);
			expect(exported.length).toBe(4 * 31);
		});

		it('of the ranking has the totals that the API has', async () => {
			const exported = opened((await sheet('scorecards')).text).map((one) => [
				one['村（社区）'],
				Number(one['名次']),
				Number(one['总分']),
				Number(one['最高可得分']),
			]);
			const api = rows(
				succeeded(
					await instance().api(
						'GET',
						'/items/scorecards?limit=-1&fields=village_name,rank,total,attainable' +
							`&filter[assessment][_eq]=${assessment.id}&sort=rank,village.code`,
					),
				).data,
			);
			expect(exported).toEqual(api.map((one) => [one['village_name'], one['rank'], one['total'], one['attainable']]));
		});

		it('of the evidence says facts, states and examinations in words', async () => {
			const exported = opened((await sheet('evidence_items')).text).map((one) => [
				one['细则编号'],
				one['事项'],
				one['结果'],
				one['状态'],
				one['退回原因'],
				one['考核方式'],
			]);
			expect(exported).toEqual([
				['1.1', '专门的办公场地', '无', '已核实', '', ''],
				['2.2', expect.stringContaining('户'), expect.stringMatching(/^3\s?户$/), '已提交', '', ''],
				['3.2.1', expect.any(String), '是', '已退回', '照片不清', ''],
				['6.2a', expect.any(String), expect.stringMatching(/^96\.4\s?%（241[/÷]250）$/), '已核实', '', '电话抽查'],
			]);
		});

		it('keeps quotes and line ends, and disarms formulas', async () => {
			const found = opened((await sheet('evidence_items')).text).find((one) => one['细则编号'] === '2.2');
			expect(found?.['个案']).toBe('\'=HYPERLINK("http://evil.example","点我")');
			expect(found?.['说明']).toBe('户主说：“是”，\n换行');
		});

		it('holds one village only where a scorecard is named', async () => {
			const exported = opened(
				(await bytes(`/assessment/assessments/${assessment.id}/export/scorecard_lines?scorecard=${card.id}`)).text,
			);
			expect(exported.length).toBe(31);
			expect(new Set(exported.map((one) => one['村（社区）'])).size).toBe(1);
		});

		it('gives a clerk the own village, without columns that a clerk may not read', async () => {
			const ranking = opened((await sheet('scorecards', clerk)).text);
			expect(ranking.length).toBe(1);
			const evidence = opened((await sheet('evidence_items', clerk)).text);
			expect(evidence.length).toBe(4);
			expect(Object.keys(evidence[0] ?? {})).not.toContain('录入人');
			const other = assessment.cards[1]?.id ?? '';
			expect(
				opened(
					(await bytes(`/assessment/assessments/${assessment.id}/export/scorecard_lines?scorecard=${other}`, clerk))
						.text,
				),
			).toEqual([]);
		});

		it('is refused to nobody, for what there is not, and for what does not take part', async () => {
			const ask = (path: string, token?: string | null): Promise<Answer> =>
				instance().api('GET', `/assessment/assessments/${path}`, undefined, token === undefined ? {} : { token });
			expect((await ask(`${assessment.id}/export/scorecards`, null)).status).toBe(403);
			expectRefusal(await ask(`${assessment.id}/export/directus_users`), 400, 'MALFORMED_REQUEST');
			expectRefusal(await ask(`${assessment.id}/export/scorecards?scorecard=1`), 400, 'MALFORMED_REQUEST');
			expectRefusal(await ask(`${randomUUID()}/export/scorecards`), 404, 'ASSESSMENT_NOT_FOUND');
			const other = await newAssessment(instance(), { villages: 1 });
			expectRefusal(await ask(`${other.id}/export/scorecards`, clerk), 404, 'ASSESSMENT_NOT_FOUND');
		});
	});

	describe('Directus’s own export', () => {
		const inAssessment = (collection: SheetName): string => {
			const own = { assessment: { _eq: assessment.id } };
			const filter = collection === 'scorecards' ? own : { scorecard: own };
			return `filter=${encodeURIComponent(JSON.stringify(filter))}`;
		};

		it.each(NAMES)(
			'of %s as csv_utf8, with the columns that the Studio lists, is written in words',
			async (collection) => {
				const fields = await listed(collection);
				const { text } = await bytes(
					`/items/${collection}?export=csv_utf8&fields=${fields.join(',')}&${inAssessment(collection)}`,
				);
				expect(marks(text)).toBe(1);
				const exported = opened(text);
				expect(exported.length).toBeGreaterThan(1);
				const headings = Object.keys(exported[0] ?? {});
				// Of a relation and a field behind it Directus gives the field.
				expect(headings.length).toBe(
					fields.filter((one) => !fields.some((other) => other.startsWith(`${one}.`))).length,
				);
				for (const heading of headings) expect(heading).toMatch(/[\u4e00-\u9fff]/);
				expect(headings).not.toContain('编号');
				expect(text).not.toMatch(UUID);
				expect(exported.flatMap((one) => Object.values(one)).join('\n')).not.toMatch(
					/[{[]"|\b(verified|submitted|returned|assessed|village|community|household|approved|rejected|innovation)\b/,
				);
			},
		);

		it('gives every row where no limit is asked for', async () => {
			expect(
				opened((await bytes(`/items/scorecard_lines?export=csv&${inAssessment('scorecard_lines')}`)).text).length,
			).toBe(4 * 31);
			expect(
				opened((await bytes(`/items/scorecard_lines?export=csv&limit=7&${inAssessment('scorecard_lines')}`)).text)
					.length,
			).toBe(7);
		});

		it('as csv and json stays what is stored', async () => {
			const fields = 'id,criterion,fact,value,status,case_ref';
			const query = `fields=${fields}&sort=criterion.sort&${inAssessment('evidence_items')}`;
			const stored: Row[] = await instance()
				.database('evidence_items')
				.select(fields.split(','))
				.whereIn(
					'scorecard',
					assessment.cards.map(({ id }) => id),
				);
			const byId = (list: readonly Row[]): Row[] =>
				list
					.map((one): Row => ({ ...one, value: Number(one['value']), case_ref: one['case_ref'] ?? '' }))
					.sort((a, b) => String(a['id']).localeCompare(String(b['id'])));
			expect(byId(opened((await bytes(`/items/evidence_items?export=csv&${query}`)).text))).toEqual(byId(stored));
			expect(byId(rows(JSON.parse((await bytes(`/items/evidence_items?export=json&${query}`)).text)))).toEqual(
				byId(stored),
			);
		});

		it.each(['4f2e9d1c', 'af2e9d1c'])(
			'as xml has leaders by their id, which no element can be named: %s…',
			async (begin) => {
				const leader = `${begin}${randomUUID().slice(8)}`;
				const id = await insertAdjustment(instance(), card.id);
				await instance()
					.database('adjustments')
					.where({ id })
					.update({ barred: JSON.stringify({ [leader]: 'liaison' }) });
				const { status, text } = await bytes(`/items/adjustments?export=xml&fields=barred&filter[id][_eq]=${id}`);
				expect(status).toBe(200);
				expect(text).toContain(`<key>${leader}</key>`);
				expect(text).toContain('<value>liaison</value>');
			},
		);

		describe('by somebody who is signed in with a browser', () => {
			let cookie = '';
			beforeAll(async () => {
				const [email, password] = [`${randomUUID()}@example.com`, 'Office-pass-1'];
				succeeded(await instance().api('POST', '/users', { email, password, role: ROLES.office }));
				const answer = await instance().api(
					'POST',
					'/auth/login',
					{ email, password, mode: 'session' },
					{ token: null },
				);
				cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
			});
			const take = async (path: string): Promise<string> =>
				Buffer.from(await (await fetch(`${instance().url}${path}`, { headers: { cookie } })).arrayBuffer()).toString(
					'utf8',
				);

			it.each(NAMES)('%s as the Studio proposes it is the whole sheet for people', async (collection) => {
				const fields = ['id', ...(await listed(collection)).filter((one) => one !== 'id')];
				const text = await take(
					`/items/${collection}?export=csv&limit=25&fields=${fields.join(',')}&${inAssessment(collection)}`,
				);
				const asked = await bytes(`/items/${collection}?export=json&fields=id&${inAssessment(collection)}`);
				expect(marks(text)).toBe(1);
				expect(text).not.toMatch(UUID);
				const exported = opened(text);
				expect(exported.length).toBe(rows(JSON.parse(asked.text)).length);
				for (const heading of Object.keys(exported[0] ?? {})) expect(heading).toMatch(/[\u4e00-\u9fff]/);
			});

			it('gets as many rows as asked for, where that is no length of a page', async () => {
				expect(
					opened(
						await take(
							`/items/scorecard_lines?export=csv&limit=7&fields=awarded,state_text&${inAssessment('scorecard_lines')}`,
						),
					).length,
				).toBe(7);
			});

			it('texts of digits stay texts', async () => {
				const code = `00${String(Date.now()).slice(-6)}`;
				succeeded(
					await instance().api('POST', '/items/villages', { code, name: '3-1', kind: 'village', active: false }),
				);
				const text = await take(
					`/items/villages?export=csv&limit=50&fields=id,code,name,poor_households,active&filter[code][_eq]=${code}`,
				);
				expect(text).toContain('"=""3-1"""');
				const [made] = opened(text);
				expect(made).toEqual({ 编号: code, 名称: '3-1', 贫困户数: '', 在用: '否' });
				const criteria = opened(await take('/items/criteria?export=csv&fields=code,title,points&sort=code'));
				expect(criteria.map((one) => one['编号'])).toContain('1.0');
				expect(opened((await sheet('scorecard_lines')).text).map((one) => one['细则编号'])).toContain('1.0');
			});

			it('into the library it is the same sheet', async () => {
				const answer = await fetch(`${instance().url}/utils/export/scorecards`, {
					method: 'POST',
					headers: { cookie, 'content-type': 'application/json' },
					body: JSON.stringify({
						format: 'csv',
						query: { fields: ['id', 'village_name', 'total'], limit: 25, sort: ['village_name'] },
						file: { folder: null },
					}),
				});
				expect(answer.status).toBeLessThan(300);
				const file = await poll('the export is written', async () => {
					const found: Row | undefined = await instance()
						.database('directus_files')
						.where('filename_download', 'like', '评分表-%')
						.whereNotNull('filesize')
						.first('id');
					return found ?? null;
				});
				const { text } = await bytes(`/assets/${String(file['id'])}`);
				expect(marks(text)).toBe(1);
				expect(Object.keys(opened(text)[0] ?? {})).toEqual(['村（社区）名称', '总分']);
			});
		});

		it('tells nothing of who entered what to a clerk, who may not read it', async () => {
			const { status } = await bytes(`/items/evidence_items?export=csv_utf8&fields=fact,user_created`, clerk);
			expect(status).toBe(403);
			const exported = opened(
				(await bytes('/items/evidence_items?export=csv_utf8&fields=scorecard.village_name,fact,value,status', clerk))
					.text,
			);
			expect(exported.map((one) => one['核查事项与结果'])).toContain('专门的办公场地');
			expect(exported.length).toBe(4);
		});

		it('into a file has one mark, a name that opens in Excel, and tells in Chinese that it is ready', async () => {
			const i = instance();
			const query = {
				fields: ['scorecard.village_name', 'criterion', 'fact', 'value', 'status'],
				filter: { scorecard: { _eq: card.id } },
				limit: -1,
			};
			succeeded(await i.api('POST', '/utils/export/evidence_items', { format: 'csv_utf8', query }));
			const file = await poll('the export is written', async () => {
				const found: Row | undefined = await i
					.database('directus_files')
					.where('filename_download', 'like', '考核材料-%')
					.whereNotNull('filesize')
					.first('id', 'filename_download');
				return found ?? null;
			});
			expect(file['filename_download']).toMatch(/^考核材料-\d{4}-\d{2}-\d{2}\.csv$/);
			const { text } = await bytes(`/assets/${String(file['id'])}`);
			expect(marks(text)).toBe(1);
			const exported = opened(text);
			expect(exported.map((one) => one['状态']).sort()).toEqual(['已提交', '已核实', '已核实', '已退回'].sort());
			expect(exported.map((one) => one['评分细则'])).toContain('1.1 领导小组、队伍、场地、档案员、专干');
			const notice = await poll('the notice is there', async () => {
				const found: Row | undefined = await i
					.database('directus_notifications')
					.where('item', String(file['id']))
					.first('subject', 'message');
				return found ?? null;
			});
			expect(notice['subject']).toBe('导出已完成');
			expect(notice['message']).toContain(`/admin/files/${String(file['id'])}`);
		});
	});
});
