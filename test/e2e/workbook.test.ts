// Excel and paper at a click: the office takes the workbook and its own form out of the results.
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PHONE, startStudio, type Studio } from './support/studio.ts';

let studio: Studio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio.stop());

it('the workbook, the zip and the office’s own form come at a click, on a phone too', async () => {
	const { page, open, settled, faults, leave } = await studio.visit('leader1@example.com', { viewport: PHONE });
	await open('/leadership-review/results');
	await settled();
	const taken = async (button: string): Promise<{ readonly name: string; readonly parts: string[] }> => {
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: button }).click(),
		]);
		return { name: download.suggestedFilename(), parts: Object.keys(unzipSync(readFileSync(await download.path()))) };
	};
	const workbook = await taken('导出工作簿');
	expect(workbook.name).toMatch(/-工作簿-.*\.xlsx$/u);
	expect(workbook.parts).toContain('xl/workbook.xml');
	expect((await taken('全部打包')).parts).toHaveLength(12);
	await page.getByRole('button', { name: '本单位表格' }).click();
	const forms = await taken('村（社区）考核登记表（样表）');
	expect(forms.parts.every((name) => name.endsWith('.xlsx'))).toBe(true);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
	expect(faults).toEqual([]);
	await leave();
});
