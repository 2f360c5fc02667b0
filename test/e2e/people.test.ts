// Several people, and a poor network: nothing is overwritten unseen, nothing is sent twice, a bulk is asked for and
// taken back, and a successor goes on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#domain/roles.ts';
import { PHONE, startStudio, type Studio } from './support/studio.ts';

let studio: Studio;
beforeAll(async () => {
	studio = await startStudio();
});
afterAll(() => studio.stop());

const submitted = async (): Promise<{ id: string; value: number }[]> =>
	studio.instance.database('evidence_items').where('status', 'submitted').select('id', 'value').orderBy('id');

describe('two of the office', () => {
	it('on one item page: the later save is refused with both values, and nothing is lost', async () => {
		const [item] = await submitted();
		const { page, open, faults, leave } = await studio.visit('office@example.com');
		await open(`/content/evidence_items/${String(item?.id)}`);
		await page.locator('.assessment-fact').waitFor();
		const changed = await studio.instance.api('PATCH', `/items/evidence_items/${String(item?.id)}?fields=id`, {
			note: '同事的说明',
		});
		expect(changed.status, changed.text).toBe(200);
		await page.locator('.field', { hasText: '说明' }).locator('textarea, input').last().fill('我的说明');
		const answered = page.waitForResponse(
			(response) => response.request().method() === 'PATCH' && response.url().includes('/items/evidence_items/'),
		);
		await page.keyboard.press('Control+s');
		const refused = await answered;
		expect(refused.status(), String(refused.request().postData())).toBe(409);
		await page
			.getByText(/同事的说明，您填的是 我的说明/)
			.first()
			.waitFor();
		expect(await studio.instance.database('evidence_items').where({ id: item?.id }).first('note')).toEqual({
			note: '同事的说明',
		});
		expect(faults).toEqual([]);
		await leave();
	});

	it('many are verified after a question with their list, and taken back by one press', async () => {
		const before = await submitted();
		const { page, open, faults, leave } = await studio.visit('office@example.com');
		await open('/workplace/verify');
		await page.locator('.verify-list li').first().waitFor();
		await page.locator('.verify-list input').nth(0).check();
		await page.locator('.verify-list input').nth(1).check();
		await page.locator('.bulk').getByText('核实所选（2）').click();
		expect(await page.locator('.verify-many li').count()).toBe(2);
		expect(await submitted()).toHaveLength(before.length);
		await page.locator('.verify-many').getByText('核实所选（2）').click();
		await page.getByText('已核实 2 份材料').waitFor();
		expect(await submitted()).toHaveLength(before.length - 2);
		await page.getByRole('button', { name: '撤回这次核实' }).click();
		await page.locator('.confirm-dialog').getByText('撤回这次核实').click();
		await page.getByText('已撤回对 2 份材料的核实').waitFor();
		expect(await submitted()).toEqual(before);
		expect(faults).toEqual([]);
		await leave();
	});
});

describe('a clerk on a phone', () => {
	it('whose answer is lost sends again, and it is there once', async () => {
		const { page, open, leave } = await studio.visit('clerk1@example.com', { viewport: PHONE });
		await open('/workplace');
		await page.getByRole('button', { name: '填报材料' }).click();
		await page.getByRole('combobox', { name: '评分细则' }).selectOption({ label: '5.2 资金使用情况公告公示' });
		await page.locator('.fact-control').getByLabel('数量').fill('1');
		await page.getByLabel('说明').fill('信号不好');
		let lost = 0;
		await page.route('**/items/evidence_items?*', async (route) => {
			if (route.request().method() !== 'POST' || lost > 0) return route.continue();
			lost += 1;
			await route.fetch();
			await route.abort('connectionreset');
		});
		await page.getByRole('button', { name: '提交', exact: true }).click();
		await page.getByText('无法连接服务器').waitFor();
		await page.getByRole('button', { name: '提交', exact: true }).click();
		await page.getByText('核实后计入得分').waitFor();
		expect(lost).toBe(1);
		expect(await studio.instance.database('evidence_items').where({ note: '信号不好' }).select('status')).toEqual([
			{ status: 'submitted' },
		]);
		await leave();
	});

	it('a successor hands in what somebody who left had returned to them', async () => {
		const { database } = studio.instance;
		const clerk = await database('directus_users').where({ email: 'clerk1@example.com' }).first('id', 'village');
		const item = await database('evidence_items')
			.join('scorecards', 'scorecards.id', 'evidence_items.scorecard')
			.where({ 'scorecards.village': clerk.village, 'evidence_items.status': 'submitted' })
			.first('evidence_items.id');
		const office = await studio.token('office@example.com');
		const before = await studio.instance.api('POST', '/users?fields=id', {
			email: 'gone@example.com',
			role: ROLES.clerk,
			village: clerk.village,
			status: 'suspended',
		});
		expect(before.status, before.text).toBe(200);
		await database('evidence_items')
			.where({ id: item.id })
			.update({ user_created: String(Reflect.get(Object(before.data), 'id')) });
		expect(
			(
				await studio.instance.api(
					'PATCH',
					`/items/evidence_items/${item.id}`,
					{ status: 'returned', return_reason: '请接着补报' },
					{ token: office },
				)
			).status,
		).toBe(200);
		const { page, open, faults, leave } = await studio.visit('clerk1@example.com', { viewport: PHONE });
		await open('/workplace');
		await page
			.locator('.item-card.returned', { hasText: '请接着补报' })
			.getByRole('button', { name: '修改后重新提交' })
			.click();
		await page.getByLabel('说明').fill('接手补报');
		await page.getByRole('button', { name: '提交', exact: true }).click();
		await page.getByText('核实后计入得分').waitFor();
		expect(await database('evidence_items').where({ id: item.id }).first('status', 'note')).toEqual({
			status: 'submitted',
			note: '接手补报',
		});
		expect(faults).toEqual([]);
		await leave();
	});
});
