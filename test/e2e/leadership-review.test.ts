import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { act, cardOf, draft, liaison, muchEvidence, OFFICE, propose, ranking, type Card } from './support/proposals.ts';
import { PHONE, startStudio, type Studio } from './support/studio.ts';

let studio: Studio;
/** A village that two occurrences take past the one before it. */
let village: Card;
let passed: Card;
/** Its 加分, once it is approved. */
let approved: string;

beforeAll(async () => {
	studio = await startStudio();
	const cards = await ranking(studio);
	const behind = cards.findIndex(
		(card, index) =>
			index > 0 && Number(cards[index - 1]?.total) - card.total > 0 && Number(cards[index - 1]?.total) - card.total < 4,
	);
	const [before, after] = [cards[behind - 1], cards[behind]];
	if (before === undefined || after === undefined) throw new Error('No two villages of the demo lie within 4 points.');
	[passed, village] = [before, after];
	await liaison(studio, village.village, null);
	await muchEvidence(studio, village.id, 300);
}, 240_000);
afterAll(() => studio.stop());

describe('a leader on a phone', () => {
	it('opens what waits with at most 6 requests, approves it, and sees the ranking change', async () => {
		approved = await propose(studio, village.id, { occurrences: 2 });
		for (const email of ['leader2@example.com', 'leader3@example.com'])
			await act(studio, email, { id: approved, action: 'vote', body: { vote: 'approve', comment: '材料齐全' } });
		const { page, open, settled, requests, faults, leave } = await studio.visit('leader1@example.com', {
			viewport: PHONE,
		});
		await open('/leadership-review');
		await page.getByRole('link', { name: village.name }).waitFor();
		const known = requests.length;
		await page.getByRole('link', { name: village.name }).click();
		await page.getByText('还需 1 票同意即通过').waitFor();
		await page.getByText(`第 ${village.rank} 名`).first().waitFor();
		await settled();
		// Directus notes which page somebody was on last.
		const opened = requests.slice(known).filter((request) => !request.includes('/users/me/track/page'));
		expect(opened.length, opened.join('\n')).toBeLessThanOrEqual(6);
		expect(opened.length).toBeGreaterThanOrEqual(2);

		const approve = page.getByRole('button', { name: '同意', exact: true });
		const box = await approve.boundingBox();
		expect(Math.min(box?.width ?? 0, box?.height ?? 0), 'a thumb needs 44 pixels').toBeGreaterThanOrEqual(44);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
		await approve.click();
		await page.getByText('这一票将使提案通过。').waitFor();
		await page.getByRole('button', { name: '确认同意' }).click();
		await page.getByText('提案已通过', { exact: true }).waitFor();
		await page.locator('.movement', { hasText: /升\d+位/ }).waitFor();
		expect(await page.getByText(`${village.name}：`).first().innerText()).toContain('→');
		expect(await page.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
		expect(faults).toEqual([]);
		await leave();

		const now = await cardOf(studio, village.id);
		expect(now.total).toBeCloseTo(village.total + 4, 6);
		expect(now.rank).toBeLessThan((await cardOf(studio, passed.id)).rank);
	});

	it('a revocation, proposed by one and approved by the others, takes the points back', async () => {
		const first = await studio.visit('leader1@example.com');
		await first.open(`/leadership-review/case/${approved}`);
		await first.page.getByRole('button', { name: '提出撤销' }).click();
		await first.page.getByRole('button', { name: '提出撤销' }).last().click();
		await first.page.getByText('请填写原因。').waitFor();
		await first.page.getByRole('textbox', { name: '撤销理由' }).fill('同一事项已在上年度计分');
		await first.page.getByRole('button', { name: '提出撤销' }).last().click();
		await first.page.getByText('拟撤销的决定').waitFor();
		await first.page.getByText(/您不参加本提案的表决/).waitFor();
		const revocation = new URL(first.page.url()).pathname.split('/').at(-1) ?? '';
		expect(revocation).not.toBe(approved);
		expect(first.faults).toEqual([]);
		await first.leave();

		for (const email of ['leader2@example.com', 'leader4@example.com'])
			await act(studio, email, { id: revocation, action: 'vote', body: { vote: 'approve' } });
		const third = await studio.visit('leader3@example.com');
		await third.open(`/leadership-review/case/${revocation}`);
		await third.page.getByRole('button', { name: '同意', exact: true }).click();
		await third.page.getByRole('button', { name: '确认同意' }).click();
		await third.page.getByText('提案已通过', { exact: true }).waitFor();
		expect(third.faults).toEqual([]);
		await third.leave();
		const now = await cardOf(studio, village.id);
		expect([now.total, now.rank]).toEqual([village.total, village.rank]);
	});
});

describe('who may not vote', () => {
	it('the liaison leader is told why there is no button', async () => {
		await liaison(studio, passed.village, 'leader3@example.com');
		const id = await propose(studio, passed.id);
		const { page, open, faults, leave } = await studio.visit('leader3@example.com');
		await open(`/leadership-review/case/${id}`);
		await page.getByText('您不参加本提案的表决：该村（社区）的包村领导').waitFor();
		expect(await page.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
		expect(faults).toEqual([]);
		await leave();
	});

	it('who comes too late is told what happened, and sees what is so now', async () => {
		const id = await propose(studio, village.id, { category: 'typical_speech' });
		const { page, open, leave } = await studio.visit('leader2@example.com');
		await open(`/leadership-review/case/${id}`);
		await page.getByRole('button', { name: '不同意' }).click();
		await act(studio, OFFICE, { id, action: 'withdraw', body: { reason: '材料有误' } });
		await page.getByRole('button', { name: '确认不同意' }).click();
		await page.getByText('情况已有变化，页面已更新。').waitFor();
		await page.getByText('材料有误').waitFor();
		expect(await page.getByRole('button', { name: '不同意' }).count()).toBe(0);
		await leave();
	});
});

describe('the item page of the Studio', () => {
	it('puts a draft to the vote, and then shows it so', async () => {
		const id = await draft(studio, village.id, { category: 'reception' });
		const { page, open, faults, leave } = await studio.visit(OFFICE);
		await open(`/content/adjustments/${id}`);
		await page.getByRole('radio', { name: '省市重要活动和接待任务中工作出色' }).waitFor();
		await page.getByRole('button', { name: '提请表决' }).click();
		await page.getByText('提请领导小组表决').waitFor();
		await page
			.locator('.confirm-dialog')
			.getByRole('button', { name: /提请表决/ })
			.click();
		await page.getByText('还需 3 票同意即通过').waitFor();
		// What is proposed can no longer be edited: the form knows the item anew.
		await page.getByRole('radio', { name: '重大创新' }).and(page.locator(':disabled')).waitFor();
		expect(faults).toEqual([]);
		await leave();
	});
});

describe('the pages of the module', () => {
	it.each<[string, boolean]>([
		['zh-CN', false],
		['en-US', true],
	])('have no serious fault for who cannot see or use a mouse (%s, dark: %s)', async (locale, dark) => {
		const open = await propose(studio, village.id, { category: 'commendation' });
		const visitor = await studio.visit('leader1@example.com', { dark });
		await studio.instance
			.database('directus_users')
			.where({ email: 'leader1@example.com' })
			.update({ language: locale });
		const found: string[] = [];
		for (const path of ['', `/case/${open}`, '/results', `/results/${village.id}`, '/mine', '/new', '/minutes']) {
			await visitor.open(`/leadership-review${path}`);
			await visitor.page.locator('.review-page').waitFor();
			await visitor.settled();
			found.push(...(await seriousFaults(visitor.page, '.review-page')).map((fault) => `${path}: ${fault}`));
			if (locale === 'en-US')
				found.push(
					...(
						await visitor.page
							.locator('.review-page button:not(.proof button), .review-page h2, .review-page dt, .review-page legend')
							.allInnerTexts()
					)
						.filter((text) => /^[\p{Script=Han}]+$/u.test(text))
						.map((text) => `${path}: ${text}`),
				);
		}
		expect(found).toEqual([]);
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('the minutes print without the frame of the Studio', async () => {
		const { page, open, leave } = await studio.visit('auditor@example.com');
		await open(`/leadership-review/case/${approved}`);
		await page.getByRole('link', { name: '会议纪要' }).last().click();
		await page.getByRole('heading', { name: '扶贫开发领导小组加分扣分表决纪要' }).first().waitFor();
		await page.emulateMedia({ media: 'print' });
		expect(await page.locator('.print-only').getByText('成员签字').isVisible()).toBe(true);
		expect(await page.locator('#app').isVisible()).toBe(false);
		await leave();
	});

	it('clerks have no such page', async () => {
		const { page, open, leave } = await studio.visit('clerk1@example.com');
		await open('/leadership-review');
		expect(await page.locator('.review-page').count()).toBe(0);
		await leave();
	});
});
