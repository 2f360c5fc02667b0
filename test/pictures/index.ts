// npm run docs:pictures [-- URL DATA_DIR]: the pictures of the manuals, taken of a demo instance: one made for it, or the one that
// runs at URL with its data in DATA_DIR. Only those that are named in PICTURES, e.g. PICTURES=record,verify.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import {
	launchChromium,
	prepareDemo,
	prepareTemplates,
	startInstance,
	unpackChromium,
} from '../support/harness/index.ts';
import { PICTURES, type Picture } from './list.ts';

const IMAGES = join(import.meta.dirname, '../../docs/images');
const WIDE = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 780 };
const STILL_MS = 1500;
const PATIENCE_MS = 15_000;

interface Demo {
	readonly url: string;
	readonly passwords: Readonly<Record<string, string>>;
	readonly chromium: string;
	readonly stop: () => Promise<void>;
}

async function ownDemo(): Promise<Demo> {
	const { templates, stop } = await prepareTemplates({ fsync: false });
	const from = await prepareDemo(templates);
	const instance = await startInstance({ database: 'sqlite', from, app: true });
	return {
		url: instance.url,
		passwords: passwordsIn(from),
		chromium: join(templates.directory, 'chromium'),
		stop: async () => {
			await instance.stop();
			await stop();
		},
	};
}

const runningDemo = (at: string, directory: string): Demo => ({
	url: at,
	passwords: passwordsIn(directory),
	chromium: join(directory, 'chromium'),
	stop: () => Promise.resolve(),
});

function passwordsIn(directory: string): Readonly<Record<string, string>> {
	return JSON.parse(readFileSync(join(directory, 'secrets.json'), 'utf8')).DEMO_ACCOUNTS;
}

async function take({ name, who, phone, path, before, height }: Picture): Promise<void> {
	const viewport = phone ? PHONE : WIDE;
	const page = await signedIn(browser, who, viewport);
	await page.goto(`${demo.url}/admin${await withIds(page, path)}`);
	await page.locator('#main-content').waitFor();
	await requireChineseFont(page);
	await quiet(page);
	if (before !== undefined) {
		await before(page);
		await quiet(page);
	}
	const file = join(IMAGES, `${name}.png`);
	await page.screenshot({ path: file, clip: { x: 0, y: 0, width: viewport.width, height: height ?? viewport.height } });
	await page.context().close();
	console.log(`${name}.png ${Math.round(statSync(file).size / 1024)} KB`);
}

async function signedIn(
	from: Browser,
	email: string,
	viewport: { readonly width: number; readonly height: number },
): Promise<Page> {
	const phone = viewport.width < 600;
	const context = await from.newContext({
		viewport,
		locale: 'zh-CN',
		isMobile: phone,
		hasTouch: phone,
		reducedMotion: 'reduce',
	});
	const password = demo.passwords[email];
	const login = await context.request.post(`${demo.url}/auth/login`, { data: { email, password, mode: 'session' } });
	if (!login.ok()) throw new Error(`${email} cannot sign in: ${await login.text()}`);
	const page = await context.newPage();
	page.setDefaultTimeout(60_000);
	return page;
}

/** Without a font that has them, all Chinese characters look alike. */
async function requireChineseFont(page: Page): Promise<void> {
	const alike = await page.evaluate(() => {
		const [first, second] = ['村', '镇'].map((text) => {
			const canvas = document.createElement('canvas');
			const drawing = canvas.getContext('2d');
			if (drawing !== null) drawing.font = '40px sans-serif';
			drawing?.fillText(text, 10, 60);
			return canvas.toDataURL();
		});
		return first === second;
	});
	if (alike) throw new Error('This machine has no Chinese font: install one, e.g. Noto Sans CJK, and try again.');
}

/** No request for a moment: all that the page shows is there. Some pages go on asking; they are taken as they are after a while. */
async function quiet(page: Page): Promise<void> {
	await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS }).catch(() => undefined);
	await page.waitForTimeout(STILL_MS);
}

const OF_THE_DEMO: Readonly<Record<string, string>> = {
	scorecard:
		'/items/scorecards?filter[assessment][status][_eq]=collecting&filter[village][code][_eq]=DEMO-03&fields=id&limit=1',
	assessment: '/items/assessments?filter[status][_eq]=collecting&fields=id&limit=1',
	proposal: '/items/adjustments?filter[status][_eq]=proposed&fields=id&sort=vote_deadline&limit=1',
	criterion: '/items/criteria?filter[code][_eq]=1.1&fields=id&limit=1',
};

async function withIds(page: Page, path: string): Promise<string> {
	const name = /\{(\w+)\}/.exec(path)?.[1];
	if (name === undefined) return path;
	const answer = await page.request.get(`${demo.url}${OF_THE_DEMO[name]}`);
	const { data: found }: { data: readonly { id: string }[] } = await answer.json();
	const [first] = found;
	if (first === undefined) throw new Error(`The demo has no ${name}.`);
	return path.replace(`{${name}}`, first.id);
}

const [url, data] = process.argv.slice(2);
const demo = url === undefined || data === undefined ? await ownDemo() : runningDemo(url, data);
const wanted = process.env['PICTURES']?.split(',') ?? PICTURES.map(({ name }) => name);
const browser = await launchChromium(await unpackChromium(demo.chromium), { machineFonts: true });
mkdirSync(IMAGES, { recursive: true });
try {
	for (const picture of PICTURES) if (wanted.includes(picture.name)) await take(picture);
} finally {
	await browser.close();
	await demo.stop();
}
