// Many facts confirmed at once, for a village and for a criterion, and taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { PHONE, startStudio, WIDE, type Studio } from './support/studio.ts';

let studio: Studio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio?.stop());

async function count(filter: object): Promise<number> {
	const { data } = await studio.instance.api(
		'GET',
		`/items/evidence_items?aggregate[count]=id&filter=${encodeURIComponent(JSON.stringify(filter))}`,
	);
	return Number((data as readonly { count: { id: number } }[])[0]?.count.id);
}

const VERIFIED = { status: { _eq: 'verified' } };

describe.each([
	['wide', WIDE, 'DEMO-11'],
	['phone-sized', PHONE, 'DEMO-12'],
] as const)('a village, %s', (_name, viewport, village) => {
	it('what was inspected is ticked and written in one request, and comes back as returned', async () => {
		const { page, open, faults, requests, leave } = await studio.visit('office@example.com', { viewport });
		await open('/workplace/confirm');
		await page.getByRole('combobox', { name: '村（社区）' }).fill(village);
		await page.locator('[role=option]').first().click();
		const sections = page.locator('.fact-sections');
		await sections.locator('.whole input').check();
		const ticked = await sections.locator('li input:checked').count();
		expect(ticked).toBeGreaterThan(0);
		await page.locator('.confirm-form select').selectOption('document_review');
		if ((await page.getByLabel('上报日期').count()) > 0) {
			await page.getByRole('button', { name: '已检查，确认登记' }).click();
			await page.getByText('所选事项须已上报街道才算具备').waitFor();
			await page.getByLabel('上报日期').fill('2026-03-02');
		}
		const before = await count(VERIFIED);
		await page.getByRole('button', { name: '已检查，确认登记' }).click();
		await page.getByText(`已登记 ${ticked} 项`).waitFor();
		expect(await count(VERIFIED)).toBe(before + ticked);
		expect(requests.filter((one) => one.startsWith('POST /items/evidence_items'))).toHaveLength(1);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
		expect(await seriousFaults(page, '.workplace-page')).toEqual([]);

		await page.getByRole('button', { name: '撤销' }).click();
		await page.getByRole('button', { name: `退回这 ${ticked} 项` }).click();
		await page.getByText(`已撤销，${ticked} 项退回`).waitFor();
		expect(await count(VERIFIED)).toBe(before);
		expect(requests.filter((one) => one.startsWith('PATCH /items/evidence_items'))).toHaveLength(1);
		expect(faults).toEqual([]);
		await leave();
	});
});

describe('a criterion', () => {
	it('lists the villages where it is unknown; a figure is recorded by itself', async () => {
		const { page, open, faults, leave } = await studio.visit('office@example.com');
		await open('/workplace/confirm');
		await page.getByText('按细则').click();
		await page.getByRole('combobox', { name: '评分细则' }).fill('4.2');
		await page.keyboard.press('Enter');
		const villages = page.locator('.fact-sections li');
		await villages.first().waitFor();
		const open42 = await villages.count();
		await page.getByRole('button', { name: '已检查，确认登记' }).click();
		await page.getByText('请先勾选已检查的事项。').waitFor();
		await villages.nth(0).locator('input').check();
		await page.getByRole('button', { name: '已检查，确认登记' }).click();
		await page.getByText('已登记 1 项').waitFor();
		await expect.poll(() => villages.count(), { timeout: 30_000 }).toBe(open42 - 1);

		await page.getByRole('combobox', { name: '评分细则' }).fill('6.2a');
		await page.keyboard.press('Enter');
		await page.getByRole('link', { name: '登记数值' }).first().click();
		await page.getByRole('heading', { name: '登记材料' }).waitFor();
		await page.getByText('6.2a').first().waitFor();
		expect(faults).toEqual([]);
		await leave();
	});
});
