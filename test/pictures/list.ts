// What the manuals show: who looks at which page, and what is done there first. In the order of docs/office-manual.zh-CN.md.
import type { Page } from 'playwright-core';

export interface Picture {
	/** docs/images/NAME.png */
	readonly name: string;
	/** An account of the demo. */
	readonly who: string;
	readonly phone?: true;
	/** Below /admin; `{scorecard}` and `{proposal}` stand for ids of the demo. */
	readonly path: string;
	readonly before?: (page: Page) => Promise<unknown>;
	/** How much of the window is shown; all, where it says nothing. */
	readonly height?: number;
}

const OFFICE = 'office@example.com';
const CLERK = 'clerk3@example.com';
const LEADER = 'leader1@example.com';

/** Chooses a village and a criterion on 登记材料, and answers 无. */
async function recordMissingOffice(page: Page): Promise<void> {
	const village = page.getByRole('combobox', { name: /村（社区）/ }).first();
	await village.fill('示例六');
	await page.locator('[role=option]').first().click();
	const criterion = page.getByRole('combobox', { name: /细则/ }).first();
	await criterion.fill('1.1');
	await page.locator('[role=option]').first().click();
	await page.getByText('专门的办公场地').first().click();
	await page.getByText('无', { exact: true }).first().click();
}

async function chooseVillage(page: Page): Promise<void> {
	await page.getByRole('combobox').last().fill('示例五');
	await page.locator('[role=option]').first().click();
}

const openLastMeeting = (page: Page): Promise<unknown> =>
	page
		.getByRole('button', { name: /^\d{4}年\d{1,2}月\d{1,2}日$/u })
		.first()
		.click();

/** What a rule is made of stands below its wording. */
async function showMethod(page: Page): Promise<void> {
	await page.mouse.move(650, 500);
	await page.mouse.wheel(0, 740);
}

export const PICTURES: readonly Picture[] = [
	{ name: 'workplace', who: OFFICE, path: '/workplace', height: 820 },
	{ name: 'record', who: OFFICE, path: '/workplace/record', before: recordMissingOffice, height: 820 },
	{ name: 'verify', who: OFFICE, path: '/workplace/verify', height: 780 },
	{ name: 'confirm', who: OFFICE, path: '/workplace/confirm', before: chooseVillage, height: 780 },
	{ name: 'scorecard', who: OFFICE, path: '/leadership-review/results/{scorecard}' },
	{ name: 'results', who: OFFICE, path: '/leadership-review/results', height: 780 },
	{ name: 'assessment', who: OFFICE, path: '/content/assessments/{assessment}' },
	{ name: 'clerk-phone', who: CLERK, path: '/workplace', phone: true },
	{ name: 'leadership-review', who: LEADER, path: '/leadership-review', height: 400 },
	{ name: 'case-phone', who: LEADER, path: '/leadership-review/case/{proposal}', phone: true },
	{ name: 'minutes', who: LEADER, path: '/leadership-review/minutes', before: openLastMeeting, height: 780 },
	{ name: 'rulebook', who: OFFICE, path: '/content/criteria/{criterion}', before: showMethod },
];
