// A rule is changed by people who write no JSON: the office makes a new version, changes it by form, is told what is
// wrong, tries it and compares; an administrator publishes it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { PHONE, startStudio, type Studio } from './support/studio.ts';
import { rulebookId } from '../../seed/rulebook/rows.ts';

const PUBLISHED = rulebookId('HLS-FP', '1');
const TOOLS = '.rulebook-tools';

let studio: Studio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio.stop());

const criterionId = async (rulebook: string, code: string): Promise<string> => {
	const row: { id: string } | undefined = await studio.instance
		.database('criteria')
		.select('id')
		.where({ rulebook, code })
		.first();
	return row?.id ?? '';
};

describe('a new version of the rulebook', () => {
	let draft = '';

	it('is copied by the office from the published one, which cannot be changed', async () => {
		const { page, open, faults, leave } = await studio.visit('office@example.com');
		await open(`/content/criteria/${await criterionId(PUBLISHED, '1.2')}`);
		await page.getByText('已发布，不能修改').waitFor();
		expect(await page.getByLabel('每少一项扣分').isDisabled()).toBe(true);
		await page.getByText('到细则页另建新版本').click();

		await page.getByRole('button', { name: '另建新版本' }).click();
		expect(await page.getByLabel('新版本号').inputValue()).toBe('2');
		await page.getByRole('button', { name: '建立草稿' }).click();
		await page.waitForURL(
			(url) => url.pathname.startsWith('/admin/content/rulebooks/') && !url.pathname.endsWith(PUBLISHED),
		);
		draft = page.url().split('/').at(-1) ?? '';
		await page.getByText('没有发现问题，可以发布。').waitFor();
		expect(await seriousFaults(page, TOOLS)).toEqual([]);
		expect(faults).toEqual([]);
		await leave();
	});

	it('is changed by form; what no longer fits is told with its place, and mended', async () => {
		const { page, open, save, faults, leave } = await studio.visit('office@example.com');
		await open(`/content/criteria/${await criterionId(draft, '1.2')}`);
		const deduction = page.getByLabel('每少一项扣分');
		await deduction.fill('-0.5');
		await page.getByText('此数须大于 0').waitFor();
		await deduction.fill('0.5');
		await page.locator('.example-row').filter({ hasText: '不符合' }).first().waitFor();
		expect(await seriousFaults(page, '.param-form')).toEqual([]);
		expect(await seriousFaults(page, '.examples-form')).toEqual([]);
		await page.locator('[data-field="points"] input, .field:has-text("分值") input').first().fill('2.5');
		await save();

		await open(`/content/rulebooks/${draft}`);
		await page.getByText('考核指标“1”为 10 分，其下合计 10.5 分。').waitFor();
		await page.getByRole('button', { name: '对照', exact: true }).click();
		await page.getByText('共 2 处不同。').waitFor();

		await open(`/content/criteria/${await criterionId(draft, '1.2')}`);
		await page.locator('[data-field="points"] input, .field:has-text("分值") input').first().fill('2');
		await page.getByRole('button', { name: /全部改为算得的分数/ }).click();
		await save();
		await open(`/content/rulebooks/${draft}`);
		await page.getByText('没有发现问题，可以发布。').waitFor();
		const row: { points: unknown; params: unknown } | undefined = await studio.instance
			.database('criteria')
			.select('points', 'params')
			.where({ rulebook: draft, code: '1.2' })
			.first();
		expect(Number(row?.points)).toBe(2);
		expect(String(row?.params)).toContain('"deduction":"0.5"');
		expect(faults).toEqual([]);
		await leave();
	});

	it('is tried on this year’s assessment and compared with the old one, on a phone too; the scores stay', async () => {
		const before = await studio.instance.database('scorecards').select('id', 'total').orderBy('id');
		const { page, open, faults, leave } = await studio.visit('office@example.com', { viewport: PHONE });
		await open(`/content/rulebooks/${draft}`);
		await page.getByRole('button', { name: '开始试算' }).click();
		await page.getByText(/\d+ 个村（社区）的得分或名次会变/).waitFor();
		const village = page.locator('.tried-village').first();
		await village.locator('summary').click();
		expect(await village.innerText()).toMatch(/1\.2 规划、计划、责任书、方案、总结\s+1\.6 → 1\.5/);
		await page.getByRole('button', { name: '对照', exact: true }).click();
		await page.getByText('共 1 处不同。').waitFor();
		expect(await page.locator(`${TOOLS} table`).innerText()).toMatch(/每少一项扣分\s+0\.4\s+0\.5/);
		expect(await seriousFaults(page, TOOLS)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
			0,
		);
		expect(await studio.instance.database('scorecards').select('id', 'total').orderBy('id')).toEqual(before);
		expect(faults).toEqual([]);
		await leave();
	});

	it('is published by an administrator, not by the office', async () => {
		const office = await studio.visit('office@example.com');
		await office.open(`/content/rulebooks/${draft}`);
		await office.page.getByText('发布、停用由系统管理员办理。').waitFor();
		expect(await office.page.getByRole('button', { name: '发布', exact: true }).count()).toBe(0);
		await office.leave();

		const { page, open, faults, leave } = await studio.visit('admin@example.com');
		await open(`/content/rulebooks/${draft}`);
		await page.getByRole('button', { name: '发布', exact: true }).click();
		await page.getByRole('button', { name: '确定' }).click();
		await page.getByText('已发布：不能再修改。', { exact: false }).waitFor();
		expect(await studio.instance.database('rulebooks').where({ id: draft, status: 'published' })).toHaveLength(1);
		expect(faults).toEqual([]);
		await leave();
	});
});
