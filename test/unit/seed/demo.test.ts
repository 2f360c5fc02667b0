// The demo must be what an office could have recorded: every item valid, and together an assessment under way.
import { describe, expect, test } from 'vitest';
import { checkFact, percentOf, score, type Fact, type Occurrences, type Totals } from '#engine';
import { ROLES } from '#domain/roles.ts';
import { countVotes, outcomeOf } from '#domain/adjustments/tally.ts';
import { isVote } from '#domain/adjustments/status.ts';
import { demoRows } from '../../../seed/demo/rows.ts';
import type { Row } from '../../../seed/merge/row-set.ts';
import { criterionId, rulebookRows } from '../../../seed/rulebook/rows.ts';
import { official } from '../../support/rulebooks/load.ts';

const rows = new Map<string, Row[]>();
for (const set of [...(await rulebookRows()), ...(await demoRows())])
	rows.set(set.table, [...(rows.get(set.table) ?? []), ...set.rows]);
const table = (name: string): readonly Row[] => rows.get(name) ?? [];
const text = (value: unknown): string => String(value ?? '');

const year = (of: number): readonly Row[] => {
	const assessment = table('assessments').find((row) => row['year'] === of)?.['id'];
	return table('scorecards').filter((row) => row['assessment'] === assessment);
};
const itemsOf = (cards: readonly Row[]): Row[] =>
	table('evidence_items').filter(({ scorecard }) => cards.some(({ id }) => id === scorecard));
const scorecards = year(2026);
const items = itemsOf(scorecards);
const before = { scorecards: year(2025), items: itemsOf(year(2025)) };
const verified = items.filter(({ status }) => status === 'verified');
const rules = new Map(
	official.rulebook.criteria.map((rule) => [
		criterionId(official.rulebook.code, official.rulebook.version, rule.code),
		rule,
	]),
);
const ruleOf = ({ criterion }: Row) => {
	const rule = rules.get(text(criterion));
	if (rule === undefined) throw new Error(`no criterion ${text(criterion)}`);
	return rule;
};
const named = (item: Row): string =>
	`${text(table('scorecards').find(({ id }) => id === item['scorecard'])?.['village_name'])} ` +
	`${ruleOf(item).code} ${text(item['fact'])} ${text(item['case_ref'])}`;
const those = (condition: (item: Row) => boolean): string[] => items.filter(condition).map(named);

describe('villages and scorecards', () => {
	test('twelve, plainly samples, villages and communities, some designated poor', () => {
		const villages = table('villages');
		expect(villages).toHaveLength(12);
		expect(
			villages.filter(({ name, code }) => !text(name).startsWith('示例') || !/^DEMO-\d\d$/.test(text(code))),
		).toEqual([]);
		expect(new Set(villages.map(({ kind }) => kind))).toEqual(new Set(['village', 'community']));
		expect(villages.filter(({ designated_poor }) => designated_poor).length).toBeGreaterThan(2);
		expect(villages.filter(({ kind, designated_poor }) => kind === 'community' && designated_poor)).toEqual([]);
	});

	test('every village has its scorecard, labelled as an enrolment labels it', () => {
		const [assessment] = table('assessments');
		expect(scorecards.map(({ label, village, village_kind }) => [label, village, village_kind])).toEqual(
			table('villages').map(({ id, name, kind }) => [`${text(name)} · ${text(assessment?.['title'])}`, id, kind]),
		);
	});
});

