// npm run bench:size [-- --database sqlite --villages 1000 --items 400000]: exports, commands and lists amid much data: how long
// they take, how long a ping waits meanwhile, and how much memory the server takes above what it had.
import { parseArgs } from 'node:util';
import {
	ADMIN_TOKEN,
	DATABASES,
	poll,
	prepareTemplates,
	startInstance,
	type DatabaseKind,
	type Instance,
} from '../support/harness/index.ts';
import { insertManyItems } from '../support/fixtures/many-items.ts';
import { fill, type Dataset } from './dataset.ts';
import { table } from './table.ts';
import { watched } from './watch.ts';

const { values } = parseArgs({
	options: {
		database: { type: 'string' },
		villages: { type: 'string', default: '1000' },
		items: { type: 'string', default: '400000' },
	},
});
const [villages, items] = [Number(values.villages), Number(values.items)];

const { stop } = await prepareTemplates({ fsync: false });
try {
	for (const database of DATABASES)
		if (values.database === undefined || values.database === database) await measureAt(database);
} finally {
	await stop();
}
process.exit(0);

async function measureAt(database: DatabaseKind): Promise<void> {
	const instance = await startInstance({ database });
	try {
		const dataset = await filled(instance);
		const rows: string[][] = [];
		for (const [title, run] of Object.entries(works(instance, dataset))) {
			const { answer, seconds, cpuSeconds, longestPing, memory } = await watched(
				{ url: instance.url, pid: instance.pid() ?? 0 },
				run,
			);
			rows.push([title, answer, seconds.toFixed(2), cpuSeconds.toFixed(2), longestPing.toFixed(0), memory.toFixed(0)]);
			console.log(`${database}: ${rows.at(-1)?.join(' · ')}`);
		}
		console.log(
			`\n${database}, ${villages} villages, ${items} items of evidence\n` +
				`${table(['', 'answer', 'seconds', 'CPU s', 'longest ping, ms', 'memory, MB'], rows)}\n`,
		);
	} finally {
		await instance.stop();
	}
}

async function filled(instance: Instance): Promise<Dataset> {
	await instance.kill();
	const { database } = instance;
	const dataset = await fill(database, { villages, evidence: 0 });
	await insertManyItems(database, {
		scorecards: dataset.scorecards,
		facts: dataset.facts.flatMap(({ values: some, ...place }) => some.map((value) => ({ ...place, value }))),
		count: items,
		year: 2026,
	});
	// One mark for each scorecard instead of one for each item.
	await database('score_marks').delete();
	await database.raw('INSERT INTO score_marks (assessment, scorecard) SELECT assessment, id FROM scorecards');
	await database.raw('ANALYZE');
	await instance.restart();
	const began = performance.now();
	await poll(
		'the scores are computed',
		async () => Number((await database('score_marks').count({ n: '*' }))[0]?.['n'] ?? 1) === 0,
		1200,
	);
	console.log(`all scores computed in ${((performance.now() - began) / 1000).toFixed(1)} s after the start`);
	return dataset;
}

function works(instance: Instance, { assessment }: Dataset): Readonly<Record<string, () => Promise<string>>> {
	const of = encodeURIComponent(JSON.stringify({ scorecard: { assessment: { _eq: assessment } } }));
	const ask = (method: string, path: string, body?: object) => async (): Promise<string> => {
		const response = await fetch(`${instance.url}${path}`, {
			method,
			headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
			...(body && { body: JSON.stringify(body) }),
		});
		let bytes = 0;
		let lines = 0;
		const reader = response.body?.getReader();
		for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
			bytes += part.value.length;
			for (const byte of part.value) if (byte === 10) lines += 1;
		}
		return `${response.status}, ${(bytes / 1e6).toFixed(1)} MB, ${lines} lines`;
	};
	const intoFile = (collection: string, body: object) => async (): Promise<string> => {
		const before = await instance.database('directus_notifications').count({ n: '*' });
		await ask('POST', `/utils/export/${collection}`, body)();
		await poll(
			'the export is over',
			async () => {
				const now = await instance.database('directus_notifications').count({ n: '*' });
				return Number(now[0]?.['n']) > Number(before[0]?.['n']);
			},
			600,
		);
		const [file] = await instance.database('directus_files').orderBy('created_on', 'desc').limit(1);
		return `${(Number(file?.['filesize'] ?? 0) / 1e6).toFixed(1)} MB`;
	};
	const fields = ['scorecard.village_name', 'criterion', 'fact', 'value', 'status', 'observed_on'];
	return {
		'newest 25 of an assessment': ask('GET', `/items/evidence_items?limit=25&sort=-date_created&filter=${of}`),
		'sheet of evidence': ask('GET', `/assessment/assessments/${assessment}/export/evidence_items`),
		'sheet of lines': ask('GET', `/assessment/assessments/${assessment}/export/scorecard_lines`),
		'export of a list, csv for Excel': ask(
			'GET',
			`/items/evidence_items?export=csv_utf8&fields=${fields.join()}&filter=${of}`,
		),
		'export of a list, json': ask('GET', `/items/evidence_items?export=json&fields=id,fact,value&filter=${of}`),
		'export into the library': intoFile('evidence_items', { format: 'csv_utf8', query: { fields, limit: -1 } }),
		verify: ask('GET', `/assessment/assessments/${assessment}/verify`),
	};
}
