// What the kills happen to: an assessment by a rulebook whose scores never bottom out. Each item moves a score, so a lost one shows.
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Instance } from '../support/harness/index.ts';
import type { Random } from '../support/random.ts';

export interface CrashFixture {
	readonly assessment: string;
	readonly scorecards: readonly string[];
	readonly places: readonly Place[];
}

/** A fact that evidence can state. */
export interface Place {
	readonly criterion: string;
	readonly fact: string;
	readonly kind: 'cases' | 'presence';
}

export interface Item {
	readonly scorecard: string;
	readonly criterion: string;
	readonly fact: string;
	readonly value: number;
	readonly observed_on: string;
	readonly reported_on: string | null;
	readonly status: 'verified';
	readonly note: string;
}

const YEAR = 2026;
const VILLAGES = 10;
const DEDUCTIONS = ['0.25', '0.5', '1.37'];
const label = (text: string): object => ({ 'zh-CN': text });
const deduction = {
	findings: DEDUCTIONS.map((each, n) => ({
		key: `finding_${n}`,
		label: label(`问题${n}`),
		unit: label('例'),
		deduction: each,
	})),
	count: 'each',
};
const checklist = {
	deduction: '7.5',
	items: [0, 1, 2, 3, 4].map((n) => ({ key: `item_${n}`, label: label(`项目${n}`), reported: n > 2 })),
};

const CRITERIA = [
	...['A1', 'A2', 'A3', 'A4'].map((code) => ({ code, points: 50000, method: 'deduction', params: deduction })),
	...['B1', 'B2', 'B3'].map((code) => ({ code, points: 1000, method: 'checklist', params: checklist })),
];

const created = z.object({ id: z.string() });

/** Villages and rulebook by SQL, for they are not the subject; the assessment as the office makes it. */
export async function createFixture({
	api,
	database,
}: {
	api: Instance['api'];
	database: Knex;
}): Promise<CrashFixture> {
	const rulebook = randomUUID();
	const indicator = randomUUID();
	await database.batchInsert(
		'villages',
		Array.from({ length: VILLAGES }, (_, n) => ({
			id: randomUUID(),
			code: `K${n}`,
			name: `第 ${n} 村`,
			kind: 'village',
			active: true,
		})),
		50,
	);
	await database('rulebooks').insert({
		id: rulebook,
		code: 'KILL',
		version: '1',
		title: '断电试验',
		status: 'published',
	});
	await database('indicators').insert({ id: indicator, rulebook, code: 'A', title: '断电试验', points: 203000 });
	const rows = CRITERIA.map((criterion, sort) => ({
		...criterion,
		id: randomUUID(),
		rulebook,
		indicator,
		sort,
		title: `第 ${sort} 条`,
		wording: '',
		params: JSON.stringify(criterion.params),
		readings: '[]',
		waivable: false,
	}));
	await database.batchInsert('criteria', rows, 50);
	const answer = await api('POST', '/items/assessments', {
		title: '断电试验',
		year: YEAR,
		rulebook,
		status: 'collecting',
	});
	if (answer.status !== 200) throw new Error(`The assessment was not created: ${answer.text}`);
	const assessment = created.parse(answer.data).id;
	const cards: { id: string }[] = await database('scorecards').select('id').where({ assessment }).orderBy('label');
	const places = rows.flatMap(({ id, method }): Place[] =>
		method === 'deduction'
			? deduction.findings.map(({ key }) => ({ criterion: id, fact: key, kind: 'cases' }))
			: checklist.items.map(({ key }) => ({ criterion: id, fact: key, kind: 'presence' })),
	);
	return { assessment, scorecards: cards.map(({ id }) => id), places };
}

/** An item somewhere in the fixture, observed the later the later the round: of presences the last one counts. */
export function someItem(
	{ scorecards, places }: CrashFixture,
	random: Random,
	{ round, note }: { round: number; note: string },
): Item {
	const { criterion, fact, kind } = random.pick(places);
	const day = new Date(Date.UTC(YEAR, 0, 1 + round * 20 + random.below(25))).toISOString().slice(0, 10);
	const value = kind === 'cases' ? random.below(4) : random.below(2);
	return {
		scorecard: random.pick(scorecards),
		criterion,
		fact,
		value,
		observed_on: day,
		reported_on: random.below(3) > 0 ? day : null,
		status: 'verified',
		note,
	};
}
