// Days that the year's course depends on: those that have not come, those on which evidence is due, those of a public notice.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { criterion, item, newAssessment, RULEBOOK, YEAR, type Card } from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

/** As the servers of the tests have it, which is where the office is. */
const ZONE = 'Asia/Shanghai';
const today = (): string => new Intl.DateTimeFormat('sv', { timeZone: ZONE }).format(new Date());
const daysFrom = (day: string, days: number): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** An item of which it is not said when it was found. */
const undated = (...given: Parameters<typeof item>): Row =>
	Object.fromEntries(Object.entries(item(...given)).filter(([name]) => name !== 'observed_on'));
/** The beginning of a day where the office is. */
const midnight = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment = '';
	let card: Card = { id: '', village: '' };
	let clerk: Person = { id: '', token: '' };
	let office: Person = { id: '', token: '' };
	/** Of the year that it is now, and of the next: of both, days are still to come. */
	let now = '';
	let next = '';

	const asAdmin = (method: string, path: string, body?: unknown): Promise<Answer> => instance().api(method, path, body);
	const asOffice = (method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, { token: office.token });
	const asClerk = (method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, { token: clerk.token });
	const cardOfYear = async (year: number): Promise<string> =>
		String(
			at(
				succeeded(
					await asAdmin('POST', '/items/assessments?fields=scorecards.id', {
						title: randomUUID(),
						year,
						rulebook: RULEBOOK,
					}),
				).data,
				'scorecards',
				0,
				'id',
			),
		);

	beforeAll(async () => {
		const made = await newAssessment(instance(), { villages: 1 });
		assessment = made.id;
		card = made.cards[0] ?? card;
		now = await cardOfYear(Number(today().slice(0, 4)));
		next = await cardOfYear(Number(today().slice(0, 4)) + 1);
		[clerk, office] = await Promise.all([
			newPerson(instance(), 'clerk', card.village),
			newPerson(instance(), 'office'),
		]);
		succeeded(await asOffice('POST', `/assessment/assessments/${assessment}/transition`, { to: 'collecting' }));
	});

	describe('a day that has not come', () => {
		const tomorrow = (): string => daysFrom(today(), 1);
		/** Of the year that it is: the next day, unless it is the last one; then 1 January of the year that comes. */
		const toCome = (): { readonly scorecard: string; readonly observed_on: string } => ({
			scorecard: tomorrow().startsWith(today().slice(0, 4)) ? now : next,
			observed_on: tomorrow(),
		});
		const inNextYear = (): string => `${Number(today().slice(0, 4)) + 1}-03-02`;

		it('is refused as the day of an observation on every path, and today is taken', async () => {
			const { scorecard, observed_on } = toCome();
			const wrong = item(scorecard, '1.2', 'pledge', 1, { observed_on });
			expect(expectRefusal(await asOffice('POST', '/items/evidence_items', wrong), 422, 'DAY_TO_COME')).toContain(
				observed_on,
			);
			expectRefusal(
				await asAdmin('POST', '/items/evidence_items', [undated(scorecard, '1.2', 'pledge', 1), wrong]),
				422,
				'DAY_TO_COME',
			);
			expectRefusal(
				await asAdmin('PATCH', `/items/scorecards/${scorecard}`, {
					evidence_items: { create: [wrong], update: [], delete: [] },
				}),
				422,
				'DAY_TO_COME',
			);
			const form = new FormData();
			form.append(
				'file',
				new Blob(
					[`scorecard,criterion,fact,value,observed_on\n${scorecard},${criterion('1.2')},pledge,1,${observed_on}\n`],
					{ type: 'text/csv' },
				),
				'items.csv',
			);
			const imported = await instance().api('POST', '/utils/import/evidence_items', form);
			expect(imported.status, imported.text).toBeGreaterThanOrEqual(400);
			expect(imported.text).toContain(observed_on);
			expect(await instance().database('evidence_items').where({ scorecard })).toEqual([]);
			const kept = String(
				at(
					succeeded(
						await asOffice(
							'POST',
							'/items/evidence_items?fields=id',
							item(now, '1.2', 'pledge', 1, { observed_on: today(), status: 'draft' }),
						),
					).data,
					'id',
				),
			);
			expectRefusal(await asOffice('PATCH', `/items/evidence_items/${kept}`, toCome()), 422, 'DAY_TO_COME');
			expectRefusal(
				await asOffice('PATCH', '/items/evidence_items', [{ id: kept, reported_on: tomorrow() }]),
				422,
				'DAY_TO_COME',
			);
			const graph = await asOffice('POST', '/graphql', {
				query: `mutation { update_evidence_items_item(id: "${kept}", data: { reported_on: "${tomorrow()}" }) { id } }`,
			});
			expect(graph.errors[0]?.code, graph.text).toBe('DAY_TO_COME');
		});

		it('names the day that may have been meant: of a wrong year, or of a wrong month', async () => {
			const wrongYear = expectRefusal(
				await asOffice(
					'POST',
					'/items/evidence_items',
					item(card.id, '1.2', 'pledge', 1, { reported_on: '2099-01-02' }),
				),
				422,
				'DAY_TO_COME',
			);
			expect(wrongYear).toContain(`「上报日期」2099-01-02 还没有到（今天是 ${today()}）`);
			expect(wrongYear).toContain(`是不是 ${today().slice(0, 4)}-01-02？`);
		});

		it('is told by the preview, in the field that it is of', async () => {
			const { scorecard, observed_on } = toCome();
			const ask = async (more: Row): Promise<unknown> =>
				rows(
					row(
						succeeded(
							await asOffice('POST', '/assessment/evidence/preview', {
								...undated(scorecard, '1.2', 'pledge', 1),
								...more,
							}),
						).data,
					)['problems'],
				).map(({ code, field }) => [code, field]);
			expect(await ask({ observed_on })).toEqual([['DAY_TO_COME', 'observed_on']]);
			expect(await ask({ reported_on: tomorrow() })).toEqual([['DAY_TO_COME', 'reported_on']]);
		});

		it('stored by an older version is returned, but neither verified nor handed in', async () => {
			const id = randomUUID();
			await instance()
				.database('evidence_items')
				.insert({
					...item(next, '1.2', 'pledge', 1, { observed_on: inNextYear() }),
					id,
					status: 'draft',
					user_created: office.id,
				});
			expectRefusal(await asOffice('PATCH', `/items/evidence_items/${id}`, { status: 'verified' }), 422, 'DAY_TO_COME');
			await instance().database('evidence_items').where({ id }).update({ status: 'verified', verified_by: office.id });
			succeeded(
				await asOffice('PATCH', `/items/evidence_items/${id}`, { status: 'returned', return_reason: '日期未到' }),
			);
			expectRefusal(
				await asOffice('PATCH', `/items/evidence_items/${id}`, { status: 'submitted' }),
				422,
				'DAY_TO_COME',
			);
			succeeded(await asOffice('PATCH', `/items/evidence_items/${id}`, { status: 'submitted', observed_on: null }));
		});

		it('is refused as the day on which something was done that is to be rewarded', async () => {
			const { scorecard, observed_on: occurred_on } = toCome();
			const draft = {
				scorecard,
				criterion: criterion('7'),
				category: 'innovation',
				occurrences: 1,
				reason: '重大创新',
			};
			expect(
				expectRefusal(await asOffice('POST', '/items/adjustments', { ...draft, occurred_on }), 422, 'DAY_TO_COME'),
			).toContain('发生日期');
			const id = String(
				at(
					succeeded(
						await asOffice('POST', '/items/adjustments?fields=id', { ...draft, scorecard: now, occurred_on: today() }),
					).data,
					'id',
				),
			);
			expectRefusal(
				await asOffice('PATCH', `/items/adjustments/${id}`, { scorecard, occurred_on }),
				422,
				'DAY_TO_COME',
			);
		});

		it('is never proposed by the server: without a day nothing is dated in a year that has not begun', async () => {
			const dayOf = async (scorecard: string): Promise<unknown> =>
				at(
					succeeded(
						await asOffice(
							'POST',
							'/items/evidence_items?fields=observed_on',
							undated(scorecard, '3.3.1', 'target', 60),
						),
					).data,
					'observed_on',
				);
			expect(await dayOf(next)).toBeNull();
			expect(await dayOf(now)).toBe(today());
		});
	});

	describe('evidence that comes late', () => {
		const setDeadline = (submission_deadline: string | null): Promise<unknown> =>
			instance().database('assessments').where({ id: assessment }).update({ submission_deadline });
		const handIn = async (more: Row = {}): Promise<string> =>
			String(
				at(
					succeeded(
						await asClerk(
							'POST',
							'/items/evidence_items?fields=id',
							item(card.id, '1.2', 'pledge', 1, { status: 'submitted', ...more }),
						),
					).data,
					'id',
				),
			);
		const seen = async (id: string): Promise<Row> =>
			row(
				succeeded(await asClerk('GET', `/items/evidence_items/${id}?fields=status,submitted_at,submitted_late`)).data,
			);
		const momentOf = ({ submitted_at }: Row): number => Date.parse(String(submitted_at));

		it('is marked, and when it was first handed in is kept', async () => {
			await setDeadline(daysFrom(today(), -1));
			const before = Date.now();
			const id = await handIn();
			const first = await seen(id);
			expect(first).toMatchObject({ status: 'submitted', submitted_late: true });
			expect(momentOf(first)).toBeGreaterThanOrEqual(before - 1000);
			succeeded(
				await asOffice('PATCH', `/items/evidence_items/${id}`, { status: 'returned', return_reason: '照片不清' }),
			);
			await setDeadline(null);
			succeeded(await asClerk('PATCH', `/items/evidence_items/${id}`, { status: 'submitted', note: '已补拍' }));
			expect(await seen(id)).toEqual(first);
		});

		it.each([
			[0, false],
			[1, false],
			[-1, true],
			[null, false],
		])('a deadline %s days from today: late %s', async (days, late) => {
			await setDeadline(days === null ? null : daysFrom(today(), days));
			expect((await seen(await handIn()))['submitted_late']).toBe(late);
			const draft = await handIn({ status: 'draft' });
			expect(await seen(draft)).toMatchObject({ submitted_at: null, submitted_late: false });
			succeeded(await asClerk('PATCH', '/items/evidence_items', { keys: [draft], data: { status: 'submitted' } }));
			expect(await seen(draft)).toMatchObject({ submitted_late: late });
		});

		it('is late by the midnight of the office, and anew when the deadline moves', async () => {
			await setDeadline(null);
			const id = await handIn();
			const waiver = randomUUID();
			await instance()
				.database('evidence_items')
				.where({ id })
				.update({ submitted_at: midnight(`${YEAR}-12-11`) });
			await instance()
				.database('evidence_items')
				.insert({
					...item(card.id, '5.2', 'waiver', 1, { note: '没有' }),
					id: waiver,
					status: 'submitted',
					submitted_at: midnight(`${YEAR}-12-11`),
				});
			for (const [deadline, late] of [
				[`${YEAR}-12-10`, true],
				[`${YEAR}-12-11`, false],
				[`${YEAR}-12-01`, true],
				[null, false],
			] as const) {
				succeeded(await asOffice('PATCH', `/items/assessments/${assessment}`, { submission_deadline: deadline }));
				expect(await seen(id), String(deadline)).toMatchObject({ submitted_late: late });
				expect(await seen(waiver)).toMatchObject({ submitted_late: false });
			}
		});

		it('is found in lists and told by the export', async () => {
			await setDeadline(daysFrom(today(), -1));
			const id = await handIn({ case_ref: null });
			const list = rows(
				succeeded(
					await asOffice(
						'GET',
						`/items/evidence_items?fields=id&filter[submitted_late][_eq]=true&filter[id][_eq]=${id}`,
					),
				).data,
			);
			expect(list).toEqual([{ id }]);
			const sheet = await asOffice('GET', `/assessment/assessments/${assessment}/export/evidence_items`);
			expect(sheet.text).toContain('首次提交时间');
			const [heading = '', ...told] = sheet.text.split('\r\n');
			const late = heading.split(',').indexOf('逾期提交');
			expect(
				told.map((line) => line.split(',')[late]),
				sheet.text,
			).toContain('是');
		});

		it('nobody says when it was, or that it was not late', async () => {
			await setDeadline(daysFrom(today(), -1));
			const id = await handIn();
			for (const [field, value] of [
				['submitted_at', '2026-01-01T00:00:00Z'],
				['submitted_late', false],
			] as const) {
				expectRefusal(
					await asAdmin('PATCH', `/items/evidence_items/${id}`, { [field]: value }),
					403,
					'WRITTEN_BY_THE_SERVER',
				);
				expect((await asOffice('PATCH', `/items/evidence_items/${id}`, { [field]: value })).status).toBe(403);
			}
			const { submitted_at, submitted_late } = await seen(id);
			succeeded(await asAdmin('PATCH', `/items/evidence_items/${id}`, { submitted_at, submitted_late, note: '照旧' }));
		});

		it.each([`${YEAR - 1}-12-31`, `${YEAR + 1}-01-01`, '2099-01-01'])(
			'a deadline on %s is refused: it is outside of the assessment',
			async (submission_deadline) => {
				expectRefusal(
					await asOffice('PATCH', `/items/assessments/${assessment}`, { submission_deadline }),
					422,
					'DEADLINE_OUTSIDE_THE_YEAR',
				);
				expectRefusal(
					await asOffice('POST', '/items/assessments', {
						title: randomUUID(),
						year: YEAR,
						rulebook: RULEBOOK,
						submission_deadline,
					}),
					422,
					'DEADLINE_OUTSIDE_THE_YEAR',
				);
				const id = String(
					at(
						succeeded(
							await asOffice('POST', '/items/assessments?fields=id', {
								title: randomUUID(),
								year: YEAR,
								rulebook: RULEBOOK,
								submission_deadline: `${YEAR}-12-31`,
							}),
						).data,
						'id',
					),
				);
				expectRefusal(
					await asOffice('PATCH', `/items/assessments/${id}`, { year: YEAR - 1 }),
					422,
					'DEADLINE_OUTSIDE_THE_YEAR',
				);
				succeeded(
					await asOffice('PATCH', `/items/assessments/${id}`, {
						year: YEAR - 1,
						submission_deadline: `${YEAR - 1}-12-31`,
					}),
				);
			},
		);
	});

	describe('a public notice', () => {
		const published = async (more: Row): Promise<Row> => {
			const id = String(
				at(
					succeeded(
						await asOffice('POST', '/items/assessments?fields=id', {
							title: randomUUID(),
							year: YEAR,
							rulebook: RULEBOOK,
							...more,
						}),
					).data,
					'id',
				),
			);
			await instance().database('assessments').where({ id }).update({ status: 'reviewing' });
			succeeded(await asOffice('POST', `/assessment/assessments/${id}/transition`, { to: 'publicized' }));
			return row(
				succeeded(
					await asOffice(
						'GET',
						`/items/assessments/${id}?fields=id,publicity_from,publicity_to,publicity_days,publicity_kind`,
					),
				).data,
			);
		};
		const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
		/** The last of `days` that count, the first one today if it counts. */
		const lastOf = (days: number, counts: (day: string) => boolean): string => {
			let day = today();
			for (let left = days - Number(counts(day)); left > 0; left -= Number(counts(day))) day = daysFrom(day, 1);
			return day;
		};
		const onWeekday = (day: string): boolean => weekday(day) > 0 && weekday(day) < 6;

		beforeAll(async () => {
			// Nobody takes part, so that nothing stands in the way.
			await instance().database('villages').update({ active: false });
			await instance().database('holidays').del();
		});

		it('runs for seven working days unless the assessment says otherwise', async () => {
			expect(await published({})).toMatchObject({
				publicity_days: 7,
				publicity_kind: 'working',
				publicity_from: today(),
				publicity_to: lastOf(7, onWeekday),
			});
			expect(await published({ publicity_days: 5 })).toMatchObject({ publicity_to: lastOf(5, onWeekday) });
			expect(await published({ publicity_kind: 'calendar' })).toMatchObject({ publicity_to: daysFrom(today(), 6) });
		});

		it('leaves out days off, and counts weekends that are worked', async () => {
			const off = lastOf(2, onWeekday);
			let worked = off;
			while (onWeekday(worked)) worked = daysFrom(worked, 1);
			succeeded(
				await asOffice('POST', '/items/holidays', [
					{ date: off, name: '放假', kind: 'holiday' },
					{ date: worked, name: '调休', kind: 'workday' },
				]),
			);
			const counts = (day: string): boolean => (onWeekday(day) && day !== off) || day === worked;
			const { id, publicity_to } = await published({ publicity_days: 8 });
			expect(publicity_to).toBe(lastOf(8, counts));
			const leader = await newPerson(instance(), 'leader');
			const refused = await instance().api(
				'POST',
				`/assessment/assessments/${String(id)}/transition`,
				{ to: 'final' },
				{ token: leader.token },
			);
			expect(expectRefusal(refused, 409, 'TRANSITION_REFUSED')).toMatch(/公示至 \d{4}-\d{2}-\d{2}，还有 8 个工作日/);
			expectRefusal(
				await asOffice('PATCH', `/items/assessments/${String(id)}`, { publicity_days: 1 }),
				409,
				'ASSESSMENT_CLOSED',
			);
		});

		it.each([{ publicity_days: 0 }, { publicity_days: 61 }, { publicity_days: 2.5 }, { publicity_kind: 'weeks' }])(
			'is refused with %j',
			async (more) => {
				expectRefusal(
					await asOffice('POST', '/items/assessments', {
						title: randomUUID(),
						year: YEAR,
						rulebook: RULEBOOK,
						...more,
					}),
					400,
					'MALFORMED_VALUE',
				);
			},
		);
	});
});
