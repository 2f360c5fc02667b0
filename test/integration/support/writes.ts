// Every way in which facts come to be written, through the API and behind its back.
import { randomUUID } from 'node:crypto';
import type { Instance } from '../../harness/index.ts';
import { at, row, rows, succeeded, type Row } from './answers.ts';
import { criterion, day, insertAdjustment, insertItems, item, type Card } from './fixtures.ts';

export interface Desk {
	readonly card: Card;
	readonly other: Card;
	/** Verified cases on 2.1, one each. */
	readonly counted: readonly [string, string];
	/** Cases on 2.1 that the office has yet to verify. */
	readonly submitted: readonly [string, string];
	readonly bonus: string;
	readonly flows: Flows;
	readonly file: string;
}

export interface Write {
	readonly name: string;
	/** What must have happened long before. */
	readonly before?: (instance: Instance, desk: Desk) => Promise<unknown>;
	readonly run: (instance: Instance, desk: Desk) => Promise<unknown>;
}

export interface Flows {
	readonly createSilently: string;
	readonly create: string;
	readonly updateSilently: string;
	readonly deleteSilently: string;
}

const ITEMS = '/items/evidence_items';
const VERIFIED = { status: 'verified' };
const send = async ({ api }: Instance, method: string, path: string, body?: unknown): Promise<unknown> => succeeded(await api(method, path, body)).data;
const gql = (instance: Instance, query: string, variables: Row): Promise<unknown> => send(instance, 'POST', '/graphql', { query, variables });
const found = (card: Card, cases = 1): ReturnType<typeof item> => item(card.id, '2.1', 'mismatch', cases);
const children = (changes: Row): Row => ({ evidence_items: { create: [], update: [], delete: [], ...changes } });

function importFile(instance: Instance, name: string, content: string, type: string): Promise<unknown> {
	const form = new FormData();
	form.append('file', new Blob([content], { type }), name);
	return send(instance, 'POST', '/utils/import/evidence_items', form);
}

const csv = (items: readonly Row[]): string => {
	const columns = [...new Set(items.flatMap((one) => Object.keys(one)))];
	return [columns.join(','), ...items.map((one) => columns.map((column) => String(one[column] ?? '')).join(','))].join('\n');
};

/**
 * Each changes the total of `card`. GraphQL cannot create an item in Directus 11.17: its input type asks for every required field of the
 * scorecard and the criterion that the item refers to; and its update_…_batch takes `evidence_items` for a plural of `evidence`.
 */
