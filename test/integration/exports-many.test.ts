// Exports of more rows than a statement takes values: written in parts, with all rows once, while others are answered.
import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, DATABASES, poll } from '../support/harness/index.ts';
import { succeeded, type Row } from '../support/fixtures/answers.ts';
import { criterion, newAssessment, YEAR, type Assessment } from '../support/fixtures/fixtures.ts';
import { insertManyItems } from '../support/fixtures/many-items.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

/** SQLite takes 32,766 values in one statement. */
const ITEMS = 33_000;

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment: Assessment = { id: '', cards: [] };

	beforeAll(async () => {
		const { database: own } = instance();
		assessment = await newAssessment(instance(), { villages: 3 });
		await insertManyItems(own, {
			scorecards: assessment.cards.map(({ id }) => id),
			facts: [
				{ criterion: criterion('1.1'), fact: 'office', value: 1 },
				{ criterion: criterion('2.2'), fact: 'household', value: 2 },
			],
			count: ITEMS,
			year: YEAR,
		});
		// What is tested is not the scoring of so many.
		await own('score_marks').delete();
	}, 120_000);

	const ofAssessment = (): string =>
		encodeURIComponent(JSON.stringify({ scorecard: { assessment: { _eq: assessment.id } } }));
	const get = (path: string, signal?: AbortSignal): Promise<Response> =>
		fetch(`${instance().url}${path}`, {
			headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
			...(signal && { signal }),
		});

	/** How many other requests were answered between the first part of an answer and its last. */
	async function answeredMeanwhile(path: string): Promise<{ readonly text: string; readonly answered: number }> {
		const response = await get(path);
		expect(response.status).toBe(200);
		let isOver = false;
		let answered = 0;
		const others = (async () => {
			while (!isOver) {
				expect((await get('/items/villages?limit=1&fields=id')).status).toBe(200);
				answered += 1;
			}
		})();
		const text = await response.text();
		isOver = true;
		await others;
		return { text, answered };
	}

	it('a sheet of ours has every row, and others are answered in between', async () => {
		const { text, answered } = await answeredMeanwhile(
			`/assessment/assessments/${assessment.id}/export/evidence_items`,
		);
		const lines = text.trimEnd().split('\r\n');
		expect(lines.length).toBe(ITEMS + 1);
		expect(new Set(lines.map((line) => /第 \d+ 件/.exec(line)?.[0])).size).toBe(ITEMS + 1);
		expect(lines.filter((line) => line.includes('细则编号')).length).toBe(1);
		expect(answered).toBeGreaterThan(5);
	}, 300_000);

	it('Directus’s export of a list has every row in the order asked for, and others are answered in between', async () => {
		const { text, answered } = await answeredMeanwhile(
			`/items/evidence_items?export=json&fields=date_created,fact,files&sort=-date_created&filter=${ofAssessment()}`,
		);
		const rows: Row[] = JSON.parse(text);
		expect(rows.length).toBe(ITEMS);
		expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['date_created', 'fact', 'files']);
		const moments = rows.map((row) => String(row['date_created']));
		expect(moments).toEqual(moments.toSorted().reverse());
		expect(answered).toBeGreaterThan(5);
	}, 300_000);

	it('a limit and a page are kept', async () => {
		const query = `fields=id&sort=date_created&filter=${ofAssessment()}`;
		const all: Row[] = JSON.parse(await (await get(`/items/evidence_items?export=json&limit=4500&${query}`)).text());
		expect(all.length).toBe(4500);
		const second: Row[] = JSON.parse(
			await (await get(`/items/evidence_items?export=json&limit=1500&page=2&${query}`)).text(),
		);
		expect(second).toEqual(all.slice(1500, 3000));
	}, 120_000);

	it('into the library it is written while others are answered', async () => {
		const i = instance();
		const query = {
			fields: ['fact', 'value', 'status'],
			filter: { scorecard: { assessment: { _eq: assessment.id } } },
		};
		succeeded(await i.api('POST', '/utils/export/evidence_items', { format: 'csv', query, file: { title: 'many' } }));
		const file = await poll(
			'the export is written',
			async () => {
				expect((await get('/items/villages?limit=1&fields=id')).status).toBe(200);
				const found: Row | undefined = await i
					.database('directus_files')
					.where('title', 'many')
					.whereNotNull('filesize')
					.first('id');
				return found ?? null;
			},
			200,
		);
		const text = await (await get(`/assets/${String(file['id'])}`)).text();
		expect(text.trimEnd().split('\n').length).toBe(ITEMS + 1);
		expect(text.startsWith('"fact","value","status"\n')).toBe(true);
	}, 300_000);

	it('who leaves ends it: the next export is not kept waiting by those who left', async () => {
		for (let left = 0; left < 4; left += 1) {
			const leaving = new AbortController();
			const response = await get(`/items/evidence_items?export=json&filter=${ofAssessment()}`, leaving.signal);
			await response.body?.getReader().read();
			leaving.abort();
		}
		const { status } = await get('/items/evidence_items?export=json&fields=id&limit=1');
		expect(status).toBe(200);
		await poll('nobody reads any more', async () => {
			if (database === 'sqlite') return true;
			const busy: Row[] = await instance()
				.database('pg_stat_activity')
				.whereRaw('datname = current_database()')
				.where('state', 'idle in transaction');
			return busy.length === 0;
		});
	}, 120_000);
});
