// The office verifies what the clerks handed in, and takes the year one step on; a clerk on a phone is told what was returned.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { PHONE, startStudio, type Studio, type Visitor } from './support/studio.ts';

const PHOTO = join(import.meta.dirname, '../../seed/demo/files/office.jpg');
let studio: Studio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio.stop());

const submitted = async (): Promise<number> =>
	(await studio.instance.database('evidence_items').where('status', 'submitted').select('id')).length;

describe('核实材料', () => {
	it('ten submissions by ten keys in less than a minute', async () => {
		const { page, open, faults, leave } = await studio.visit('office@example.com');
		await open('/workplace/verify');
		await page.locator('.verify-list li').first().waitFor();
		const before = await submitted();
		const began = Date.now();
		for (let n = 0; n < 10; n += 1) {
			await page.locator('.verify-work main[aria-busy="false"]').waitFor();
			await page.keyboard.press('a');
		}
		await expect.poll(submitted, { timeout: 60_000 }).toBe(before - 10);
		expect(Date.now() - began).toBeLessThan(60_000);
		expect(await seriousFaults(page, '.verify-work')).toEqual([]);
		expect(faults).toEqual([]);
		await leave();
	});
});

describe('a clerk on a phone', () => {
	let clerk: Visitor;
	const handIn = async (): Promise<void> => {
		await clerk.page.getByRole('button', { name: '提交', exact: true }).click();
		await clerk.page.getByText('核实后计入得分').waitFor();
	};
	beforeAll(async () => {
		clerk = await studio.visit('clerk1@example.com', { viewport: PHONE });
	});
	afterAll(() => clerk.leave());

	it('hands in a fact with a photo, though what it would do is told under the thumb', async () => {
		const { page, open } = clerk;
		let answer = (): void => undefined;
		const isDown = new Promise<void>((resolve) => (answer = resolve));
		await page.route('**/assessment/evidence/preview', async (route) => {
			await isDown;
			await route.continue();
		});
		await open('/workplace');
		const before = Number((await page.getByText(/^等待核实（\d+）$/).allInnerTexts())[0]?.match(/\d+/)?.[0] ?? 0);
		await page.getByRole('button', { name: '填报材料' }).click();
		await page.locator('.entry-form').waitFor();
		// The phone's own back key leads back to the list, and not out of it.
		await page.goBack();
		await page.getByRole('button', { name: '填报材料' }).click();
		await page.getByRole('combobox', { name: '评分细则' }).selectOption({ label: '5.2 资金使用情况公告公示' });
		await page.locator('.fact-control').getByLabel('数量').fill('1');
		await page.locator('input[type="file"]:not([capture])').setInputFiles(PHOTO);
		await page.locator('.proof-upload .sent').waitFor();
		await page.getByRole('button', { name: '提交', exact: true }).hover();
		await page.mouse.down();
		answer();
		await page.locator('.fact-effect strong').waitFor();
		await page.mouse.up();
		await page.getByText('核实后计入得分').waitFor();
		await page.getByText(`等待核实（${before + 1}）`).waitFor();
		expect(await seriousFaults(page, '.clerk-start')).toEqual([]);
	});

	it('sees why it was returned, is told of it, and hands it in again', async () => {
		const { database } = studio.instance;
		const office = await studio.visit('office@example.com');
		await office.open('/workplace/verify');
		await office.page.getByRole('combobox', { name: '村（社区）' }).selectOption({ label: '示例一村' });
		await office.page.locator('.submission-detail .proof img').waitFor();
		await office.page.keyboard.press('r');
		await office.page.keyboard.press('1');
		await office.page.keyboard.press('Enter');
		await office.page.getByText('填报人会收到通知').waitFor();
		await office.leave();
		await expect
			.poll(
				async () => (await database('directus_notifications').select('subject')).map(({ subject }) => String(subject)),
				{ timeout: 30_000 },
			)
			.toContain('材料被退回：示例一村，细则 5.2');

		const { page, open, faults } = clerk;
		await open('/workplace');
		expect(await page.locator('.item-card.returned').textContent()).toContain('照片或文件看不清，请重新拍摄、上传');
		await page.getByRole('button', { name: '修改后重新提交' }).click();
		await page.getByRole('button', { name: '提交', exact: true }).click();
		await page.getByText('退回后还没有改动').waitFor();
		await page.getByLabel('说明').fill('已重新拍摄');
		await handIn();
		await expect.poll(() => page.locator('.item-card.returned').count(), { timeout: 30_000 }).toBe(0);
		expect(await database('evidence_items').where({ note: '已重新拍摄' }).first('status')).toEqual({
			status: 'submitted',
		});
		expect(faults).toEqual([]);
	});
});

describe('考核进程', () => {
	it('is taken to the review; the notice is refused with all that stands in its way', async () => {
		const { page, open, faults, leave } = await studio.visit('office@example.com');
		const { id } = await studio.instance.database('assessments').where('status', 'collecting').first('id');
		await open(`/content/assessments/${id}`);
		await page.getByRole('button', { name: '结束收集，开始复核' }).click();
		await page.locator('.confirm-dialog').getByRole('button', { name: '结束收集，开始复核' }).click();
		await page.locator('.workflow-panel [aria-current="step"]', { hasText: '复核中' }).waitFor();
		await page.locator('.workflow-panel .actions').getByRole('button', { name: '公示', exact: true }).click();
		await page.locator('.confirm-dialog').getByRole('button', { name: '公示', exact: true }).click();
		await page.locator('.unmet-conditions a').first().waitFor();
		const said = await page.locator('.unmet-conditions').textContent();
		expect(said).toMatch(/有 \d+ 份材料待核实/);
		expect(said).toMatch(/有 \d+ 项细则未评完/);
		expect(await seriousFaults(page, '.workflow-panel')).toEqual([]);
		expect(faults).toEqual([]);
		await leave();
	});
});
