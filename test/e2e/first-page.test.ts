import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStudio, type Studio } from './support/studio.ts';

let studio: Studio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio.stop());

describe('the first page after signing in', () => {
	it.each(['office@example.com', 'clerk1@example.com'])('of %s is the workplace, in Chinese', async (email) => {
		const { page, open, faults, leave } = await studio.visit(email);
		await open('/');
		await expect.poll(() => new URL(page.url()).pathname).toBe('/admin/workplace');
		expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
		expect(faults).toEqual([]);
		await leave();
	});
});
