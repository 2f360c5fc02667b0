// Next year's assessment is made while this year's runs: everybody goes on to see the one that runs, and may look at another one in place.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { criterionId } from '../../seed/rulebook/rows.ts';
import { at, rows, succeeded } from '../support/fixtures/answers.ts';
import { OFFICE } from './support/proposals.ts';
import { DASHBOARD, EMAILS } from './support/stops.ts';
import { PHONE, startStudio, type Studio } from './support/studio.ts';

let studio: Studio;
let running = '';
let next = '';
beforeAll(async () => {
	studio = await startStudio();
	const [now] = rows(
		succeeded(await studio.instance.api('GET', '/items/assessments?filter[status][_eq]=collecting&fields=id,rulebook'))
			.data,
	);
	running = String(now?.['id']);
	next = String(
		at(
			succeeded(
				await studio.instance.api(
					'POST',
					'/items/assessments?fields=id',
					{ title: '下一年度考核', year: 2027, rulebook: now?.['rulebook'] },
					{ token: await studio.token(OFFICE) },
				),
			).data,
			'id',
		),
	);
});
afterAll(() => studio?.stop());

const shown = (page: Page): Promise<string> =>
	page.locator('.assessment-choice select option:checked').first().innerText();

describe('the assessment shown', () => {
	it('is the one that runs, for the office, on the dashboard, for a clerk on a phone and for a leader; each has an own choice', async () => {
		const office = await studio.visit(OFFICE);
		await office.open('/workplace');
		expect(await shown(office.page)).toMatch(/^2026.* · 收集材料$/);
		await office.page.locator('.assessment-choice select').selectOption(next);
		await office.page.getByText('您正在查看的不是正在进行的考核。').waitFor();
		await office.settled();
		await office.open(DASHBOARD);
		await expect.poll(() => shown(office.page)).toBe('2027 下一年度考核 · 筹备中');

		const elsewhere = await studio.visit(OFFICE);
		await elsewhere.open('/workplace');
		expect(await shown(elsewhere.page)).toBe('2027 下一年度考核 · 筹备中');
		await elsewhere.page.getByRole('button', { name: '回到' }).click();
		await elsewhere.settled();
		expect(await shown(elsewhere.page)).toMatch(/^2026.* · 收集材料$/);

		const clerk = await studio.visit(EMAILS.clerk, { viewport: PHONE });
		await clerk.open('/workplace');
		expect(await shown(clerk.page)).toMatch(/^2026.* · 收集材料$/);
		await clerk.page.getByRole('button', { name: '填报材料', exact: true }).waitFor();
		const leader = await studio.visit(EMAILS.leader, { viewport: PHONE });
		await leader.open('/leadership-review/results');
		expect(await shown(leader.page)).toMatch(/^2026.* · 收集材料$/);
		expect([...office.faults, ...elsewhere.faults, ...clerk.faults, ...leader.faults]).toEqual([]);
		await Promise.all([office, elsewhere, clerk, leader].map((one) => one.leave()));
	});
});

describe('公示', () => {
	const last = '2099-01-08';
	beforeAll(() =>
		studio.instance
			.database('assessments')
			.where({ id: running })
			.update({ status: 'publicized', publicity_from: '2098-12-31', publicity_to: last }),
	);

	it('shows its last day to a clerk, who appeals; marking the appeal 成立 says before what it does, and the notice ends', async () => {
		const clerk = await studio.visit(EMAILS.clerk, { viewport: PHONE });
		await clerk.open('/workplace');
		await clerk.page.getByText(`最后一天为 ${last}`).waitFor();
		expect(await clerk.page.locator('.clerk-summary').innerText()).toContain(last);
		await clerk.leave();

		const token = await studio.token(EMAILS.clerk);
		const [card] = rows(
			succeeded(
				await studio.instance.api('GET', `/items/scorecards?filter[assessment][_eq]=${running}&fields=id`, undefined, {
					token,
				}),
			).data,
		);
		const appeal = randomUUID();
		await studio.instance.database('appeals').insert({
			id: appeal,
			scorecard: card?.['id'],
			criterion: criterionId('HLS-FP', '1', '2.1'),
			text: '台账齐全',
			status: 'open',
			date_created: new Date(),
		});
		const office = await studio.visit(OFFICE);
		await office.open(`/content/appeals/${appeal}`);
		await office.page.getByText('成立', { exact: true }).click();
		await office.page.getByText('保存为“成立”后，公示立即撤回').waitFor();
		await office.page.locator('textarea').last().fill('情况属实');
		await office.save();
		await office.page.getByText('请改正有关得分，然后重新公示').waitFor();
		expect(office.faults).toEqual([]);
		await office.leave();
	});
});

describe('a step of the course', () => {
	it('changes the page in place, without loading the app anew', async () => {
		const office = await studio.visit(OFFICE);
		await office.open(`/content/assessments/${running}`);
		await office.page.getByText('退回到“复核中”，理由：有申诉成立').waitFor();
		await office.page.evaluate(() => document.documentElement.setAttribute('data-kept', 'yes'));
		await office.page.getByRole('button', { name: '退回收集材料' }).click();
		const dialog = office.page.locator('.confirm-dialog');
		await dialog.locator('textarea').fill('补报材料');
		await dialog.getByRole('button', { name: '退回收集材料' }).click();
		await office.page.getByText('退回到“收集材料”，理由：补报材料').waitFor();
		await office.settled();
		expect(await office.page.evaluate(() => document.documentElement.getAttribute('data-kept'))).toBe('yes');
		expect(new URL(office.page.url()).pathname).toBe(`/admin/content/assessments/${running}`);
		expect(office.faults).toEqual([]);
		await office.leave();
	});
});
