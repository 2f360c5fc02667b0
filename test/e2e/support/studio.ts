// The product as its users have it: the demo's data, a browser, somebody signed in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterEach } from 'vitest';
import { ADMIN_PASSWORD, launchChromium, poll, startInstance, type Instance } from '../../support/harness/index.ts';
import { prepared } from './prepared.ts';

export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** How long a story waits for one thing: a busy machine is no fault of the code. */
const PATIENCE = 60_000;
const STILLNESS = 500;
/** How many times slower the browser works than the machine could: what a story only by chance waits for long enough shows. */
const SLOWDOWN = Number(process.env['E2E_SLOWDOWN'] ?? 1);
/** Directus's own save button once everything is written. As long as there are edits, it holds back whoever goes to another page. */
const NOTHING_TO_SAVE = '.v-button.rounded:not(.secondary) > button:disabled:not(.loading)';

export interface Visit {
	readonly viewport?: { readonly width: number; readonly height: number };
	readonly locale?: 'zh-CN' | 'en-US';
	readonly dark?: boolean;
}

export interface Visitor {
	readonly page: Page;
	readonly context: BrowserContext;
	/** Faults that the pages met so far: errors of scripts, answers of 500 and above. A story ends with `expect(faults).toEqual([])`. */
	readonly faults: readonly string[];
	/** Requests to the API so far, as `METHOD /path?query`, assets of the app left out. */
	readonly requests: string[];
	/**
	 * Opens a page of the Studio, e.g. `/workplace`, and waits until nothing is loading any more. From the second
	 * page on without loading the app anew, as by a link.
	 */
	readonly open: (path: string) => Promise<void>;
	/** Waits until nothing is loading any more. */
	readonly settled: () => Promise<void>;
	/** Saves the item page and stays on it, as with its button; ends when the page has nothing left to save, so that it may be left. */
	readonly save: () => Promise<void>;
	readonly leave: () => Promise<void>;
}

export interface Studio {
	readonly instance: Instance;
	/** Signs somebody in by the address of a demo account or `admin@example.com`, each time in a browser window of its own. */
	readonly visit: (email: string, options?: Visit) => Promise<Visitor>;
	/** A token for calls of the API as an account of the demo. */
	readonly token: (email: string) => Promise<string>;
	readonly stop: () => Promise<void>;
}

const visitors = new Set<Visitor>();

// A story that fails on another machine is understood by what its pages showed.
afterEach(async ({ task }) => {
	if (task.result?.state !== 'fail') return;
	for (const { page, requests } of visitors) {
		const shown = await page.locator('body').innerText({ timeout: 5000 }).catch(String);
		console.error(
			[`${page.url()} showed:`, shown.replaceAll(/\n\s*\n/g, '\n'), 'and had asked last:', ...requests.slice(-15)].join(
				'\n',
			),
		);
	}
});

export async function startStudio(): Promise<Studio> {
	const { demo, chromium } = prepared();
	const instance = await startInstance({ database: 'sqlite', from: demo, app: true });
	let browser: Browser;
	try {
		browser = await launchChromium(chromium);
		// Who owns the project is for a person to say; its dialogue would lie over the administrator's pages.
		await instance.database('directus_settings').update({ project_owner: 'owner@example.com', project_status: null });
	} catch (error) {
		await instance.stop();
		throw error;
	}
	const passwords: Readonly<Record<string, string>> = JSON.parse(
		readFileSync(join(demo, 'secrets.json'), 'utf8'),
	).DEMO_ACCOUNTS;
	const passwordOf = (email: string): string => passwords[email] ?? ADMIN_PASSWORD;
	return {
		instance,
		visit: (email, options) => visit({ browser, url: instance.url, email, password: passwordOf(email) }, options),
		token: async (email) => {
			const answer = await instance.api('POST', '/auth/login', { email, password: passwordOf(email) }, { token: null });
			const { data } = answer;
			if (typeof data !== 'object' || data === null || !('access_token' in data))
				throw new Error(`${email} cannot sign in: ${answer.text}`);
			return String(data.access_token);
		},
		stop: async () => {
			await browser.close();
			await instance.stop();
		},
	};
}

interface Account {
	readonly browser: Browser;
	readonly url: string;
	readonly email: string;
	readonly password: string;
}

async function visit(
	{ browser, url, email, password }: Account,
	{ viewport = WIDE, locale = 'zh-CN', dark = false }: Visit = {},
): Promise<Visitor> {
	const phone = viewport.width < 600;
	const context = await browser.newContext({
		viewport,
		locale,
		colorScheme: dark ? 'dark' : 'light',
		isMobile: phone,
		hasTouch: phone,
		reducedMotion: 'reduce',
	});
	const login = await context.request.post(`${url}/auth/login`, { data: { email, password, mode: 'session' } });
	if (!login.ok()) throw new Error(`${email} cannot sign in: ${await login.text()}`);
	await context.addInitScript(() => {
		const still = new CSSStyleSheet();
		still.replaceSync(
			'*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important }',
		);
		document.adoptedStyleSheets.push(still);
	});
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE);
	if (SLOWDOWN > 1)
		await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
	const faults: string[] = [];
	const requests: string[] = [];
	page.on('pageerror', (error) => faults.push(`${error.name}: ${error.message}`));
	page.on('response', (response) => {
		if (response.status() >= 500) faults.push(`${response.status()} ${response.request().method()} ${response.url()}`);
	});
	page.on('request', (request) => {
		const { pathname, search } = new URL(request.url());
		if (!pathname.startsWith('/admin/') && !pathname.startsWith('/extensions/') && request.url().startsWith(url))
			requests.push(`${request.method()} ${decodeURIComponent(pathname + search)}`);
	});
	const settled = watchRequests(page);
	const visitor: Visitor = {
		page,
		context,
		faults,
		requests,
		open: async (path) => {
			const to = `${url}/admin${path}`;
			if (page.url().startsWith(`${url}/admin/`) && page.url() !== to) await page.evaluate(followLink, to);
			else await page.goto(to);
			await page.locator('#main-content').waitFor();
			await settled();
		},
		settled,
		save: async () => {
			const written = page.waitForResponse(
				(response) => response.request().method() === 'PATCH' && new URL(response.url()).pathname.startsWith('/items/'),
			);
			await page.keyboard.press('Control+s');
			await written;
			await page.locator(NOTHING_TO_SAVE).waitFor();
			await settled();
		},
		leave: async () => {
			visitors.delete(visitor);
			await context.close();
		},
	};
	visitors.add(visitor);
	return visitor;
}

/** What the app's router does when a link or the browser's arrows are used. Runs in the page. */
function followLink(to: string): void {
	history.pushState(null, '', to);
	dispatchEvent(new PopStateEvent('popstate', { state: null }));
}

/** Answers with a wait until no request has been under way for a moment. */
function watchRequests(page: Page): () => Promise<void> {
	const under = new Set<Request>();
	let since = Date.now();
	const ended = (request: Request): void => {
		under.delete(request);
		since = Date.now();
	};
	page.on('request', (request) => under.add(request));
	page.on('requestfinished', ended);
	page.on('requestfailed', ended);
	return async () => {
		await poll(
			'nothing is loading any more',
			() => Promise.resolve(under.size === 0 && Date.now() - since > STILLNESS),
			PATIENCE / 1000,
		);
	};
}