describe('each evidence item', () => {
	test('has an id of its own', () => {
		const ids = [...rows.values()].flat().map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('states a fact that its criterion takes, with a value that it can have; only a draft may leave it open', () => {
		const problems = items.flatMap((item) => {
			const open = item['value'] === null && item['status'] === 'draft';
			const check = checkFact(ruleOf(item), { fact: text(item['fact']), value: open ? 0 : item['value'] });
			return check.ok ? [] : [`${named(item)}: ${check.problem.code}`];
		});
		expect(problems).toEqual([]);
	});

	test('is examined in a way that its indicator knows', () => {
		const waysOf = new Map(table('indicators').map(({ id, examined_by }) => [id, examined_by]));
		const indicatorOf = new Map(table('criteria').map(({ id, indicator }) => [id, indicator]));
		const ways = (item: Row): unknown[] => [waysOf.get(indicatorOf.get(item['criterion']))].flat();
		expect(those((item) => !ways(item).includes(item['examination']))).toEqual([]);
	});

	test('lies in the assessment’s year and before it was verified', () => {
		expect(those(({ observed_on }) => text(observed_on) < '2026-01-01' || text(observed_on) > '2026-11-20')).toEqual(
			[],
		);
		expect(those(({ reported_on, observed_on }) => text(reported_on) > text(observed_on))).toEqual([]);
		expect(those(({ status, verified_at }) => (status === 'verified') !== (verified_at !== null))).toEqual([]);
	});

	test('names a case once: per scorecard, criterion and finding, returned items aside', () => {
		const cases = items.filter(({ case_ref, status }) => case_ref !== null && status !== 'returned');
		const keys = cases.map(({ scorecard, criterion, fact, case_ref }) =>
			[scorecard, criterion, fact, case_ref].join('/'),
		);
		expect(new Set(keys).size).toBe(keys.length);
		expect(those(({ case_ref, value }) => case_ref !== null && value !== 1)).toEqual([]);
	});

	test('gives the reason where it was returned, and where a criterion is waived', () => {
		expect(those(({ status, return_reason }) => (status === 'returned') !== (return_reason !== null))).toEqual([]);
		expect(those(({ fact, note }) => fact === 'waiver' && note === null)).toEqual([]);
	});

	test('has the per cent that its two counts make', () => {
		expect(
			those(
				({ numerator, denominator, value }) =>
					numerator !== null && percentOf(numerator, denominator) !== String(value),
			),
		).toEqual([]);
	});
});

describe('together they', () => {
	test('are several hundred, in all states', () => {
		expect(items.length).toBeGreaterThanOrEqual(400);
		expect(items.length).toBeLessThanOrEqual(600);
		expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['draft', 'submitted', 'verified', 'returned']));
	});

	test('touch every fact of every criterion', () => {
		const stated = new Set(items.map((item) => `${ruleOf(item).code} ${text(item['fact'])}`));
		const all = [...rules.values()].flatMap(({ code, facts }) =>
			facts.filter(({ kind }) => kind !== 'waiver').map(({ key }) => `${code} ${key}`),
		);
		expect(all.filter((fact) => !stated.has(fact))).toEqual([]);
	});

	test('have what a year brings: named cases, per cents, waivers, documents reported, later measurements', () => {
		const measured = verified
			.filter(({ fact }) => fact === 'actual')
			.map(({ scorecard, criterion }) => `${text(scorecard)}/${text(criterion)}`);
		const kinds = {
			cases: verified.filter(({ case_ref }) => case_ref !== null).length,
			percents: verified.filter(({ numerator }) => numerator !== null).length,
			waivers: verified.filter(({ fact }) => fact === 'waiver').length,
			reported: verified.filter(({ reported_on }) => reported_on !== null).length,
			superseded: measured.length - new Set(measured).size,
		};
		expect(Object.entries(kinds).filter(([, number]) => number < 3)).toEqual([]);
	});

	test('make plausible totals: two villages done, one barely begun, the others under way', () => {
		const totals = new Map(scorecards.map(({ id, village_name }) => [text(village_name), totalsOf(id)]));
		const assessed = [...totals.values()].map(({ assessedCount }) => assessedCount).sort((a, b) => b - a);
		expect(assessed.filter((count) => count === 28)).toHaveLength(2);
		expect(assessed.at(-1)).toBeLessThan(8);
		expect(assessed.at(-2)).toBeGreaterThan(12);
		const odd = [...totals].filter(
			([, { total, attainable }]) => Number(total) < 20 || Number(total) > 95 || Number(attainable) > 110,
		);
		expect(odd).toEqual([]);
	});
});

test('the year before is wholly assessed and lies in its own year', () => {
	expect(before.scorecards.map(({ village }) => village)).toEqual(scorecards.map(({ village }) => village));
	expect(
		before.items.filter(({ status, observed_on }) => status !== 'verified' || !text(observed_on).startsWith('2025-')),
	).toEqual([]);
	const invalid = before.items.filter(
		(item) =>
			!checkFact(ruleOf(item), { fact: text(item['fact']), value: item['value'] }).ok ||
			(item['fact'] === 'waiver' && item['note'] === null),
	);
	expect(invalid.map(named)).toEqual([]);
	const totals = before.scorecards.map(({ id }) => totalsOf(id));
	expect(totals.map(({ assessedCount }) => assessedCount)).toEqual(totals.map(() => 28));
	expect(new Set(totals.map(({ total }) => total)).size).toBeGreaterThan(8);
});

