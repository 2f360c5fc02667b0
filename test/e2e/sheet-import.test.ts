// The office imports a sheet somebody else made: corrects what is wrong, sees what it does to the scores, imports it, and takes it back.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { OFFICE } from './support/proposals.ts';
import { PHONE, startStudio, type Studio } from './support/studio.ts';

let studio: Studio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio?.stop());

const folder = mkdtempSync(join(tmpdir(), 'sheet-import-'));
async function sheet(name: string, amount: string | number, heading = '多少处'): Promise<string> {
	const file = join(folder, name);
	const bytes = await writeXlsx({
		sheets: [
			{
				name: '汇总',
				rows: [
					['示例街道材料汇总表', null, null, null, null],
					['村名', '细则', '问题', heading, '检查日期'],
					['示例一村', '2.2', '挂图出现错误', amount, '2026年5月6日'],
					['示例甲社区', '2.2', '挂图出现错误', 1, '2026/5/6'],
				],
			},
		],
	});
	writeFileSync(file, bytes);
	return file;
}
const items = (): Promise<unknown> => studio.instance.database('evidence_items').select('id').orderBy('id');

describe('导入表格', () => {
	it('checks a sheet, is told what is wrong, imports the corrected one and undoes it', async () => {
		const before = await items();
		const { page, open, faults, leave } = await studio.visit(OFFICE);
		await open('/workplace/import');
		const choose = (file: string): Promise<void> => page.locator('input[type=file]').setInputFiles(file);
		await choose(await sheet('汇总.xlsx', '三处'));
		await page.getByText('缺少必需的列：数值').waitFor();
		await page.getByLabel('D 列「多少处」').selectOption({ label: '数值' });
		await page.getByRole('button', { name: '按此重新检查' }).click();
		await page.getByText('「三处」不是数字').waitFor();
		await page.getByText('D 列「多少处」').last().waitFor();
		expect(await seriousFaults(page, '#main-content')).toEqual([]);
		expect(await items()).toEqual(before);

		// Corrected; what the column is has to be said once more, as nothing was imported yet.
		await page.getByRole('button', { name: '换一个文件' }).click();
		await choose(await sheet('汇总改.xlsx', 3));
		await page.getByLabel('D 列「多少处」').selectOption({ label: '数值' });
		await page.getByRole('button', { name: '按此重新检查' }).click();
		await page.getByText('对各村得分的影响').waitFor();
		await page.getByRole('button', { name: '导入 2 行' }).click();
		await page.getByRole('button', { name: '确认导入' }).click();
		await page.getByText('已导入：新增 2 条').waitFor();

		await page.getByRole('button', { name: '再导入一个文件' }).click();
		await choose(await sheet('汇总改.xlsx', 3));
		await page.getByText('没有要新增或修改的行').waitFor();

		await page.getByRole('button', { name: '导入记录' }).click();
		await page.locator('.imports-list').getByRole('button', { name: '整批撤销' }).first().click();
		await page.locator('.confirm-dialog').getByRole('button', { name: '整批撤销' }).click();
		await page.getByText('已撤销：删除 2 条').waitFor();
		expect(await items()).toEqual(before);
		expect(faults).toEqual([]);
		await leave();
	});

	it('is used on a phone', async () => {
		const { page, open, leave } = await studio.visit(OFFICE, { viewport: PHONE });
		await open('/workplace/import');
		await page.locator('input[type=file]').setInputFiles(await sheet('手机.xlsx', -1, '数值'));
		await page.getByText('对各村得分的影响').waitFor();
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		expect(wide).toBe(0);
		await leave();
	});
});
