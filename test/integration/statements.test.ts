// How many SQL statements a request may cost: more than what Directus itself asks, never per row. Counted where knex emits them.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	byShape,
	DATABASES,
	recordStatements,
	type CallOptions,
	type Instance,
	type Statement,
} from '../support/harness/index.ts';
import { succeeded, type Row } from '../support/fixtures/answers.ts';
import { insertItems, item, newAssessment, RULEBOOK, YEAR, type Card } from '../support/fixtures/fixtures.ts';
import { newGroup, newMembers, newProposal, type Group, type Member } from '../support/fixtures/group.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const COLUMNS = ['scorecard', 'criterion', 'fact', 'value', 'observed_on', 'status'];
const FACTS = [
	['2.1', 'mismatch'],
	['2.4', 'absence'],
	['2.4', 'late_report'],
	['6.3', 'below_line'],
] as const;

/** Rows over all villages and several criteria, as an import has them. */
const many = (cards: readonly Card[], count: number): Row[] =>
	Array.from({ length: count }, (_, index) => {
		const [code, fact] = FACTS[index % FACTS.length] ?? FACTS[0];
		return item(cards[index % cards.length]?.id ?? '', code, fact, index % 2);
	});

const csv = (list: readonly Row[]): FormData => {
	const lines = [COLUMNS.join(','), ...list.map((one) => COLUMNS.map((column) => String(one[column])).join(','))];
	const form = new FormData();
	form.append('file', new Blob([lines.join('\n')], { type: 'text/csv' }), 'rows.csv');
	return form;
};

/** The same tables in a Directus without the bundle, written behind its back. */
async function bareCards({ database }: Instance, count: number): Promise<Card[]> {
	const assessment = randomUUID();
	await database('assessments').insert({
		id: assessment,
		title: '考核',
		year: YEAR,
		rulebook: RULEBOOK,
		status: 'collecting',
	});
	const cards = Array.from({ length: count }, () => ({ id: randomUUID(), village: randomUUID() }));
	for (const { id, village } of cards) {
		await database('villages').insert({ id: village, code: village, name: village, kind: 'village', active: true });
		const names = { label: village, village_name: village, village_kind: 'village' };
		await database('scorecards').insert({ id, assessment, village, ...names });
	}
	return cards;
}

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, statements: true });
	const bare = useInstance({ database, statements: true, bundle: false });
	let group: Group;
	let cards: readonly Card[];
	let bareOnes: readonly Card[];
	let bareOffice: Member;

	beforeAll(async () => {
		cards = (await newAssessment(instance(), { villages: 12 })).cards;
		group = await newGroup(instance());
		bareOnes = await bareCards(bare(), 12);
		const [office] = await newMembers(bare(), 'office');
		if (office === undefined) throw new Error('no office');
		bareOffice = office;
		// What Directus remembers of a person it has seen is not counted.
		await ask(post(many(cards, 1)));
		await askBare(post(many(bareOnes, 1)));
	});

	type Call = readonly [method: string, path: string, body?: unknown];
	const post = (list: readonly Row[]): Call => ['POST', '/items/evidence_items', list.length === 1 ? list[0] : list];
	const ask = async (call: Call, by: Member = group.office): Promise<readonly Statement[]> =>
		statementsOf(instance(), call, { token: by.token });
	const askBare = async (call: Call): Promise<readonly Statement[]> =>
		statementsOf(bare(), call, { token: bareOffice.token });
	async function statementsOf(of: Instance, call: Call, options: CallOptions): Promise<readonly Statement[]> {
		const { answer, statements } = await recordStatements(of, call, options);
		succeeded(answer);
		return statements;
	}
	const expectAtMost = (statements: readonly Statement[], budget: number): void => {
		expect(statements.length, `the statements:\n${byShape(statements)}`).toBeGreaterThan(0);
		expect(statements.length, `at most ${budget}, but:\n${byShape(statements)}`).toBeLessThanOrEqual(budget);
	};

	it('POST of one item', async () => {
		expectAtMost(await ask(post(many(cards, 1))), 18);
	});

	it('POST of 100 items', async () => {
		expectAtMost(await ask(post(many(cards, 100))), 330);
	});

	it('import of 1,000 rows', async () => {
		expectAtMost(await ask(['POST', '/utils/import/evidence_items', csv(many(cards, 1000))]), 3150);
	});

	it('PATCH of 100 keys', async () => {
		const patch = (keys: readonly string[]): Call => [
			'PATCH',
			'/items/evidence_items?fields=id',
			{ keys, data: { note: '已核对' } },
		];
		const draft = { status: 'submitted', submitted_at: new Date() };
		const rows = (of: readonly Card[]): Parameters<typeof insertItems>[1] =>
			many(of, 100).map((one) => item(String(one['scorecard']), '2.1', 'mismatch', 1, draft));
		const without = await askBare(patch(await insertItems(bare(), rows(bareOnes))));
		expectAtMost(await ask(patch(await insertItems(instance(), rows(cards)))), without.length + 25);
	});

	it('verifying 100 items', async () => {
		const patch = (keys: readonly string[]): Call => [
			'PATCH',
			'/items/evidence_items?fields=id',
			{ keys, data: { status: 'verified' } },
		];
		const rows = (of: readonly Card[]): Parameters<typeof insertItems>[1] =>
			many(of, 100).map((one) =>
				item(String(one['scorecard']), '2.1', 'mismatch', 1, { status: 'submitted', submitted_at: new Date() }),
			);
		const without = await askBare(patch(await insertItems(bare(), rows(bareOnes))));
		expectAtMost(await ask(patch(await insertItems(instance(), rows(cards)))), without.length + 25);
	});

	it('a vote', async () => {
		const adjustment = await newProposal(instance(), group);
		const [leader] = group.leaders;
		if (leader === undefined) throw new Error('no leader');
		expectAtMost(await ask(['POST', `/assessment/adjustments/${adjustment}/vote`, { vote: 'approve' }], leader), 25);
	});

	it('GET of a clean scorecard', async () => {
		const read = (of: readonly Card[]): Call => ['GET', `/items/scorecards/${of[0]?.id}?fields=*,lines.*`];
		await ask(read(cards));
		await askBare(read(bareOnes));
		const without = await askBare(read(bareOnes));
		const clean = await ask(read(cards));
		expectAtMost(clean, without.length + 1);
	});

	it('a read that recomputes one line: five statements more, and BEGIN', async () => {
		const read: Call = ['GET', `/items/scorecards/${cards[0]?.id}?fields=*,lines.*`];
		const clean = await ask(read);
		await insertItems(instance(), [item(cards[0]?.id ?? '', '2.1', 'mismatch', 1)]);
		const stale = await ask(read);
		expectAtMost(stale, clean.length + 1 + 5);
		expect(stale.length).toBeGreaterThan(clean.length);
	});
});
