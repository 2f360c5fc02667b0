// The triggers: noticed when missing, mended at start, with every change of the schema and every minute; nothing is lost meanwhile.
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, poll } from '../support/harness/index.ts';
import { at, row, succeeded } from '../support/fixtures/answers.ts';
import { expectCard } from '../support/fixtures/expect-card.ts';
import { insertItems, item, marksWaiting, newAssessment, type Card } from '../support/fixtures/fixtures.ts';
import { dropAllTriggers, dropTrigger, healthOf, triggersOn } from '../support/fixtures/triggers.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let card: Card;

	beforeAll(async () => {
		const [first] = (await newAssessment(instance(), { villages: 2 })).cards;
		if (first === undefined) throw new Error('no scorecard');
		card = first;
	});

	const found = (): Promise<string[]> => insertItems(instance(), [item(card.id, '2.1', 'mismatch', 1)]);
	const untilMended = (): Promise<unknown> =>
		poll('the triggers are back', async () => (await healthOf(instance()))['status'] === 'ok', 20);

	it('are all there, and health says so', async () => {
		expect(await healthOf(instance())).toMatchObject({ status: 'ok', missing_triggers: [], last_error: null });
		expect((await triggersOn(instance(), 'evidence_items')).length).toBe(3);
	});

	it('health is for staff', async () => {
		expect((await instance().api('GET', '/assessment/health', undefined, { token: null })).status).toBe(403);
		expect(
			(await instance().api('GET', `/assessment/assessments/${card.id}/verify`, undefined, { token: null })).status,
		).toBe(403);
	});

	it.each(['evidence_items', 'adjustments', 'criteria', 'assessments', 'scorecards', 'villages'])(
		'one missing on %s is named, and mended with the next change of a field',
		async (table) => {
			const [name = ''] = await triggersOn(instance(), table);
			await dropTrigger(instance(), table, name);
			expect(await healthOf(instance())).toMatchObject({ status: 'error', missing_triggers: [name] });
			await found();
			succeeded(await instance().api('PATCH', '/fields/villages/poor_households', { meta: { width: 'half' } }));
			await untilMended();
			expect(await triggersOn(instance(), table)).toContain(name);
			await expectCard(instance(), card.id);
		},
	);

	it('what was written while all were missing is scored once they are back', async () => {
		await dropAllTriggers(instance());
		await found();
		await instance().database('villages').where({ id: card.village }).update({ name: '无触发器时改名' });
		expect(await marksWaiting(instance())).toBe(0);
		succeeded(await instance().api('PATCH', '/fields/villages/poor_households', { meta: { width: 'full' } }));
		await untilMended();
		const read = await expectCard(instance(), card.id);
		expect(read['village_name']).toBe('无触发器时改名');
		expect(await marksWaiting(instance())).toBe(0);
	});

	it('a start brings them back before the first request is answered', async () => {
		await dropAllTriggers(instance());
		await found();
		await instance().restart();
		expect(await healthOf(instance())).toMatchObject({ status: 'ok', missing_triggers: [] });
		await expectCard(instance(), card.id);
	});

	it('a trigger of an older version is replaced', async () => {
		const old = 'score_mark_evidence_items_insert_00000000';
		await (database === 'sqlite'
			? instance().database.raw(
					`CREATE TRIGGER ${old} AFTER INSERT ON evidence_items BEGIN INSERT INTO score_marks (scorecard) VALUES (NEW.scorecard); END`,
				)
			: instance().database.raw(
					`CREATE FUNCTION ${old}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END ` +
						`$$; CREATE TRIGGER ${old} AFTER INSERT ON evidence_items FOR EACH ROW EXECUTE FUNCTION ` +
						`${old}()`,
				));
		await instance().restart();
		expect(await triggersOn(instance(), 'evidence_items')).not.toContain(old);
		expect((await triggersOn(instance(), 'evidence_items')).length).toBe(3);
	});

	if (database === 'postgres') {
		it('one that was switched off is named, and mended', async () => {
			const [name = ''] = await triggersOn(instance(), 'evidence_items');
			await instance().database.raw('ALTER TABLE evidence_items DISABLE TRIGGER ??', [name]);
			try {
				expect(await healthOf(instance())).toMatchObject({ status: 'error', missing_triggers: [name] });
				await found();
				succeeded(await instance().api('PATCH', '/fields/villages/poor_households', { meta: { width: 'half' } }));
				await untilMended();
				await expectCard(instance(), card.id);
			} finally {
				await instance().database.raw('ALTER TABLE evidence_items ENABLE TRIGGER ALL');
			}
		});
	}

	// On SQLite such a change rebuilds the table, and its triggers are gone with the old one.
	it.each([
		['the length of a village’s name', '/fields/villages/name', { type: 'string', schema: { max_length: 200 } }],
		['the length of a village’s name, back', '/fields/villages/name', { type: 'string', schema: { max_length: 255 } }],
		['the length of a case', '/fields/evidence_items/case_ref', { type: 'string', schema: { max_length: 120 } }],
		['a criterion’s title', '/fields/criteria/title_en', { type: 'string', schema: { max_length: 300 } }],
	])('a change of the schema through the API: %s', async (_what, path, change) => {
		succeeded(await instance().api('PATCH', path, change));
		// At once, while the triggers may still be on their way.
		succeeded(await instance().api('POST', '/items/evidence_items', item(card.id, '2.1', 'mismatch', 1)));
		await expectCard(instance(), card.id);
		await untilMended();
		await found();
		succeeded(await instance().api('PATCH', `/items/villages/${card.village}`, { name: `改名 ${path}` }));
		const read = await expectCard(instance(), card.id);
		expect(read['village_name']).toBe(`改名 ${path}`);
	});

	it('a new field on the evidence, and its removal', async () => {
		succeeded(
			await instance().api('POST', '/fields/evidence_items', {
				field: 'office_note',
				type: 'string',
				schema: {},
				meta: {},
			}),
		);
		succeeded(
			await instance().api('POST', '/items/evidence_items', {
				...item(card.id, '2.1', 'mismatch', 1),
				office_note: '内部备注',
			}),
		);
		await expectCard(instance(), card.id);
		succeeded(await instance().api('DELETE', '/fields/evidence_items/office_note'));
		await untilMended();
		await found();
		await expectCard(instance(), card.id);
	});

	it('a change of a relation', async () => {
		const path = '/relations/evidence_items/verified_by';
		const before = row(succeeded(await instance().api('GET', path)).data);
		const body = (rule: string): object => ({
			collection: 'evidence_items',
			field: 'verified_by',
			related_collection: 'directus_users',
			meta: {},
			schema: { on_delete: rule },
		});
		succeeded(await instance().api('PATCH', path, body('SET NULL')));
		await untilMended();
		await found();
		await expectCard(instance(), card.id);
		succeeded(await instance().api('PATCH', path, body(String(at(before, 'schema', 'on_delete') ?? 'NO ACTION'))));
		await untilMended();
	});
});
