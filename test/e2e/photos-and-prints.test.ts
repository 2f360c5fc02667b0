// A large photo is made smaller before it is sent and is seen small in lists; what is printed is a whole sheet of paper.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStudio, PHONE, type Studio, type Visitor } from './support/studio.ts';

interface Picture {
	jpeg(): Picture;
	withExif(exif: object): Picture;
	withMetadata(options: { readonly orientation: number }): Picture;
	toFile(path: string): Promise<unknown>;
}
const sharp: (input: object) => Picture = createRequire(import.meta.url)('sharp');

let studio: Studio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio.stop());

describe('a photo of 4000 × 3000', () => {
	let clerk: Visitor;
	beforeAll(async () => {
		const photo = join(studio.instance.directory, '大照片.jpg');
		const exif = {
			IFD2: { DateTimeOriginal: '2026:05:03 14:22:10' },
			IFD3: {
				GPSLatitudeRef: 'N',
				GPSLatitude: '28/1 12/1 30/1',
				GPSLongitudeRef: 'E',
				GPSLongitude: '112/1 58/1 12/1',
			},
		};
		await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#48a' } })
			.jpeg()
			.withExif(exif)
			.withMetadata({ orientation: 6 })
			.toFile(photo);
		clerk = await studio.visit('clerk1@example.com', { viewport: PHONE });
		await clerk.open('/workplace');
		await clerk.page.getByRole('button', { name: '填报材料' }).click();
		await clerk.page.getByRole('combobox', { name: '评分细则' }).selectOption({ label: '5.2 资金使用情况公告公示' });
		await clerk.page.locator('input[type="file"]:not([capture])').setInputFiles(photo);
		await clerk.page.locator('.proof-upload .sent').waitFor();
	});
	afterAll(() => clerk.leave());

	it('is sent with its longest side at 2560, upright, and tells when and where it was taken as data', async () => {
		const row: unknown = await studio.instance
			.database('directus_files')
			.where('filename_download', '大照片.jpg')
			.first('width', 'height', 'type', 'taken_at', 'taken_place');
		expect(row).toEqual({
			width: 1920,
			height: 2560,
			type: 'image/jpeg',
			taken_at: '2026-05-03 14:22:10',
			taken_place: '28.20833, 112.97',
		});
	});
});

describe('on paper', () => {
	/** Width and height of every page, in points. */
	const pagesOf = (pdf: Buffer): (readonly [number, number])[] =>
		[...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map(
			([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))],
		);

	it('the scorecard is A4 across, its head on every page, total and signatures once', async () => {
		const { page, open, leave } = await studio.visit('office@example.com');
		const card: { id: string } | undefined = await studio.instance
			.database('scorecards')
			.where('village_name', '示例一村')
			.first('id');
		await open(`/content/scorecards/${String(card?.id)}`);
		await page.locator('.score-table tfoot').waitFor();
		const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
		expect(pages.length).toBeGreaterThan(1);
		expect(pages.length).toBeLessThan(6);
		expect(pages).toEqual(pages.map(() => [842, 595]));
		await page.emulateMedia({ media: 'print' });
		const sheet = page.locator('.print-only');
		await sheet.locator('h1').getByText('评分表').waitFor();
		expect([
			await sheet.locator('tfoot').count(),
			await sheet.locator('.total').count(),
			await sheet.locator('.signatures li').count(),
		]).toEqual([0, 1, 4]);
		expect(await sheet.locator('thead').evaluate((head) => getComputedStyle(head).display)).toBe('table-header-group');
		expect(await page.locator('#app').isVisible()).toBe(false);
		await page.emulateMedia({ media: 'screen' });
		await expect.poll(() => sheet.count()).toBe(0);
		await leave();
	});

	it('the ranking is printed whole, from the workplace and from the results', async () => {
		const { page, open, leave } = await studio.visit('office@example.com');
		const villages = (await studio.instance.database('villages').where('active', true).select('id')).length;
		for (const path of ['/workplace', '/leadership-review/results']) {
			await open(path);
			await page.getByRole('button', { name: '打印排名' }).waitFor();
			expect(pagesOf(await page.pdf({ preferCSSPageSize: true })), path).toEqual([[595, 842]]);
			await page.emulateMedia({ media: 'print' });
			await expect.poll(() => page.locator('.print-only tbody tr').count()).toBe(villages);
			await page.emulateMedia({ media: null });
		}
		await leave();
	});
});
