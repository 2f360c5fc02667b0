import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { explain, parseRule, scoreCriterion, type Fact, type Occurrences } from '#engine';
import { ROOT, criteriaOf, official, reread } from '../../support/rulebooks/load.ts';

const number = z.union([z.string(), z.number()]).transform(String);
const value = z.union([number, z.null()]);
const fact = z.strictObject({ fact: z.string(), value, on: z.string().optional(), reported: z.string().optional() });
const caseShape = z.strictObject({
	name: z.string(),
	criterion: z.string(),
	reading: z.record(z.string(), z.unknown()).default({}),
	facts: z.union([z.array(fact), z.record(z.string(), value)]).default([]),
	adjustments: z.array(z.tuple([z.number(), z.string()])).default([]),
	result: z.tuple([number, number, z.string()]),
	reasons: z.array(z.string()).optional(),
	not_reasons: z.array(z.string()).default([]),
	says: z.string().optional(),
});
type Case = z.output<typeof caseShape>;

const folder = join(ROOT, 'test/cases');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const criteria = new Map(criteriaOf(official.document).map((doc) => [doc.code, doc]));

function casesIn(file: string): readonly Case[] {
	return z.array(caseShape).parse(parse(readFileSync(join(folder, file), 'utf8')));
}

function factsOfCase({ facts }: Case): readonly Fact[] {
	const list: readonly z.output<typeof fact>[] = Array.isArray(facts)
		? facts
		: Object.entries(facts).map(([key, raw]) => ({ fact: key, value: raw }));
	return list.map((entry, index) => ({
		id: `item-${index}`,
		fact: entry.fact,
		value: entry.value,
		observedOn: entry.on ?? null,
		reportedOn: entry.reported ?? null,
	}));
}

function occurrencesOfCase({ adjustments }: Case): readonly Occurrences[] {
	return adjustments.map(([occurrences, category], index) => ({ id: `adjustment-${index}`, occurrences, category }));
}

describe.each(files)('%s', (file) => {
	test.each(casesIn(file).map((entry) => [`${entry.criterion}: ${entry.name}`, entry] as const))('%s', (_, entry) => {
		const doc = criteria.get(entry.criterion);
		if (!doc) throw new Error(`the rulebook has no criterion ${entry.criterion}`);
		const rule = parseRule(reread(doc, entry.reading));
		const line = scoreCriterion(rule, factsOfCase(entry), occurrencesOfCase(entry));

		expect([line.awarded, line.attainable, line.state]).toEqual(entry.result);
		const codes = line.reasons.map(({ code }) => code);
		if (entry.reasons) expect(codes.filter((code) => code !== 'reading')).toEqual(entry.reasons);
		for (const absent of entry.not_reasons) expect(codes).not.toContain(absent);
		if (entry.says) expect(explain(rule, line, 'zh-CN')).toContain(entry.says);
	});
});

describe('the cases together', () => {
	const all = files.flatMap(casesIn);

	test('are sentences that differ', () => {
		const names = all.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});

	test.each([...criteria.keys()])('cover criterion %s', (code) => {
		expect(all.some(({ criterion }) => criterion === code)).toBe(true);
	});

	const options = [...criteria.values()].flatMap((doc) =>
		(doc.readings ?? [])
			.filter(({ param }) => param !== 'waiver')
			.flatMap(({ param, options: choices }) => choices.map((option) => [doc.code, param, option] as const)),
	);
	test.each(options)('cover the reading %s %s = %s', (code, param, option) => {
		const doc = criteria.get(code);
		const inForce = param === 'points' ? doc?.points : doc?.params[param];
		const covered = all
			.filter(({ criterion }) => criterion === code)
			.some(({ reading }) => String(reading[param] ?? inForce) === String(option));
		expect(covered).toBe(true);
	});
});
