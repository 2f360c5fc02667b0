// Scores are computed, never entered: every way to write one is refused, the administrator's too, and changes nothing.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer, type Instance } from '../support/harness/index.ts';
import { expectRefusal, type Row } from '../support/fixtures/answers.ts';
import {
	criterion,
	insertItems,
	item,
	newAssessment,
	newVillages,
	type Assessment,
} from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

interface Aim {
	readonly assessment: Assessment;
	readonly card: string;
	readonly village: string;
	readonly line: string;
	readonly item: string;
	/** A village without a scorecard in this assessment. */
	readonly outsider: string;
}
type Attempt = (api: Instance['api'], aim: Aim) => Promise<Answer>;

const WRONG = { total: 99.5 };
const upload = (collection: string, list: readonly Row[]): [string, FormData] => {
	const form = new FormData();
	form.append('file', new Blob([JSON.stringify(list)], { type: 'application/json' }), 'rows.json');
	return [`/utils/import/${collection}`, form];
};
const whole = ({ assessment, outsider }: Aim): Row => ({
	assessment: assessment.id,
	village: outsider,
	label: 'x',
	village_name: 'x',
	village_kind: 'village',
	total: 99,
});

const ATTEMPTS: Readonly<Record<string, Attempt>> = {
	'POST a scorecard': (api, aim) => api('POST', '/items/scorecards', whole(aim)),
	'POST scorecards': (api, aim) => api('POST', '/items/scorecards', [whole(aim)]),
	'PATCH a total': (api, { card }) => api('PATCH', `/items/scorecards/${card}`, WRONG),
	'PATCH a rank': (api, { card }) => api('PATCH', `/items/scorecards/${card}`, { rank: 1 }),
	'PATCH a label': (api, { card }) => api('PATCH', `/items/scorecards/${card}`, { label: 'x' }),
	'PATCH the village': (api, { card, outsider }) => api('PATCH', `/items/scorecards/${card}`, { village: outsider }),
	'PATCH by keys': (api, { card }) => api('PATCH', '/items/scorecards', { keys: [card], data: WRONG }),
	'PATCH an array': (api, { card }) => api('PATCH', '/items/scorecards', [{ id: card, ...WRONG }]),
	'PATCH by query': (api, { card }) =>
		api('PATCH', '/items/scorecards', { query: { filter: { id: { _eq: card } } }, data: WRONG }),
	'PATCH beside evidence that may be written': (api, { card }) =>
		api('PATCH', `/items/scorecards/${card}`, {
			...WRONG,
			evidence_items: { create: [item(card, '2.1', 'mismatch', 1)], update: [], delete: [] },
		}),
	'DELETE a scorecard': (api, { card }) => api('DELETE', `/items/scorecards/${card}`),
	'DELETE scorecards': (api, { card }) => api('DELETE', '/items/scorecards', [card]),
	'DELETE by query': (api, { card }) =>
		api('DELETE', '/items/scorecards', { query: { filter: { id: { _eq: card } } } }),
	'import of new ones': (api, aim) => api('POST', ...upload('scorecards', [whole(aim)])),
	'import over old ones': (api, { card }) => api('POST', ...upload('scorecards', [{ id: card, ...WRONG }])),
	'POST a line': (api, { card }) =>
		api('POST', '/items/scorecard_lines', {
			scorecard: card,
			criterion: criterion('2.1'),
			awarded: 10,
			attainable: 10,
			state: 'assessed',
		}),
	'PATCH a line': (api, { line }) => api('PATCH', `/items/scorecard_lines/${line}`, { awarded: 10 }),
	'PATCH lines': (api, { line }) => api('PATCH', '/items/scorecard_lines', [{ id: line, explanation: 'x' }]),
	'DELETE a line': (api, { line }) => api('DELETE', `/items/scorecard_lines/${line}`),
	'import over a line': (api, { line }) => api('POST', ...upload('scorecard_lines', [{ id: line, state: 'assessed' }])),
	'nested: lines under the scorecard': (api, { card, line }) =>
		api('PATCH', `/items/scorecards/${card}`, {
			lines: { create: [], update: [{ id: line, awarded: 10 }], delete: [] },
		}),
	'nested: scorecard under the village': (api, { village, card }) =>
		api('PATCH', `/items/villages/${village}`, {
			scorecards: { create: [], update: [{ id: card, ...WRONG }], delete: [] },
		}),
	'nested: new scorecard under the village': (api, aim) =>
		api('PATCH', `/items/villages/${aim.outsider}`, { scorecards: { create: [whole(aim)], update: [], delete: [] } }),
	'nested: scorecard under the assessment': (api, { assessment, card }) =>
		api('PATCH', `/items/assessments/${assessment.id}`, {
			scorecards: { create: [], update: [{ id: card, ...WRONG }], delete: [] },
		}),
	'nested: all scorecards of the assessment unlinked': (api, { assessment }) =>
		api('PATCH', `/items/assessments/${assessment.id}`, { scorecards: [] }),
	'nested: scorecard above a new item': (api, { card }) =>
		api('POST', '/items/evidence_items', { ...item(card, '2.1', 'mismatch', 1), scorecard: { id: card, ...WRONG } }),
	'nested: scorecard above an old item': (api, { card, item: id }) =>
		api('PATCH', `/items/evidence_items/${id}`, { scorecard: { id: card, ...WRONG } }),
	'GraphQL update': (api, { card }) =>
		api('POST', '/graphql', {
			query: `mutation { update_scorecards_item(id: "${card}", data: {total: 99.5}) { id } }`,
		}),
	'GraphQL update of a line': (api, { line }) =>
		api('POST', '/graphql', {
			query: `mutation { update_scorecard_lines_item(id: "${line}", data: {awarded: 10}) { id } }`,
		}),
	'GraphQL delete': (api, { card }) =>
		api('POST', '/graphql', { query: `mutation { delete_scorecards_item(id: "${card}") { id } }` }),
	'GraphQL nested above an item': (api, { card, item: id }) =>
		api('POST', '/graphql', {
			query: `mutation { update_evidence_items_item(id: "${id}", data: {scorecard: {id: "${card}", total: 99.5}}) { id } }`,
		}),
	'a mark made': (api, { card }) => api('POST', '/items/score_marks', { scorecard: card }),
};

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: { ASSESSMENT_BACKGROUND_DRAIN: 'false' } });
	let aim: Aim;

	beforeAll(async () => {
		const assessment = await newAssessment(instance(), { villages: 2 });
		const [card] = assessment.cards;
		const [id = ''] = await insertItems(instance(), [item(card?.id ?? '', '2.1', 'mismatch', 3)]);
		await instance().api('GET', '/items/scorecards?limit=1');
		const line: { id: string } = await instance()
			.database('scorecard_lines')
			.where({ scorecard: card?.id, criterion: criterion('2.1') })
			.first('id');
		const [outsider = ''] = await newVillages(instance(), 1);
		aim = { assessment, card: card?.id ?? '', village: card?.village ?? '', line: line.id, item: id, outsider };
	});

	const stored = async (): Promise<unknown> => ({
		scorecards: await instance().database('scorecards').orderBy('id'),
		lines: await instance().database('scorecard_lines').orderBy('id'),
		items: await instance().database('evidence_items').orderBy('id'),
		marks: await instance().database('score_marks').orderBy('id'),
	});

	it.each(Object.entries(ATTEMPTS))('%s', async (_name, attempt) => {
		const before = await stored();
		const answer = await attempt(instance().api, aim);
		// GraphQL answers with 200 and tells in `errors`.
		expectRefusal(
			{ ...answer, status: answer.status === 200 && answer.errors.length > 0 ? 403 : answer.status },
			403,
			'COMPUTED_VALUE',
		);
		expect(await stored()).toEqual(before);
	});

	it('a mark is not removed either', async () => {
		await instance().database('score_marks').insert({ scorecard: aim.card });
		const [mark] = await instance().database('score_marks').select('id');
		const before = await stored();
		expectRefusal(await instance().api('DELETE', `/items/score_marks/${mark.id}`), 403, 'COMPUTED_VALUE');
		expectRefusal(
			await instance().api('DELETE', '/items/score_marks', { query: { filter: {} } }),
			403,
			'COMPUTED_VALUE',
		);
		expect(await stored()).toEqual(before);
	});

	it('says what to do instead', async () => {
		const message = expectRefusal(
			await instance().api('PATCH', `/items/scorecards/${aim.card}`, WRONG),
			403,
			'COMPUTED_VALUE',
		);
		expect(message).toContain('scorecards.total');
		expect(message).toContain('考核材料');
	});

	it('a scorecard of an earlier version of the data cannot be brought back', async () => {
		const revision = {
			collection: 'scorecards',
			item: aim.card,
			data: JSON.stringify(WRONG),
			delta: JSON.stringify(WRONG),
		};
		const activity: { id: number } | undefined = await instance().database('directus_activity').first('id');
		await instance()
			.database('directus_revisions')
			.insert({ ...revision, activity: activity?.id });
		const { id }: { id: number } = await instance()
			.database('directus_revisions')
			.where({ item: aim.card })
			.first('id');
		const before = await stored();
		expectRefusal(await instance().api('POST', `/utils/revert/${id}`), 403, 'COMPUTED_VALUE');
		expect(await stored()).toEqual(before);
	});

	it('nobody may write without an account', async () => {
		const answer = await instance().api('PATCH', `/items/scorecards/${aim.card}`, WRONG, { token: null });
		expect(answer.status).toBe(403);
		expect(
			(
				await instance().api(
					'POST',
					'/items/evidence_items',
					{ ...item(aim.card, '2.1', 'mismatch', 1), id: randomUUID() },
					{ token: null },
				)
			).status,
		).toBe(403);
	});
});