export const WRITES: readonly Write[] = [
	{ name: 'POST one', run: (i, { card }) => send(i, 'POST', ITEMS, found(card)) },
	{ name: 'POST an array', run: (i, { card, other }) => send(i, 'POST', ITEMS, [found(card), found(card, 2), found(other)]) },
	{ name: 'PATCH one', run: (i, { submitted }) => send(i, 'PATCH', `${ITEMS}/${submitted[0]}`, VERIFIED) },
	{ name: 'PATCH by keys', run: (i, { submitted }) => send(i, 'PATCH', ITEMS, { keys: submitted, data: VERIFIED }) },
	{ name: 'PATCH an array', run: (i, { submitted }) => send(i, 'PATCH', ITEMS, submitted.map((id) => ({ id, ...VERIFIED }))) },
	{
		name: 'PATCH by query',
		run: (i, { card }) => send(i, 'PATCH', ITEMS, { query: { filter: { scorecard: { _eq: card.id }, status: { _eq: 'submitted' } } }, data: VERIFIED }),
	},
	{ name: 'PATCH a value', run: (i, { counted }) => send(i, 'PATCH', `${ITEMS}/${counted[0]}`, { value: 4 }) },
	{ name: 'returned for correction', run: (i, { counted }) => send(i, 'PATCH', `${ITEMS}/${counted[0]}`, { status: 'returned', return_reason: '材料不全' }) },
	{ name: 'moved to another village', run: (i, { counted, other }) => send(i, 'PATCH', `${ITEMS}/${counted[0]}`, { scorecard: other.id }) },
	{ name: 'moved to another criterion', run: (i, { counted }) => send(i, 'PATCH', `${ITEMS}/${counted[0]}`, { criterion: criterion('3.1.1'), fact: 'household' }) },
	{ name: 'DELETE one', run: (i, { counted }) => send(i, 'DELETE', `${ITEMS}/${counted[0]}`) },
	{ name: 'DELETE several', run: (i, { counted }) => send(i, 'DELETE', ITEMS, counted) },
	{ name: 'DELETE by query', run: (i, { card }) => send(i, 'DELETE', ITEMS, { query: { filter: { scorecard: { _eq: card.id }, status: { _eq: 'verified' } } } }) },
	{ name: 'CSV import', run: (i, { card, other }) => importFile(i, 'items.csv', csv([found(card), found(card), found(other)]), 'text/csv') },
	{
		name: 'CSV import that updates and adds',
		run: (i, { card, submitted }) => importFile(i, 'items.csv', csv([{ id: submitted[0], ...found(card) }, { ...found(card), id: randomUUID() }]), 'text/csv'),
	},
	{ name: 'JSON import', run: (i, { card, other }) => importFile(i, 'items.json', JSON.stringify([found(card), found(other)]), 'application/json') },
	{ name: 'JSON import that updates', run: (i, { submitted }) => importFile(i, 'items.json', JSON.stringify([{ id: submitted[0], ...VERIFIED }]), 'application/json') },
	{ name: 'nested: created under the scorecard', run: (i, { card }) => send(i, 'PATCH', `/items/scorecards/${card.id}`, children({ create: [found(card)] })) },
	{ name: 'nested: updated under the scorecard', run: (i, { card, submitted }) => send(i, 'PATCH', `/items/scorecards/${card.id}`, children({ update: [{ id: submitted[0], ...VERIFIED }] })) },
	{
		name: 'nested: under the village’s scorecard',
		run: (i, { card }) => send(i, 'PATCH', `/items/villages/${card.village}`, { scorecards: { create: [], delete: [], update: [{ id: card.id, ...children({ create: [found(card)] }) }] } }),
	},
	{ name: 'nested: with its file', run: (i, { card, file }) => send(i, 'POST', '/items/evidence_items_files', { directus_files_id: file, evidence_items_id: found(card) }) },
	{
		name: 'GraphQL update one',
		run: (i, { submitted }) => gql(i, 'mutation ($id: ID!, $data: update_evidence_items_input!) { update_evidence_items_item(id: $id, data: $data) { id } }', { id: submitted[0], data: VERIFIED }),
	},
	{
		name: 'GraphQL update several',
		run: (i, { submitted }) => gql(i, 'mutation ($ids: [ID]!, $data: update_evidence_items_input!) { update_evidence_items_items(ids: $ids, data: $data) { id } }', { ids: submitted, data: VERIFIED }),
	},
	{
		name: 'GraphQL move to another village',
		run: (i, { counted, other }) =>
			gql(i, 'mutation ($id: ID!, $data: update_evidence_items_input!) { update_evidence_items_item(id: $id, data: $data) { id } }', { id: counted[0], data: { scorecard: { id: other.id } } }),
	},
	{ name: 'GraphQL delete one', run: (i, { counted }) => gql(i, 'mutation ($id: ID!) { delete_evidence_items_item(id: $id) { id } }', { id: counted[0] }) },
	{ name: 'GraphQL delete several', run: (i, { counted }) => gql(i, 'mutation ($ids: [ID]!) { delete_evidence_items_items(ids: $ids) { ids } }', { ids: counted }) },
	{
		name: 'revision reverted',
		before: (i, { counted }) => send(i, 'PATCH', `${ITEMS}/${counted[0]}`, { value: 3 }).then(() => send(i, 'PATCH', `${ITEMS}/${counted[0]}`, { value: 5 })),
		run: async (i, { counted }) => {
			const revisions = rows(await send(i, 'GET', `/revisions?filter[item][_eq]=${counted[0]}&filter[collection][_eq]=evidence_items&sort=id&fields=id`));
			return send(i, 'POST', `/utils/revert/${String(at(revisions, 0, 'id'))}`);
		},
	},
	{ name: 'Flow that creates', run: (i, { card, flows }) => send(i, 'POST', `/flows/trigger/${flows.create}`, found(card)) },
	{ name: 'Flow that creates without events', run: (i, { card, flows }) => send(i, 'POST', `/flows/trigger/${flows.createSilently}`, found(card)) },
	{ name: 'Flow that updates without events', run: (i, { counted, flows }) => send(i, 'POST', `/flows/trigger/${flows.updateSilently}`, { key: counted[0], value: 3 }) },
	{ name: 'Flow that deletes without events', run: (i, { counted, flows }) => send(i, 'POST', `/flows/trigger/${flows.deleteSilently}`, { key: counted[0] }) },
	{ name: 'raw SQL insert', run: (i, { card }) => insertItems(i, [found(card)]) },
	{ name: 'raw SQL update', run: ({ database }, { counted }) => database('evidence_items').where('id', counted[0]).update({ value: 7 }) },
	{ name: 'raw SQL move to another village', run: ({ database }, { counted, other }) => database('evidence_items').where('id', counted[0]).update({ scorecard: other.id }) },
	{ name: 'raw SQL delete', run: ({ database }, { counted }) => database('evidence_items').where('id', counted[0]).delete() },
	{ name: 'raw SQL, many rows at once', run: ({ database }, { card }) => database('evidence_items').where('scorecard', card.id).update(VERIFIED) },
	{ name: 'bonus approved', run: (i, { card }) => insertAdjustment(i, card.id) },
	{ name: 'penalty approved', run: (i, { card }) => insertAdjustment(i, card.id, { code: '8' }) },
	{ name: 'bonus counted anew', run: ({ database }, { bonus }) => database('adjustments').where('id', bonus).update({ occurrences: 3 }) },
	{ name: 'bonus revoked', run: ({ database }, { bonus }) => database('adjustments').where('id', bonus).update({ status: 'revoked' }) },
	{ name: 'bonus moved to another village', run: ({ database }, { bonus, other }) => database('adjustments').where('id', bonus).update({ scorecard: other.id }) },
	{ name: 'bonus deleted', run: ({ database }, { bonus }) => database('adjustments').where('id', bonus).delete() },
];

