// The office merges two villages in the workplace: sees what it would do, decides what collides, does it, and takes it back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { criterionId } from '../../seed/rulebook/rows.ts';
import { at, rows, succeeded } from '../support/fixtures/answers.ts';
import { seriousFaults } from './support/axe.ts';
import { OFFICE } from './support/proposals.ts';
import { PHONE, startStudio, type Studio } from './support/studio.ts';

let studio: Studio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio?.stop());

const scores = async (): Promise<unknown> =>
	rows(
		succeeded(
			await studio.instance.api(
				'GET',
				'/items/scorecards?limit=-1&fields=village_name,total,attainable,rank,excluded_reason&sort=id' +
					'&filter[assessment][status][_eq]=collecting',
			),
		).data,
	);

describe('合并与拆分', () => {
	it('merges two villages, deciding what collides, and undoes it', async () => {
		const card = rows(
			succeeded(
				await studio.instance.api(
					'GET',
					'/items/scorecards?fields=id,village_name&filter[assessment][status][_eq]=collecting' +
						'&filter[village][code][_in]=DEMO-09,DEMO-10&sort=village.code',
				),
			).data,
		);
		const token = await studio.token(OFFICE);
		// One name on both sides, and nothing under way that would be voted on.
		for (const { id } of card) {
			succeeded(
				await studio.instance.api(
					'POST',
					'/items/evidence_items?fields=id',
					{
						scorecard: id,
						criterion: criterionId('HLS-FP', '1', '2.2'),
						fact: String(await findingOf('2.2')),
						value: 1,
						case_ref: '张建国',
						status: 'verified',
						observed_on: '2026-06-02',
					},
					{ token },
				),
			);
		}
		await studio.instance
			.database('adjustments')
			.whereIn(
				'scorecard',
				card.map(({ id }) => String(id)),
			)
			.where({ status: 'proposed' })
			.update({ status: 'withdrawn' });
		const before = await scores();

		const { page, open, faults, settled, leave } = await studio.visit(OFFICE);
		await open('/workplace/villages');
		await page.getByRole('checkbox', { name: '示例乙社区' }).check();
		await page.getByLabel('合并到').selectOption({ label: '示例甲社区（DEMO-09）' });
		await page.getByRole('button', { name: '预览' }).click();
		await page.getByText('得分变化').waitFor();
		const collisions = page.locator('.collision-choice');
		const doIt = page.getByRole('button', { name: '办理合并' });
		await expect.poll(() => doIt.isDisabled()).toBe(true);
		expect(await seriousFaults(page, '#main-content')).toEqual([]);
		const many = await collisions.count();
		expect(many).toBeGreaterThan(0);
		for (let n = 0; n < many; n += 1) {
			await collisions.nth(n).getByRole('radio').first().check();
			await expect.poll(() => collisions.nth(n).evaluate((one) => one.classList.contains('open'))).toBe(false);
		}
		await doIt.click();
		const dialog = page.locator('.confirm-dialog');
		await dialog.getByRole('textbox').fill('区划调整');
		await dialog.getByRole('button', { name: '办理合并' }).click();
		await page.getByText('合并已办理').waitFor();
		expect(
			rows(await studio.instance.database('villages').select('active').where({ code: 'DEMO-10' })).map(({ active }) =>
				Boolean(active),
			),
		).toEqual([false]);
		expect(
			rows(await studio.instance.database('evidence_items').where({ scorecard: String(card[1]?.['id']) })),
		).toEqual([]);

		await page.getByText('示例乙社区并入').first().waitFor();
		await page.setViewportSize(PHONE);
		expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
			0,
		);
		await page.locator('.changes-list').getByRole('button', { name: /撤销/ }).first().click();
		const undo = page.locator('.confirm-dialog');
		await undo.getByRole('textbox').fill('办错了');
		await undo.getByRole('button', { name: '撤销', exact: true }).click();
		await page.getByText(/^已撤销：恢复 \d+ 条，得分已重算/).waitFor();
		await page.getByText('合并已办理').waitFor({ state: 'detached' });
		await settled();
		expect(await scores()).toEqual(before);
		expect(faults).toEqual([]);
		await leave();
	});
});

async function findingOf(code: string): Promise<unknown> {
	const answer = succeeded(
		await studio.instance.api('GET', `/items/criteria?fields=params&filter[code][_eq]=${code}&limit=1`),
	);
	return at(answer.data, 0, 'params', 'findings', 0, 'key');
}
