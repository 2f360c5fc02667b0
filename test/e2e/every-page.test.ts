// Every page of ours, as each role, wide and narrow, light and dark: in Chinese throughout, without serious faults of accessibility,
// without a sideways scroll on a phone. A page added to a module's table is walked by itself.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { COLLECTIONS, DASHBOARD, EMAILS, stopsOf, type Walker } from './support/stops.ts';
import { PHONE, startStudio, WIDE, type Studio, type Visitor } from './support/studio.ts';
import { latinWords } from './support/texts-on-page.ts';

let studio: Studio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio?.stop());

const WALKERS: readonly Walker[] = ['office', 'clerk', 'leader', 'auditor'];
/** Directus's frame around a page is not ours to mend. */
const contentOf = (path: string): string => (path === DASHBOARD ? '.panel-frame' : '#main-content');

/** How far the page is wider than what can be seen of it. */
const overhang = (page: Page): Promise<number> =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Dark and narrow a page is looked at as one of those who find it: they see the same shapes and colours. */
const seen = new Set<string>();

async function faultsOf({ page }: Visitor, path: string): Promise<string[]> {
	const found: string[] = [];
	const check = async (how: string): Promise<void> => {
		found.push(...(await seriousFaults(page, contentOf(path))).map((fault) => `${path} (${how}): ${fault}`));
	};
	await check('wide');
	if (seen.has(path)) return found;
	seen.add(path);
	await page.emulateMedia({ colorScheme: 'dark' });
	await check('dark');
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(PHONE);
	await check('phone');
	if ((await overhang(page)) > 0) found.push(`${path} (phone): ${await overhang(page)} px to the side`);
	await page.setViewportSize(WIDE);
	return found;
}

describe.each(WALKERS)('%s', (walker) => {
	let visitor: Visitor;
	beforeAll(async () => {
		visitor = await studio.visit(EMAILS[walker]);
	});
	afterAll(() => visitor?.leave());

	it.each(stopsOf(walker))('finds %s in Chinese and without serious faults', async (path) => {
		await visitor.open(path);
		await expect
			.poll(() => visitor.page.locator(contentOf(path)).first().innerText(), { timeout: 20_000 })
			.not.toBe('');
		expect(new URL(visitor.page.url()).pathname).toBe(`/admin${path}`);
		expect([...(await latinWords(visitor.page)), ...(await faultsOf(visitor, path))]).toEqual([]);
		expect(visitor.faults).toEqual([]);
	});

	it('finds the item pages of the tables in Chinese', async () => {
		const token = await studio.token(EMAILS[walker]);
		const found: string[] = [];
		for (const collection of COLLECTIONS) {
			const { data } = await studio.instance.api('GET', `/items/${collection}?limit=1&fields=id`, undefined, { token });
			const [row]: unknown[] = Array.isArray(data) ? data : [];
			if (typeof row !== 'object' || row === null || !('id' in row)) continue;
			const path = `/content/${collection}/${String(row.id)}`;
			await visitor.open(path);
			found.push(...(await latinWords(visitor.page)).map((words) => `${path}: ${words}`));
		}
		expect(found).toEqual([]);
		expect(visitor.faults).toEqual([]);
	});
});