/** Flows that write as a Flow of the office's own would. */
export async function createFlows(instance: Instance): Promise<Flows> {
	const flow = async (type: string, options: Row): Promise<string> => {
		const key = 'write';
		const made = row(await send(instance, 'POST', '/flows', { name: randomUUID(), status: 'active', trigger: 'webhook', accountability: null, options: { method: 'POST', async: false } }));
		const id = String(made['id']);
		const operation = row(await send(instance, 'POST', '/operations', { name: key, key, type, position_x: 1, position_y: 1, flow: id, options: { collection: 'evidence_items', permissions: '$full', ...options } }));
		await send(instance, 'PATCH', `/flows/${id}`, { operation: operation['id'] });
		return id;
	};
	const key = '{{$trigger.body.key}}';
	return {
		create: await flow('item-create', { emitEvents: true, payload: '{{$trigger.body}}' }),
		createSilently: await flow('item-create', { emitEvents: false, payload: '{{$trigger.body}}' }),
		updateSilently: await flow('item-update', { emitEvents: false, key, payload: { value: '{{$trigger.body.value}}' } }),
		deleteSilently: await flow('item-delete', { emitEvents: false, key }),
	};
}

/** A fresh desk on two scorecards: what earlier tests wrote on them is gone. */
export async function prepareDesk(instance: Instance, given: Pick<Desk, 'card' | 'other' | 'flows' | 'file'>): Promise<Desk> {
	const { database } = instance;
	const cards = [given.card.id, given.other.id];
	const old = database('evidence_items').select('id').whereIn('scorecard', cards);
	await database('evidence_items_files').whereIn('evidence_items_id', old).delete();
	await database('evidence_items').whereIn('scorecard', cards).delete();
	await database('adjustments').whereIn('scorecard', cards).delete();
	const one = found(given.card);
	const waiting = { ...one, status: 'submitted', value: 2, observed_on: day(4, 1) };
	const [first = '', second = '', third = '', fourth = ''] = await insertItems(instance, [one, one, waiting, waiting]);
	// So that nested reads by way of an evidence item have one, whatever is deleted.
	await insertItems(instance, [item(given.card.id, '2.2', 'household', 1, { status: 'draft' })]);
	return { ...given, counted: [first, second], submitted: [third, fourth], bonus: await insertAdjustment(instance, given.card.id) };
}
