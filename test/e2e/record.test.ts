// Twenty facts from a paper list, by keyboard alone; and one on a phone, with a photo.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFiles } from '../../seed/demo/files.ts';
import { seriousFaults } from './support/axe.ts';
import { PHONE, startStudio, type Studio } from './support/studio.ts';

const VILLAGE = '示例八村';
const OFFICE = 'office@example.com';
/** A key each; ⏎ is Enter. What is written of it: criterion, fact, value. */
const PAPER = [
	['11⏎10⏎', '1.1', 'leading_group', 0],
	['11⏎21⏎', '1.1', 'work_team', 1],
	['1.1⏎31⏎', '1.1', 'office', 1],
	['12⏎10⏎', '1.2', 'master_plan', 0],
	['21⏎3⏎', '2.1', 'mismatch', 3],
	['22⏎12⏎', '2.2', 'household', 2],
	['22⏎20⏎', '2.2', 'wall_map', 0],
	['23⏎11⏎', '2.3', 'meeting_record', 1],
	['24⏎112⏎', '2.4', 'absence', 12],
	['24⏎21⏎', '2.4', 'late_report', 1],
	['311⏎10⏎', '3.1.1', 'household', 0],
	['313⏎11⏎', '3.1.3', 'established', 1],
	['3.1.3⏎22⏎', '3.1.3', 'error', 2],
	['322⏎135.5⏎', '3.2.2', 'actual', 35.5],
	['331⏎150⏎', '3.3.1', 'target', 50],
	['331⏎237.25⏎', '3.3.1', 'actual', 37.25],
	['51⏎21⏎', '5.1', 'special_account', 1],
	['61a⏎11⏎', '6.1a', 'met', 1],
	['6.2a⏎196.4⏎', '6.2a', 'actual', 96.4],
	['63⏎14⏎', '6.3', 'below_line', 4],
] as const;
const MOST = 12;

let studio: Studio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio?.stop());

async function newest(count: number): Promise<unknown> {
	const fields = 'criterion.code,fact,value,status,observed_on,scorecard.village_name';
	const { data } = await studio.instance.api(
		'GET',
		`/items/evidence_items?sort=-date_created&limit=${count}&fields=${fields}`,
	);
	return data;
}

/** Presses what is written, one key after the other; waits as a person does, until what was typed is there. */
async function press(page: Page, keys: string): Promise<void> {
	for (const key of keys) await page.keyboard.press(key === '⏎' ? 'Enter' : key);
}

describe('recording facts', () => {
	it('twenty from a paper list, at most twelve keys a fact', async () => {
		const { page, open, faults, requests, leave } = await studio.visit(OFFICE);
		await open('/workplace');
		const returnedBefore = await page.locator('.task-card', { hasText: '退回待改' }).locator('strong').innerText();
		await open('/workplace/record');
		await page.getByRole('combobox', { name: '村（社区）' }).waitFor();
		await page.keyboard.type('示例八');
		await page.keyboard.press('Enter');
		const criterion = page.getByRole('combobox', { name: '评分细则' });
		for (const [index, [keys, code]] of PAPER.entries()) {
			expect(keys.length, keys).toBeLessThanOrEqual(MOST);
			await expect
				.poll(() => criterion.evaluate((box) => box === document.activeElement), {
					message: `${code}: the criterion is asked next`,
					timeout: 10_000,
				})
				.toBe(true);
			await press(page, keys);
			await page.getByText(`今天我登记的（${index + 1} 条）`).waitFor({ timeout: 10_000 });
		}
		const written = (await newest(PAPER.length)) as readonly {
			criterion: { code: string };
			fact: string;
			value: number;
			status: string;
			scorecard: { village_name: string };
		}[];
		const said = (one: readonly unknown[]): string => one.join(' ');
		expect(
			written
				.map((one) => said([one.criterion.code, one.fact, one.value, one.status, one.scorecard.village_name]))
				.sort(),
		).toEqual(PAPER.map(([, ...fact]) => said([...fact, 'verified', VILLAGE])).sort());
		expect(requests.filter((one) => one.startsWith('POST /items/evidence_items'))).toHaveLength(PAPER.length);
		expect(await seriousFaults(page, '.workplace-page')).toEqual([]);

		await page
			.getByRole('button', { name: /^撤销：/ })
			.first()
			.click();
		await page.getByText('已撤销').waitFor();
		expect(await newest(1)).toMatchObject([{ status: 'returned' }]);
		// Whoever leaves the page and comes back finds the day's work, and no one is asked to correct what was taken back.
		await open('/workplace');
		expect(await page.locator('.task-card', { hasText: '退回待改' }).locator('strong').innerText()).toBe(
			returnedBefore,
		);
		await open('/workplace/record');
		await page.getByText(`今天我登记的（${PAPER.length - 1} 条）`).waitFor();
		expect(faults).toEqual([]);
		await leave();
	});

	it('what is refused stays in the form, and the answer says why; offline too', async () => {
		const { page, context, open, leave } = await studio.visit(OFFICE);
		await open('/workplace/record');
		await page.getByRole('combobox', { name: '村（社区）' }).waitFor();
		await page.keyboard.type('示例七');
		await page.keyboard.press('Enter');
		await press(page, '62a⏎1');
		await page.keyboard.type('101');
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: '保存并登记下一条' }).click();
		await page.locator('.fact-control .problem').waitFor();
		const value = page.locator('.fact-control input[type=text]').first();
		await value.fill('91');
		await context.setOffline(true);
		await page.getByRole('button', { name: '保存并登记下一条' }).click();
		await page.getByText('正在填写的内容尚未保存。').first().waitFor();
		expect(await value.inputValue()).toBe('91');
		await context.setOffline(false);
		await page.getByRole('button', { name: '保存并登记下一条' }).click();
		await page.locator('.recorded-list li', { hasText: '91' }).first().waitFor();
		await leave();
	});

	it('on a phone, with a photo; nothing runs over the side', async () => {
		const { page, open, faults, leave } = await studio.visit(OFFICE, { viewport: PHONE });
		await open('/workplace/record');
		await page.getByRole('combobox', { name: '村（社区）' }).fill('DEMO-09');
		await page.locator('[role=option]').first().click();
		await page.getByRole('combobox', { name: '评分细则' }).fill('5.1');
		await page.locator('[role=option]').first().click();
		await page.locator('.fact-list label').first().click();
		await page.locator('.two-words label').first().click();
		const photo = demoFiles().find(({ path }) => path.endsWith('.jpg'));
		await page
			.locator('input[type=file]')
			.first()
			.setInputFiles(photo?.path ?? join(import.meta.dirname, 'no-photo'));
		await page.locator('.proof-upload .sent').first().waitFor();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
		await page.getByRole('button', { name: '保存并登记下一条' }).click();
		await page.locator('.recorded-list li', { hasText: '示例甲社区' }).first().waitFor();
		const { data } = await studio.instance.api(
			'GET',
			'/items/evidence_items?sort=-date_created&limit=1&fields=criterion.code,files.directus_files_id.type',
		);
		expect(data).toMatchObject([
			{ criterion: { code: '5.1' }, files: [{ directus_files_id: { type: 'image/jpeg' } }] },
		]);
		expect(faults).toEqual([]);
		await leave();
	});
});