describe('proposals', () => {
	const proposals = table('adjustments');
	const leaders = table('directus_users')
		.filter(({ role }) => role === ROLES.leader)
		.map(({ id }) => text(id));
	const votesOf = (proposal: Row): Row[] =>
		table('adjustment_votes').filter(({ adjustment }) => adjustment === proposal['id']);
	const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : []);
	const time = (value: unknown): number => (value instanceof Date ? value.getTime() : Number.NaN);

	test('there is one in every state, and a revocation decided and another open', () => {
		const states = (revocations: boolean): string[] =>
			[
				...new Set(
					proposals.filter(({ revokes }) => (revokes !== null) === revocations).map(({ status }) => text(status)),
				),
			].sort();
		expect(states(false)).toEqual(['approved', 'draft', 'proposed', 'rejected', 'revoked', 'withdrawn']);
		expect(states(true)).toEqual(['approved', 'proposed']);
		expect([...new Set(proposals.map((row) => text(row['decision_reason'])))].sort()).toEqual([
			'',
			'deadline',
			'inquorate',
			'majority',
			'out_of_reach',
		]);
		expect(table('adjustment_votes').some(({ vote }) => vote === 'recuse')).toBe(true);
	});

	test.each(proposals.map((row) => [text(row['status']), text(row['reason']).slice(0, 20), row] as const))(
		'%s: %s… stands as its votes say',
		(status, _, proposal) => {
			const rule = ruleOf(proposal);
			const isRevocation = proposal['revokes'] !== null;
			expect(
				rule.method === 'discretionary' &&
					(isRevocation || rule.params.categories.some(({ key }) => key === proposal['category'])),
			).toBe(true);
			const files = table('adjustments_files').filter(({ adjustments_id }) => adjustments_id === proposal['id']);
			expect(files.length > 0).toBe(status !== 'draft' && !isRevocation);
			if (status === 'draft') return;
			const card = table('scorecards').find(({ id }) => id === proposal['scorecard']);
			const first = proposals.find(({ id }) => id === proposal['revokes']);
			const barred = [
				proposal['user_created'],
				proposal['proposed_by'],
				table('villages').find(({ id }) => id === card?.['village'])?.['liaison_leader'],
				first?.['user_created'],
			];
			const electorate = leaders.filter((id) => !barred.includes(id)).sort();
			expect(listOf(proposal['electorate'])).toEqual(electorate);
			const cast = votesOf(proposal);
			expect(
				cast.filter(
					({ member, cast_at }) =>
						!electorate.includes(text(member)) ||
						time(cast_at) < time(proposal['proposed_at']) ||
						time(cast_at) > time(proposal['vote_deadline']),
				),
			).toEqual([]);
			// After each vote but the last it is still open; then it is what it says.
			const outcomes = [0, ...cast.map((_vote, index) => index + 1)].map((number) =>
				outcomeAfter(electorate, cast.slice(0, number), false),
			);
			expect(outcomes.slice(0, -1).every((one) => one === 'open')).toBe(true);
			const byVotes =
				proposal['decision_reason'] === 'deadline' ? outcomeAfter(electorate, cast, true) : outcomes.at(-1);
			const said = status === 'revoked' ? 'approved' : status;
			expect(byVotes).toBe(
				said === 'approved' || said === 'rejected' ? `${said}: ${text(proposal['decision_reason'])}` : 'open',
			);
		},
	);

	function outcomeAfter(electorate: readonly string[], cast: readonly Row[], closed: boolean): string {
		const votes = electorate.map((member) => {
			const vote = cast.findLast((one) => one['member'] === member)?.['vote'] ?? null;
			return { vote: isVote(vote) ? vote : null, suspended: false };
		});
		const result = outcomeOf(countVotes({ share: '0.5', votes, closed }), { closed });
		return result.status === 'open' ? 'open' : `${result.status}: ${result.reason}`;
	}
});

function totalsOf(scorecard: unknown): Totals {
	const facts = table('evidence_items').filter(
		(item) => item['scorecard'] === scorecard && item['status'] === 'verified',
	);
	const approved = table('adjustments').filter(
		(row) => row['scorecard'] === scorecard && row['status'] === 'approved' && row['revokes'] === null,
	);
	const of = (list: readonly Row[], id: string): readonly Row[] => list.filter(({ criterion }) => criterion === id);
	return score(
		{ ...official.rulebook, criteria: [...rules].map(([id, rule]) => ({ ...rule, id })) },
		{
			factsByCriterion: new Map([...rules.keys()].map((id) => [id, of(facts, id).map(factOf)])),
			adjustmentsByCriterion: new Map([...rules.keys()].map((id) => [id, of(approved, id).map(occurrencesOf)])),
		},
	).totals;
}

const factOf = (item: Row): Fact => ({
	id: text(item['id']),
	fact: text(item['fact']),
	value: text(item['value']),
	numerator: item['numerator'] === null ? null : text(item['numerator']),
	denominator: item['denominator'] === null ? null : text(item['denominator']),
	observedOn: text(item['observed_on']),
	reportedOn: item['reported_on'] === null ? null : text(item['reported_on']),
});
const occurrencesOf = (row: Row): Occurrences => ({
	id: text(row['id']),
	category: text(row['category']),
	occurrences: Number(row['occurrences']),
});
