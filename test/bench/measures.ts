// What is timed: what a person or program does through HTTP, once, in milliseconds.
import { evidenceRow, type Dataset, type EvidenceRow } from './dataset.ts';
import type { Client } from './client.ts';

/** The ratio to the bare Directus that is wanted at the most, on each database. */
export type Goal = Readonly<Record<'sqlite' | 'postgres', number>>;

export interface Measure {
	readonly title: string;
	readonly goal: Goal;
	/** Repetitions that make one round's figure (their median). */
	readonly times: number;
	/** `n` counts on through all rounds, the same on every side. */
	readonly run: (client: Client, dataset: Dataset, n: number) => Promise<void>;
}

const COLUMNS = ['scorecard', 'criterion', 'fact', 'value', 'observed_on', 'status'] as const;

const read = (client: Client, scorecard: string): Promise<unknown> =>
	client.get(`/items/scorecards/${scorecard}?fields=*,lines.*`);

const rows = (dataset: Dataset, n: number, count: number): EvidenceRow[] =>
	Array.from({ length: count }, (_, index) => evidenceRow(dataset, n * count + index));

const csvOf = (items: readonly EvidenceRow[]): string =>
	[COLUMNS.join(','), ...items.map((item) => COLUMNS.map((column) => item[column]).join(','))].join('\n');

async function writeAndRead(client: Client, dataset: Dataset, items: readonly EvidenceRow[]): Promise<void> {
	await client.post('/items/evidence_items', items.length === 1 ? items[0] : items);
	await read(client, items[0]?.scorecard ?? '');
}

export const WRITE_ONE: Measure = {
	title: 'POST 1 item, read its scorecard',
	goal: { sqlite: 1.2, postgres: 1.15 },
	times: 15,
	run: (client, dataset, n) => writeAndRead(client, dataset, rows(dataset, n, 1)),
};

export const WRITE_HUNDRED: Measure = {
	title: 'POST 100 items, read a scorecard',
	goal: { sqlite: 1.12, postgres: 1.12 },
	times: 2,
	run: (client, dataset, n) => writeAndRead(client, dataset, rows(dataset, n, 100)),
};

export const IMPORT: Measure = {
	title: 'import CSV of 1,000, read a scorecard',
	goal: { sqlite: 1.12, postgres: 1.12 },
	times: 1,
	run: async (client, dataset, n) => {
		const items = rows(dataset, n, 1000);
		await client.importCsv('evidence_items', csvOf(items));
		await read(client, items[0]?.scorecard ?? '');
	},
};

export const READ: Measure = {
	title: 'read a clean scorecard',
	goal: { sqlite: 1.05, postgres: 1.05 },
	times: 25,
	run: async (client, dataset, n) => void (await read(client, evidenceRow(dataset, n).scorecard)),
};
