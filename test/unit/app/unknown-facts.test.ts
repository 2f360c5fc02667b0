import { describe, expect, it } from 'vitest';
import { scoreCriterion, type Fact } from '#engine';
import {
	confirmed,
	sectionsOf,
	unknownFacts,
	type OpenLine,
	type UnknownFact,
} from '#app/features/evidence/confirm/unknown-facts.ts';
import type { Village } from '#app/shared/villages.ts';
import { criterionOf } from './criterion.ts';

const CODES = ['1.1', '1.2', '2.4', '3.1.1', '3.1.3', '3.3.1', '4.1', '6.1a', '6.1b'];
const criteria = CODES.map(criterionOf);
const fact = (name: string, value: string): Fact => ({
	id: `${name}-item`,
	fact: name,
	value,
	observedOn: '2026-03-01',
	reportedOn: null,
});

/** A line as the engine leaves it. */
const ORDINARY = { designated_poor: true, poor_households: 12 };

function line(
	code: string,
	{
		facts = [],
		village = '一',
		of = ORDINARY,
	}: { readonly facts?: readonly Fact[]; readonly village?: string; readonly of?: Village } = {},
): OpenLine {
	const { id, rule } = criterionOf(code);
	const { reasons } = scoreCriterion(rule, facts, []);
	return { scorecard: { id: `card-${village}`, village_name: village, village: of }, criterion: id, reasons };
}

const listed = (facts: readonly UnknownFact[]): string[] =>
	facts.map(({ criterion, spec, confirms }) => `${criterion.code} ${spec.key} ${confirms}`);

describe('what is still unknown', () => {
	it('is what the engine misses, in the order of the rulebook; a known fact and a waiver are not among it', () => {
		const facts = unknownFacts([line('2.4'), line('1.1', { facts: [fact('office', '1'), fact('officer', '0')] })], {
			criteria,
			waiting: [],
		});
		expect(listed(facts)).toEqual([
			'1.1 leading_group 1',
			'1.1 work_team 1',
			'1.1 archivist 1',
			'2.4 absence 0',
			'2.4 late_report 0',
		]);
	});

	it('cases are confirmed as none, a statement as so, a figure not at all', () => {
		const facts = unknownFacts(
			['3.1.3', '3.3.1', '6.1a'].map((code) => line(code)),
			{ criteria, waiting: [] },
		);
		expect(listed(facts)).toEqual([
			'3.1.3 established 1',
			'3.1.3 error 0',
			'3.3.1 target null',
			'3.3.1 actual null',
			'6.1a met 1',
		]);
	});

	it('says where something waits to be verified', () => {
		const waiting = [
			{ scorecard: 'card-一', criterion: 'id-2.4', fact: 'absence' },
			{ scorecard: 'card-二', criterion: 'id-2.4', fact: 'late_report' },
		];
		expect(unknownFacts([line('2.4')], { criteria, waiting }).map((one) => one.waiting)).toEqual([1, 0]);
	});

	it.each([
		['4.1', { designated_poor: false, poor_households: 9 }, 'not_poor_village'],
		['6.1b', { designated_poor: false, poor_households: 9 }, 'not_poor_village'],
		['4.1', { designated_poor: true, poor_households: 9 }, null],
		['4.1', { designated_poor: null, poor_households: null }, null],
		['3.1.1', { designated_poor: true, poor_households: 0 }, 'no_poor_households'],
		['3.1.1', { designated_poor: false, poor_households: 3 }, null],
		['1.1', { designated_poor: false, poor_households: 0 }, null],
	])('%s of a village that is %j may not apply: %s', (code, of, whyNot) => {
		const found = unknownFacts([line(code, { of })], { criteria, waiting: [] });
		expect(found.length).toBeGreaterThan(0);
		expect(new Set(found.map((one) => one.whyNot))).toEqual(new Set([whyNot]));
	});

	it('stands in sections by indicator for a village, by fact for a criterion', () => {
		const ofVillage = unknownFacts(
			['1.1', '1.2', '2.4'].map((code) => line(code)),
			{ criteria, waiting: [] },
		);
		expect(sectionsOf(ofVillage, 'village').map(({ key, facts }) => [key, facts.length])).toEqual([
			['in-1', 10],
			['in-2', 2],
		]);
		const ofCriterion = unknownFacts(
			['一', '二', '三'].map((village) => line('2.4', { village })),
			{ criteria, waiting: [] },
		);
		expect(
			sectionsOf(ofCriterion, 'criterion').map(({ key, facts }) => [key, facts.map(({ village }) => village)]),
		).toEqual([
			['absence', ['一', '二', '三']],
			['late_report', ['一', '二', '三']],
		]);
	});
});

describe('what confirming writes', () => {
	const facts = unknownFacts(
		['1.2', '2.4', '3.3.1'].map((code) => line(code)),
		{ criteria, waiting: [] },
	);
	const items = confirmed(facts, {
		observedOn: '2026-05-03',
		reportedOn: '2026-04-20',
		examination: 'document_review',
		note: ' 抽查 ',
		files: ['file-1'],
	});

	it('is one verified item a fact, but for figures; the day of the report only where it counts', () => {
		expect(items).toHaveLength(7);
		expect(items[0]).toEqual({
			scorecard: 'card-一',
			criterion: 'id-1.2',
			fact: 'master_plan',
			value: 1,
			status: 'verified',
			observed_on: '2026-05-03',
			reported_on: '2026-04-20',
			examination: 'document_review',
			note: '抽查',
			files: [{ directus_files_id: 'file-1' }],
		});
		expect(items[5]).toMatchObject({ criterion: 'id-2.4', fact: 'absence', value: 0, reported_on: null });
	});

	it('makes the engine know all of it', () => {
		const { rule } = criterionOf('1.2');
		const written = items.slice(0, 5).map((item, index) => ({
			...fact(String(Reflect.get(item, 'fact')), String(Reflect.get(item, 'value'))),
			id: String(index),
			reportedOn: String(Reflect.get(item, 'reported_on')),
		}));
		expect(scoreCriterion(rule, written, [])).toMatchObject({ state: 'assessed', awarded: '2' });
	});
});
