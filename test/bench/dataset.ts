// The data: an assessment by the official rulebook, its villages, and verified evidence spread over all of them.
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { parseRule, type CriterionRule, type FactSpec } from '#engine';
import { parsed } from '#server/platform/database.ts';

export interface Dataset {
	readonly assessment: string;
	readonly scorecards: readonly string[];
	readonly facts: readonly FactPlace[];
}

/** A fact that evidence can state, and the values it takes in turn. */
export interface FactPlace {
	readonly criterion: string;
	readonly fact: string;
	readonly values: readonly number[];
}

export interface EvidenceRow {
	readonly scorecard: string;
	readonly criterion: string;
	readonly fact: string;
	readonly value: number;
	readonly observed_on: string;
	readonly status: 'verified';
}

export interface Size {
	readonly villages: number;
	readonly evidence: number;
}

const YEAR = 2026;

/** The n-th item of evidence: neighbours differ in village, criterion and value, so that totals and ranks keep moving. */
export function evidenceRow({ scorecards, facts }: Dataset, n: number): EvidenceRow {
	const place = at(facts, n * 7);
	const day = new Date(Date.UTC(YEAR, 0, 1 + (n % 300))).toISOString().slice(0, 10);
	return {
		scorecard: at(scorecards, n * 5),
		criterion: place.criterion,
		fact: place.fact,
		value: at(place.values, Math.floor(n / 3)),
		observed_on: day,
		status: 'verified',
	};
}

function at<T>(items: readonly T[], n: number): T {
	const item = items[n % items.length];
	if (item === undefined) throw new Error('There is nothing to choose from.');
	return item;
}

/** Writes the villages, one assessment with their scorecards, and evidence. The scores are left to the server that starts on it. */
export async function fill(database: Knex, { villages, evidence }: Size): Promise<Dataset> {
	const rulebook: { id: string } | undefined = await database('rulebooks')
		.select('id')
		.where('status', 'published')
		.first();
	if (rulebook === undefined) throw new Error('There is no published rulebook: the seed is incomplete.');
	const assessment = randomUUID();
	const title = `${YEAR} 年考核`;
	await database('assessments').insert({
		id: assessment,
		title,
		year: YEAR,
		rulebook: rulebook.id,
		status: 'collecting',
	});
	const rows = Array.from({ length: villages }, (_, n) => ({
		id: randomUUID(),
		code: `B${n}`,
		name: `第 ${n} 村`,
		kind: 'village',
		active: true,
	}));
	await database.batchInsert('villages', rows, 100);
	const cards = rows.map(({ id, name, kind }) => ({
		id: randomUUID(),
		assessment,
		village: id,
		label: `${name} · ${title}`,
		village_name: name,
		village_kind: kind,
	}));
	await database.batchInsert('scorecards', cards, 100);
	const dataset = { assessment, scorecards: cards.map(({ id }) => id), facts: await factPlaces(database, rulebook.id) };
	const items = Array.from({ length: evidence }, (_, n) => ({ id: randomUUID(), ...evidenceRow(dataset, n) }));
	await database.batchInsert('evidence_items', items, 100);
	return dataset;
}

async function factPlaces(database: Knex, rulebook: string): Promise<FactPlace[]> {
	const rows: Record<string, unknown>[] = await database('criteria').where({ rulebook }).orderBy('sort');
	const rules = rows.map((row) =>
		parseRule({
			...row,
			waivable: Boolean(row['waivable']),
			params: parsed(row['params']),
			readings: parsed(row['readings']) ?? [],
		}),
	);
	return rules.flatMap((rule) => rule.facts.filter(({ kind }) => kind in VALUES).map((spec) => place(rule, spec)));
}

const VALUES: Partial<Record<FactSpec['kind'], readonly number[]>> = {
	presence: [1, 0],
	yes_no: [1, 0],
	cases: [0, 1, 0, 2],
	measure: [100, 97, 93, 88],
};

const place = ({ id }: CriterionRule, { key, kind }: FactSpec): FactPlace => ({
	criterion: id,
	fact: key,
	values: VALUES[kind] ?? [],
});
