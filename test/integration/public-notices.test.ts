// What anyone may read without an account: when, what, and that it can be checked without the server.
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedResult, type PublishedResult } from '#domain/contracts/public-notice.ts';
import { problemsOf } from '#server/public-notices/verifier/verify-result.mjs';
import { REQUESTS_PER_MINUTE } from '#server/public-notices/throttle.ts';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { assessEverything } from '../support/fixtures/assessed.ts';
import {
	criterion,
	insertAdjustment,
	newAssessment,
	type Assessment,
	type Card,
} from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

/** None of it may reach the public. */
const PRIVATE = {
	case_ref: '户主赵某某甲',
	note: '内部备注不公开',
	reason: '提案理由不公开',
	appeal: '申诉内容不公开',
	response: '答复内容不公开',
	file: '现场照片不公开.txt',
};

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment: Assessment = { id: '', cards: [] };
	let home: Card = { id: '', village: '' };
	let office: Person = { id: '', token: '' };
	let leader: Person = { id: '', token: '' };
	let clerk: Person = { id: '', token: '' };

	const ask = (who: Person, method: string, path: string, body?: Row): Promise<Answer> =>
		instance().api(method, path, body, { token: who.token });
	const transition = async (who: Person, to: string, reason = ''): Promise<Answer> =>
		succeeded(await ask(who, 'POST', `/assessment/assessments/${assessment.id}/transition`, { to, reason }));
	const open = (path = ''): Promise<Response> => fetch(`${instance().url}/assessment/public${path}`);
	const published = async (path = ''): Promise<PublishedResult> => {
		const answer = await open(`/${assessment.id}${path}.json`);
		expect(answer.status).toBe(200);
		return publishedResult.parse(await answer.json());
	};
	const mend = (fields: Row): Promise<Answer> =>
		ask(office, 'PATCH', `/items/assessments/${assessment.id}?fields=id`, fields);

	beforeAll(async () => {
		assessment = await newAssessment(instance(), { villages: 3 });
		home = assessment.cards[0] ?? home;
		[office, leader, clerk] = await Promise.all([
			newPerson(instance(), 'office'),
			newPerson(instance(), 'leader'),
			newPerson(instance(), 'clerk', home.village),
		]);
		await assessEverything(instance(), assessment.cards);
		const form = new FormData();
		form.append('file', new Blob(['照片'], { type: 'text/plain' }), PRIVATE.file);
		const file = await fetch(`${instance().url}/files`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${office.token}` },
			body: form,
		});
		const { data } = row(await file.json());
		await instance().database('assessments').where({ id: assessment.id }).update({ status: 'collecting' });
		succeeded(
			await ask(office, 'POST', '/items/evidence_items?fields=id', {
				scorecard: home.id,
				criterion: criterion('2.2'),
				fact: 'household',
				value: 1,
				case_ref: PRIVATE.case_ref,
				note: PRIVATE.note,
				observed_on: `${new Date().getFullYear() - 1}-05-01`,
				status: 'verified',
				files: [{ directus_files_id: row(data)['id'] }],
			}),
		);
		const bonus = await insertAdjustment(instance(), home.id);
		await instance().database('adjustments').where({ id: bonus }).update({ reason: PRIVATE.reason });
		await transition(office, 'reviewing');
	});

	it('is nothing before the notice, and nothing while the office has not put it online', async () => {
		succeeded(await mend({ public_online: true, publicity_contact: '街道扶贫办 <b>电话</b>' }));
		expect((await open(`/${assessment.id}`)).status).toBe(404);
		expect((await open(`/${assessment.id}.json`)).status).toBe(404);
		succeeded(await mend({ public_online: false }));
		await transition(office, 'publicized');
		expect((await open(`/${assessment.id}`)).status).toBe(404);
		expect(await (await open()).text()).not.toContain(assessment.id);
		// Whether it is online is no part of the frozen result.
		succeeded(await mend({ public_online: true }));
		expectRefusal(await mend({ title: '改名' }), 409, 'ASSESSMENT_CLOSED');
		expect((await open(`/${assessment.id}`)).status).toBe(200);
		expect(await (await open()).text()).toContain(assessment.id);
		for (const wrong of ['/1', `/${assessment.id}/9`, `/${assessment.id}/x`, `/${assessment.id}/1/villages/x`])
			expect((await open(wrong)).status, wrong).toBe(404);
	});

	it('has ranks, score sheets and decisions, fits itself, and nothing that is private', async () => {
		const result = await published();
		expect(result.notice).toMatchObject({ number: 1, kind: 'notice', state: 'current', others: [] });
		expect(result.document.villages).toHaveLength(3);
		const village = result.document.villages.find(({ id }) => id === home.id);
		expect(village?.lines).toHaveLength(31);
		expect(village).toMatchObject({ bonus_points: '2', decisions: [{ criterion: '7', result: 'approved' }] });
		expect(await problemsOf(result)).toEqual([]);

		const pages = [`/${assessment.id}`, `/${assessment.id}.json`, `/${assessment.id}/1/villages/${home.id}`, ''];
		const texts = await Promise.all(pages.map(async (page) => (await open(page)).text()));
		const people = await instance().database('directus_users').select('id', 'email');
		const items = await instance().database('evidence_items').where({ scorecard: home.id }).select('id');
		const secrets = [
			...Object.values(PRIVATE),
			...people.flatMap(({ id, email }) => [String(id), String(email)]),
			...items.map(({ id }) => String(id)),
			home.village,
		];
		for (const text of texts) for (const secret of secrets) expect(text).not.toContain(secret);
		expect(texts[0]).toContain('街道扶贫办 &lt;b&gt;电话&lt;/b&gt;');
		expect(texts[2]).toMatch(/2\.2[\s\S]*1\s?户/);
	});

	it('is readable without scripts, kept for a minute, and not sent twice', async () => {
		const answer = await open(`/${assessment.id}`);
		const text = await answer.text();
		expect(text).not.toContain('<script');
		expect(text.length).toBeLessThan(20_000);
		expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
		const again = await fetch(answer.url, { headers: { 'If-None-Match': answer.headers.get('etag') ?? '' } });
		expect(again.status).toBe(304);
	});

	it('stays as it was when an appeal is upheld, and the next one says what changed and why', async () => {
		const first = await published();
		const appeal = succeeded(
			await ask(clerk, 'POST', '/items/appeals?fields=id', {
				scorecard: home.id,
				criterion: criterion('2.2'),
				text: PRIVATE.appeal,
			}),
		);
		succeeded(
			await ask(office, 'PATCH', `/items/appeals/${String(at(appeal.data, 'id'))}?fields=id`, {
				status: 'upheld',
				response: PRIVATE.response,
			}),
		);
		const withdrawn = await published();
		expect(withdrawn.notice.state).toBe('withdrawn');
		expect(withdrawn.document).toEqual(first.document);
		expect(await (await open(`/${assessment.id}`)).text()).toContain('已于');

		const items = await instance()
			.database('evidence_items')
			.where({ scorecard: home.id, case_ref: PRIVATE.case_ref })
			.select('id');
		succeeded(
			await ask(office, 'PATCH', `/items/evidence_items/${String(items[0]?.id)}?fields=id`, {
				status: 'returned',
				return_reason: '申诉成立',
			}),
		);
		await transition(office, 'publicized');
		const second = await published();
		expect(second.notice).toMatchObject({ number: 2, state: 'current', others: [{ number: 1 }] });
		expect(second.corrections).toContainEqual(
			expect.objectContaining({ criterion: '2.2', field: 'points', cause: 'appeal_upheld' }),
		);
		expect(await problemsOf(second, [first])).toEqual([]);
		const forged = { ...second, corrections: second.corrections.slice(1) };
		expect(await problemsOf(forged, [first])).toHaveLength(1);
		const old = await published('/1');
		expect(old.notice.state).toBe('corrected');
		expect(old.document).toEqual(first.document);
		const texts = await Promise.all(
			['', '/1', '.json'].map(async (page) => (await open(`/${assessment.id}${page}`)).text()),
		);
		for (const text of texts) for (const secret of Object.values(PRIVATE)) expect(text).not.toContain(secret);
		expect(texts[0]).toContain('申诉成立');
	});

	it('is document when it becomes final; a change behind the server’s back is found', async () => {
		await instance()
			.database('assessments')
			.where({ id: assessment.id })
			.update({ publicity_from: '2026-01-05', publicity_to: '2026-01-13' });
		await transition(leader, 'final');
		const final = await published();
		const stored = row(
			succeeded(await ask(office, 'GET', `/items/assessments/${assessment.id}?fields=result_digest,result_digest_form`))
				.data,
		);
		expect(stored).toEqual({ result_digest: final.digest, result_digest_form: 2 });
		expect(final.notice).toMatchObject({ number: 3, kind: 'final' });
		expect(final.corrections).toEqual([]);
		expect(await problemsOf(final)).toEqual([]);
		const differences = async (): Promise<unknown> =>
			at(succeeded(await ask(office, 'GET', `/assessment/assessments/${assessment.id}/verify`)).data, 'differences');
		expect(await differences()).toEqual([]);
		const files = () => instance().database('directus_files').where({ filename_download: PRIVATE.file });
		expect((await files().first('sha256'))?.sha256).toMatch(/^[0-9a-f]{64}$/);
		for (const [table, where, change] of [
			['appeals', { scorecard: home.id }, { response: '改' }],
			['adjustments', { scorecard: home.id }, { reason: '改' }],
			['evidence_items', { scorecard: home.id, fact: 'household', status: 'verified' }, { case_ref: '改' }],
		] as const) {
			const rowsThere = () => instance().database(table).where(where);
			const before = await rowsThere();
			expect(before.length, table).toBeGreaterThan(0);
			const field = Object.keys(change)[0] ?? '';
			await rowsThere().update(change);
			expect(await differences(), table).toMatchObject([{ field: 'result_digest' }]);
			for (const { id, [field]: value } of before)
				await instance()
					.database(table)
					.where({ id })
					.update({ [field]: value });
		}
		expect(await differences()).toEqual([]);
	});

	it('is written by nobody, administrators included', async () => {
		const [first] = rows(
			succeeded(await ask(office, 'GET', `/items/public_notices?filter[assessment][_eq]=${assessment.id}`)).data,
		);
		const path = `/items/public_notices/${String(first?.['id'])}`;
		expectRefusal(await instance().api('PATCH', path, { digest: 'x' }), 403, 'WRITTEN_BY_THE_SERVER');
		expectRefusal(await instance().api('DELETE', path), 403, 'WRITTEN_BY_THE_SERVER');
		expect((await ask(clerk, 'GET', path)).status).toBe(403);
	});

	it('answers 429 to an address that asks too often', async () => {
		let status = 200;
		for (let asked = 0; asked <= REQUESTS_PER_MINUTE && status !== 429; asked += 20)
			[status = 0] = (await Promise.all(Array.from({ length: 20 }, () => open('/verify'))))
				.map((one) => one.status)
				.sort()
				.reverse();
		expect(status).toBe(429);
	});
});
