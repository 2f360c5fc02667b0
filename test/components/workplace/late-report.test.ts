// What was handed in after the deadline is recorded as a late report (2.4) with one press, and once.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import LateReport from '#app/features/evidence/verify/late-report.vue';
import { lateReportOf } from '#app/features/evidence/verify/late-report.ts';
import type { Submission } from '#app/features/evidence/verify/submissions.ts';
import type { RulebookContents } from '#app/features/scorecards/rulebook-contents.ts';
import { official } from '../../support/rulebooks/load.ts';
import { fakeApi, i18n, STUBS, type Asked, sdkOver } from '../support.ts';

const given = vi.hoisted((): { api: unknown } => ({ api: null }));
vi.mock('@directus/extensions-sdk', () => ({ useApi: () => given.api, useSdk: () => sdkOver(given.api) }));

const criteria = official.rulebook.criteria.map((rule) => ({ id: `id-${rule.code}`, code: rule.code, rule }));
const rulebook = { criteria, byId: new Map(criteria.map((one) => [one.id, one])) } as unknown as RulebookContents;
const item = (more: Partial<Submission> = {}): Submission => ({
	id: 'i',
	criterion: 'id-1.2',
	scorecard: { id: 'card', village_name: '示例一村', assessment: { year: 2026, submission_deadline: '2026-12-11' } },
	fact: 'pledge',
	value: 1,
	numerator: null,
	denominator: null,
	case_ref: null,
	observed_on: '2026-12-01',
	reported_on: null,
	note: null,
	submitted_at: '2026-12-13T04:00:00.000Z',
	submitted_late: true,
	date_created: null,
	date_updated: null,
	user_created: null,
	files: [],
	...more,
});

async function show(recorded: readonly object[]): Promise<{ readonly page: VueWrapper; readonly asked: Asked[] }> {
	const found = [...recorded];
	const fake = fakeApi({
		'/items/evidence_items': ({ method }: Asked) =>
			method === 'get' ? found : (found.push({ id: 'made' }), { id: 'made' }),
	});
	given.api = fake.api;
	const page = mount(LateReport, { props: { item: item(), rulebook }, global: { plugins: [i18n()], stubs: STUBS } });
	await flushPromises();
	return { page, asked: fake.asked };
}

describe('a late report', () => {
	it('is recorded with one press', async () => {
		const { page, asked } = await show([]);
		expect(page.text()).toContain('逾期提交：首次提交于');
		await page.find('button').trigger('click');
		await flushPromises();
		const made = asked.find(({ method }) => method === 'post')?.data;
		expect(made).toMatchObject({
			scorecard: 'card',
			criterion: 'id-2.4',
			fact: 'late_report',
			value: 1,
			status: 'verified',
			case_ref: expect.stringContaining('截止 2026-12-11'),
		});
		expect(page.find('button').exists()).toBe(false);
		expect(page.text()).toContain('已记入 2.4：迟报资料 1 次');
	});

	it('that is on record already is not offered again', async () => {
		const { page } = await show([{ id: 'before' }]);
		expect(page.find('button').exists()).toBe(false);
		expect(page.find('a').attributes('href')).toContain('/content/evidence_items/before');
	});

	it('is dated in the assessment’s year, and is none where the rulebook takes no points for it', () => {
		expect(lateReportOf(item(), { rulebook, day: '2027-01-03' })?.body.observed_on).toBe('2026-12-31');
		expect(lateReportOf(item(), { rulebook, day: '2026-12-13' })?.body.observed_on).toBe('2026-12-13');
		expect(lateReportOf(item(), { rulebook: { criteria: [], byId: new Map() }, day: '2026-12-13' })).toBeNull();
	});
});
