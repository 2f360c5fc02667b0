// Clerks are told: of returned items once the return is committed, and of a deadline before it comes; each once.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#domain/roles.ts';
import { DATABASES, poll, startInstance } from '../support/harness/index.ts';
import { row, succeeded } from '../support/fixtures/answers.ts';
import { insertItems, item, newAssessment, type Assessment } from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

interface Notice {
	readonly subject: string;
	readonly message: string;
	readonly item: string | null;
}

/** Every second. */
const REMINDING = { ASSESSMENT_REMINDERS: '* * * * * *' };

const inDays = (days: number): string => {
	const date = new Date(Date.now() + days * 86_400_000);
	return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(date);
};

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: REMINDING });
	let assessment: Assessment;
	let office = '';
	const asOffice = { token: 'token-of-the-office-of-notices' };

	const makeUser = async (more: Readonly<Record<string, unknown>>): Promise<string> => {
		const name = randomUUID().slice(0, 8);
		const made = succeeded(
			await instance().api('POST', '/users?fields=id', {
				email: `${name}@example.com`,
				first_name: name,
				status: 'active',
				token: `token-${name}-of-the-tests`,
				...more,
			}),
		);
		return String(row(made.data)['id']);
	};
	const makeClerk = (place: number, more: Readonly<Record<string, unknown>> = {}): Promise<string> =>
		makeUser({ role: ROLES.clerk, village: assessment.cards[place]?.village, ...more });
	const noticesOf = async (user: string): Promise<Notice[]> =>
		instance()
			.database('directus_notifications')
			.select('subject', 'message', 'item')
			.where('recipient', user)
			.orderBy('id');
	const firstNotice = (user: string): Promise<Notice> =>
		poll('the notice comes', async () => (await noticesOf(user))[0] ?? null);
	/** Handed in by a clerk. */
	const submitted = (by: string, facts: readonly string[]): Promise<string[]> =>
		insertItems(
			instance(),
			facts.map((fact) =>
				item(assessment.cards[0]?.id ?? '', '1.1', fact, 1, { status: 'submitted', user_created: by }),
			),
		);

	beforeAll(async () => {
		office = await makeUser({ role: ROLES.office, ...asOffice });
		assessment = await newAssessment(instance(), { villages: 3 });
		await instance().database('assessments').where('id', assessment.id).update({ status: 'collecting' });
	});

	describe('a return', () => {
		const returnItem = (ids: readonly string[], reason: string) =>
			instance().api(
				'PATCH',
				'/items/evidence_items?limit=-1&fields=id',
				{ keys: ids, data: { status: 'returned', return_reason: reason } },
				asOffice,
			);

		it('is told to the clerk: village, criterion, reason as it was written, where to go', async () => {
			const clerk = await makeClerk(0);
			const [id = ''] = await submitted(clerk, ['office']);
			succeeded(await returnItem([id], '照片[看不清](http://x)，请*重拍*'));
			const { subject, message, item: about } = await firstNotice(clerk);
			expect(subject).toMatch(/^材料被退回：村\d-.+，细则 1\.1$/);
			expect(message).toContain('照片\\[看不清\\]\\(http\\://x\\)，请\\*重拍\\*');
			expect(message).toContain(`](${instance().url}/admin/workplace)`);
			expect(about).toBe(id);
		});

		it('of many items at once is told once, in the recipient’s language, to each clerk of the village', async () => {
			const [clerk, other] = [await makeClerk(0, { language: 'en-US' }), await makeClerk(0)];
			const ids = [...(await submitted(clerk, ['archivist', 'officer'])), ...(await submitted(other, ['work_team']))];
			succeeded(await returnItem(ids, '看不清'));
			expect(await firstNotice(clerk)).toMatchObject({ subject: '3 items of evidence returned', item: null });
			expect((await firstNotice(other)).subject).toBe('3 份材料被退回');
			expect((await noticesOf(clerk))[0]?.message.match(/^- /gm)).toHaveLength(3);
		});

		it('of single rows in one request is told once too; one that is refused is not told', async () => {
			const clerk = await makeClerk(0);
			const [first = '', second = ''] = await submitted(clerk, ['office', 'officer']);
			const batch = (reason: string) =>
				instance().api(
					'PATCH',
					'/items/evidence_items',
					[
						{ id: first, status: 'returned', return_reason: '不全' },
						{ id: second, status: 'returned', return_reason: reason },
					],
					asOffice,
				);
			expect((await batch('')).status).toBe(422);
			succeeded(await batch('也不全'));
			await firstNotice(clerk);
			expect(await noticesOf(clerk)).toHaveLength(1);
		});

		it('is not told again when a returned item is edited, nor to whoever returned an item of their own', async () => {
			const clerk = await makeClerk(0);
			const [id = ''] = await submitted(clerk, ['leading_group']);
			const [own = ''] = await submitted(office, ['leading_group']);
			succeeded(await returnItem([id], '不全'));
			await firstNotice(clerk);
			succeeded(await instance().api('PATCH', `/items/evidence_items/${id}`, { status: 'returned', note: '补记' }));
			succeeded(
				await instance().api(
					'PATCH',
					`/items/evidence_items/${own}`,
					{ status: 'returned', return_reason: '重登' },
					asOffice,
				),
			);
			const last = await makeClerk(0);
			const [next = ''] = await submitted(last, ['work_team']);
			succeeded(await returnItem([next], '不全'));
			await firstNotice(last);
			// Of `id` once, although it was edited; of the office's own, and of the last one.
			await poll('all three are told', async () => ((await noticesOf(clerk)).length >= 3 ? true : null));
			expect(await noticesOf(clerk)).toHaveLength(3);
			expect(await noticesOf(office)).toEqual([]);
		});

		it.each(['suspended', 'archived', 'moved away', 'a leader now', 'nobody', 'a colleague'] as const)(
			'is told to the active clerks, whoever wrote it: %s',
			async (gone) => {
				const author =
					gone === 'nobody'
						? null
						: gone === 'a colleague'
							? await makeUser({ role: ROLES.office })
							: await makeClerk(0);
				const [successor, second, asleep, away] = [
					await makeClerk(0),
					await makeClerk(0),
					await makeClerk(0, { status: 'suspended' }),
					await makeClerk(1),
				];
				const [id = ''] = await insertItems(instance(), [
					item(assessment.cards[0]?.id ?? '', '1.1', 'office', 1, { status: 'submitted', user_created: author }),
				]);
				const becomes = {
					suspended: { status: 'suspended' },
					archived: { status: 'archived' },
					'moved away': { village: assessment.cards[1]?.village },
					'a leader now': { role: ROLES.leader, village: null },
				} as const;
				if (author !== null && gone !== 'nobody' && gone !== 'a colleague')
					succeeded(await instance().api('PATCH', `/users/${author}?fields=id`, becomes[gone]));
				succeeded(await returnItem([id], '看不清'));
				for (const clerk of [successor, second]) expect((await firstNotice(clerk)).item).toBe(id);
				expect([await noticesOf(asleep), await noticesOf(away)]).toEqual([[], []]);
				if (author !== null && gone === 'a colleague') await firstNotice(author);
				if (author !== null) expect(await noticesOf(author)).toHaveLength(gone === 'a colleague' ? 1 : 0);
			},
		);

		it('goes through although its notice cannot be sent', async () => {
			const clerk = await makeClerk(0);
			const [id = '', after = ''] = await submitted(clerk, ['office', 'officer']);
			const { database: db } = instance();
			await db.schema.renameTable('directus_notifications', 'notifications_away');
			try {
				succeeded(await returnItem([id], '不全'));
				await poll('the failure is logged', async () => instance().log().includes('could not be sent'));
			} finally {
				await db.schema.renameTable('notifications_away', 'directus_notifications');
			}
			expect(await db('evidence_items').where({ id }).first('status')).toEqual({ status: 'returned' });
			succeeded(await returnItem([after], '不全'));
			await firstNotice(clerk);
		});
	});

	describe('a deadline', () => {
		const due = async (days: number, { id }: Assessment = assessment): Promise<void> => {
			await instance()
				.database('assessments')
				.where({ id })
				.update({ status: 'collecting', submission_deadline: inDays(days) });
		};
		/** Until `count` notices came to somebody. */
		const subjects = (clerk: string, count: number): Promise<string[]> =>
			poll('the notices come', async () => {
				const told = await noticesOf(clerk);
				return told.length >= count && told.map(({ subject }) => subject);
			});
		/** Whoever is told of this one shows that all assessments have been looked at since. */
		const lookedAtAll = async (): Promise<void> => {
			const other = await newAssessment(instance(), { villages: 1 });
			const clerk = await makeUser({ role: ROLES.clerk, village: other.cards[0]?.village });
			await due(0, other);
			expect(await subjects(clerk, 1)).toEqual(['材料报送截止提醒：今天']);
		};

		it('is told once to the clerks of villages where something is missing, after a restart too', async () => {
			succeeded(
				await instance().api('POST', `/assessment/assessments/${assessment.id}/take-out`, {
					village: assessment.cards[2]?.village,
					reason: '已撤并',
				}),
			);
			const [missing, excluded, away] = [
				await makeClerk(1),
				await makeClerk(2),
				await makeClerk(1, { status: 'suspended' }),
			];
			await due(2);
			const { subject, message } = await firstNotice(missing);
			expect(subject).toBe('材料报送截止提醒：2 天后');
			expect(message).toMatch(/还有 28 项细则材料不全/);
			await instance().restart();
			await lookedAtAll();
			expect(
				[await noticesOf(missing), await noticesOf(excluded), await noticesOf(away)].map((list) => list.length),
			).toEqual([1, 0, 0]);
		});

		it('is told again the day before, and anew when it is moved', async () => {
			const clerk = await makeClerk(1);
			await due(1);
			expect(await subjects(clerk, 1)).toEqual(['材料报送截止提醒：明天']);
			await due(3);
			expect(await subjects(clerk, 2)).toEqual(['材料报送截止提醒：明天', '材料报送截止提醒：3 天后']);
		});

		it.each([4, -1])('of %i days from today is told to nobody', async (days) => {
			await due(days);
			const clerk = await makeClerk(1);
			await lookedAtAll();
			expect(await noticesOf(clerk)).toEqual([]);
		});

		if (database === 'postgres')
			it('is told once by two servers', async () => {
				const other = await startInstance({ database: 'postgres', beside: instance(), env: REMINDING });
				try {
					await due(2);
					const clerks = await Promise.all(Array.from({ length: 12 }, () => makeClerk(1)));
					for (const clerk of clerks) await firstNotice(clerk);
					await lookedAtAll();
					expect((await Promise.all(clerks.map(noticesOf))).map((told) => told.length)).toEqual(clerks.map(() => 1));
				} finally {
					await other.stop();
				}
			}, 240_000);
	});
});
