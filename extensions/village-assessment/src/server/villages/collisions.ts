// Where what is recorded of two villages does not fit on one scorecard: the office decides each, nothing is guessed.
import type { Choice, CollisionKind } from '#domain/villages/collisions.ts';
import { factName, factValueText, type CriterionRule, type Fact, type FactSpec, type Label } from '#engine';
import { readFacts } from '#engine/known.ts';
import { Decimal, plain } from '#engine/decimal.ts';
import { nameKey } from '#server/names/folded.ts';
import type { Item } from './repository/records.ts';

export interface Held extends Item {
	/** Whose it was before. */
	readonly origin: string;
}

export interface Answer {
	readonly value: string;
	readonly numerator: string | null;
	readonly denominator: string | null;
}

export interface Collision {
	/** By this a decision names it. */
	readonly key: string;
	readonly kind: CollisionKind;
	readonly assessment: string;
	readonly scorecard: string;
	readonly rule: CriterionRule;
	readonly fact: FactSpec;
	/** case: the one that would have to give way comes first; answer: the item that decides for each village. */
	readonly items: readonly Held[];
	/** Everything that the decision is about. */
	readonly all: readonly Held[];
	readonly choices: readonly Choice[];
	/** The sum, where a sum makes sense. */
	readonly sum: Answer | null;
}

export interface OneScorecard {
	readonly assessment: string;
	readonly scorecard: string;
	readonly items: readonly Held[];
	/** Ids of the villages that come together. */
	readonly origins: readonly string[];
	readonly rules: ReadonlyMap<string, CriterionRule>;
}

export function collisionsOn(card: OneScorecard): Collision[] {
	const found: Collision[] = [];
	for (const [criterion, items] of byKey(card.items, (item) => item.criterion)) {
		const rule = card.rules.get(criterion);
		if (rule === undefined) continue;
		for (const [key, stating] of byKey(items, (item) => item.fact)) {
			const fact = rule.facts.find((one) => one.key === key);
			if (fact === undefined) continue;
			if (fact.kind === 'cases') found.push(...sameCases({ card, rule, fact, items: stating }));
			else if (fact.kind === 'waiver') found.push(...waivers({ card, rule, fact, items: stating }));
			else found.push(...answers({ card, rule, fact, items: stating }));
		}
	}
	return found;
}

interface Stating {
	readonly card: OneScorecard;
	readonly rule: CriterionRule;
	readonly fact: FactSpec;
	readonly items: readonly Held[];
}

function sameCases({ card, rule, fact, items }: Stating): Collision[] {
	const named = items.filter(
		({ caseRef, status }) => caseRef !== null && caseRef.trim() !== '' && status !== 'returned',
	);
	return [...byKey(named, ({ caseRef }) => nameKey(caseRef) ?? '')].flatMap(([, same]) => {
		const [first, ...others] = same.toSorted(
			(a, b) => Number(a.scorecard !== card.scorecard) - Number(b.scorecard !== card.scorecard),
		);
		if (first === undefined) return [];
		return others
			.filter(({ origin }) => origin !== first.origin)
			.map((item): Collision => ({
				key: `case:${item.id}`,
				kind: 'case',
				...at(card),
				rule,
				fact,
				items: [item, first],
				all: [item],
				choices: ['return', 'rename'],
				sum: null,
			}));
	});
}

/** A waiver hides whatever else is known of its criterion, of the other village as well. */
function waivers({ card, rule, fact, items }: Stating): Collision[] {
	const held = items.filter(({ status, value }) => status === 'verified' && Number(value) === 1);
	const of = new Set(held.map(({ origin }) => origin));
	if (held.length === 0 || card.origins.every((origin) => of.has(origin))) return [];
	return [
		{
			key: `waiver:${card.assessment}:${rule.id}`,
			kind: 'waiver',
			...at(card),
			rule,
			fact,
			items: held,
			all: held,
			choices: ['keep', 'return'],
			sum: null,
		},
	];
}

function answers({ card, rule, fact, items }: Stating): Collision[] {
	const verified = items.filter(({ status }) => status === 'verified');
	const deciding = [...byKey(verified, ({ origin }) => origin)].flatMap(([, of]) => decidingOf(rule, fact, of));
	if (deciding.length < 2) return [];
	const isMeasured = fact.kind === 'measure' || fact.kind === 'target';
	if (
		!isMeasured &&
		new Set(
			deciding.map(({ value, reportedOn }) => `${Number(value)} ${fact.reported ? (reportedOn ?? '') === '' : ''}`),
		).size === 1
	)
		return [];
	const choices: Choice[] = isMeasured ? ['keep', 'latest', 'value'] : ['keep', 'latest'];
	return [
		{
			key: `answer:${card.assessment}:${rule.id}:${fact.key}`,
			kind: 'answer',
			...at(card),
			rule,
			fact,
			items: deciding,
			all: verified,
			choices,
			sum: isMeasured ? sumOf(fact, deciding) : null,
		},
	];
}

const at = ({ assessment, scorecard }: OneScorecard): { readonly assessment: string; readonly scorecard: string } => ({
	assessment,
	scorecard,
});

function decidingOf(rule: CriterionRule, fact: FactSpec, items: readonly Held[]): Held[] {
	const [id] = readFacts(rule, items.map(asFact)).facts.get(fact.key)?.evidence ?? [];
	return items.filter((item) => item.id === id);
}

const asFact = ({ id, fact, value, numerator, denominator, observedOn, reportedOn }: Held): Fact => ({
	id,
	fact,
	value,
	numerator,
	denominator,
	observedOn,
	reportedOn,
});

/** What is counted adds up; a per cent does where its counts are known; an index or an income does not. */
function sumOf(fact: FactSpec, items: readonly Held[]): Answer | null {
	const add = (values: readonly (string | null)[]): string | null =>
		values.some((value) => value === null)
			? null
			: plain(values.reduce((sum, value) => sum.plus(value ?? 0), new Decimal(0)));
	if (fact.percent) {
		const [numerator, denominator] = [add(items.map((one) => one.numerator)), add(items.map((one) => one.denominator))];
		return numerator === null || denominator === null ? null : { value: '', numerator, denominator };
	}
	const value = fact.integer ? add(items.map((one) => one.value)) : null;
	return value === null ? null : { value, numerator: null, denominator: null };
}

/** 3.1.1 危房户：张三. */
export const nameOfCollision = ({ rule, fact, items, kind }: Collision): Required<Label> => {
	if (kind === 'waiver')
		return {
			'zh-CN': `${rule.code}「${rule.title['zh-CN']}」按不适用处理`,
			'en-US': `${rule.code} ${rule.title['en-US'] ?? rule.title['zh-CN']}, waived`,
		};
	const of = kind === 'case' ? (items[0]?.caseRef ?? '') : '';
	return {
		'zh-CN': `${rule.code}「${factName(rule, fact.key, 'zh-CN')}」${of}`,
		'en-US': `${rule.code} ${factName(rule, fact.key, 'en-US')} ${of}`.trim(),
	};
};

export const valueWords = (
	rule: CriterionRule,
	{ fact, value, numerator, denominator, reportedOn }: Held,
): Required<Label> => {
	const stated = { fact, value, numerator, denominator, reportedOn };
	return { 'zh-CN': factValueText(rule, stated, 'zh-CN'), 'en-US': factValueText(rule, stated, 'en-US') };
};

function byKey<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
	return groups;
}
