// Whatever was written, and however: the read that follows at once shows it.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Instance } from '../support/harness/index.ts';
import { row, succeeded } from '../support/fixtures/answers.ts';
import { expectCard, expectRanks } from '../support/fixtures/expect-card.ts';
import { marksWaiting, newAssessment, type Assessment, type Card } from '../support/fixtures/fixtures.ts';
import { expectedCard } from '../support/fixtures/oracle.ts';
import { READS, type Read, type Reader } from '../support/fixtures/reads.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';
import { createFlows, prepareWriteFixture, WRITES, type WriteFixture, type Write } from '../support/fixtures/writes.ts';

interface Pair {
	readonly write: Write;
	readonly read: Read;
}

/** Every write with as many of the reads in turn; 1: every read is there. */
const inTurn = (reads: number): Pair[] =>
	WRITES.flatMap((write, index) =>
		Array.from({ length: reads }, (_, place) => READS[(reads * index + place) % READS.length]).flatMap((read) =>
			read === undefined ? [] : [{ write, read }],
		),
	);

/** And every read with three writes that have nothing in common. */
function pairs(): Pair[] {
	const typical = WRITES.filter(({ name }) => ['POST one', 'CSV import', 'raw SQL insert'].includes(name));
	const all = [...inTurn(2), ...READS.flatMap((read) => typical.map((write) => ({ write, read })))];
	return all.filter(
		(pair, index) => all.findIndex(({ write, read }) => write === pair.write && read === pair.read) === index,
	);
}

describe.each(DATABASES)('%s', (database) => {
	describe.each([
		// Here a read finds the drain done, or waits for it.
		['with', {}, inTurn(1)],
		// Here it has only itself.
		['without', { ASSESSMENT_BACKGROUND_DRAIN: 'false' }, pairs()],
	] as const)('%s the background drain', (_with, env, combinations) => {
		const instance = useInstance({ database, env });
		let assessment: Assessment;
		let fixed: Pick<WriteFixture, 'card' | 'other' | 'flows' | 'file'>;
		let reader: Omit<Reader, 'expected'>;

		beforeAll(async () => {
			const i = instance();
			assessment = await newAssessment(i, { villages: 2 });
			const [card, other] = assessment.cards;
			if (card === undefined || other === undefined) throw new Error('no scorecards');
			fixed = { card, other, flows: await createFlows(i), file: await uploadFile(i) };
			reader = { card, assessment: assessment.id, ...(await userOf(i, card)) };
		});

		async function settled(): Promise<WriteFixture> {
			const fixture = await prepareWriteFixture(instance(), fixed);
			await expectCard(instance(), fixture.card.id);
			return fixture;
		}

		it.each(combinations)('$write.name, then read $read.name', async ({ write, read }) => {
			const i = instance();
			const fixture = await prepareWriteFixture(i, fixed);
			await write.before?.(i, fixture);
			const before = await READS[0]?.total(i, { ...reader, expected: 0 });
			await write.run(i, fixture);
			const expected = (await expectedCard(i.database, fixture.card.id)).total;
			expect(expected, 'the write must matter').not.toBe(before);
			expect(await read.total(i, { ...reader, expected })).toBe(expected);
		});

		it.each(WRITES)(
			'$name leaves both scorecards, their lines and ranks exact, and no mark',
			async ({ before, run }) => {
				const i = instance();
				const fixture = await settled();
				await before?.(i, fixture);
				await run(i, fixture);
				await expectCard(i, fixture.card.id);
				await expectCard(i, fixture.other.id);
				await expectRanks(i, assessment.id);
				expect(await marksWaiting(i)).toBe(0);
			},
		);
	});
});

async function uploadFile({ api }: Instance): Promise<string> {
	const form = new FormData();
	form.append('file', new Blob(['proof'], { type: 'text/plain' }), 'proof.txt');
	return String(row(succeeded(await api('POST', '/files', form)).data)['id']);
}

/** A user of the card's village, who has logged in once. */
async function userOf({ api, database }: Instance, { village }: Card): Promise<{ user: string; role: string }> {
	const role = String(row(succeeded(await api('POST', '/roles', { name: randomUUID() })).data)['id']);
	const user = String(
		row(succeeded(await api('POST', '/users', { email: `${randomUUID()}@example.com`, role, village })).data)['id'],
	);
	await database('directus_activity').insert({
		action: 'login',
		user,
		collection: 'directus_users',
		item: user,
		timestamp: new Date(),
	});
	return { user, role };
}
