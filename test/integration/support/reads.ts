// Every way in which the API shows a scorecard's total.
import { randomUUID } from 'node:crypto';
import { poll, type Instance } from '../../harness/index.ts';
import { at, rows, succeeded, type Row } from './answers.ts';
import type { Card } from './fixtures.ts';

export interface Reader {
	readonly card: Card;
	readonly assessment: string;
	/** A user whose village is that of the card, and the user's role. */
	readonly user: string;
	readonly role: string;
	/** What the total must be now, for filters that look for it. */
	readonly expected: number;
}

export interface Read {
	readonly name: string;
	readonly total: (instance: Instance, reader: Reader) => Promise<unknown>;
}

const get = async ({ api }: Instance, path: string): Promise<unknown> => succeeded(await api('GET', path)).data;
const graphql = async ({ api }: Instance, query: string): Promise<unknown> => succeeded(await api('POST', '/graphql', { query })).data;

/** Of a list of scorecards as nested data show it, the total of ours. */
const ours = (list: unknown, card: Card): unknown => rows(list).find(({ id }) => id === card.id)?.['total'];

export const READS: readonly Read[] = [
	{ name: 'by id', total: async (i, { card }) => at(await get(i, `/items/scorecards/${card.id}?fields=total`), 'total') },
	{ name: 'list', total: async (i, { card }) => at(await get(i, `/items/scorecards?filter[id][_eq]=${card.id}&fields=total`), 0, 'total') },
	{ name: 'list with all fields', total: async (i, { card }) => at(await get(i, `/items/scorecards?filter[id][_eq]=${card.id}`), 0, 'total') },
	{
		name: 'SEARCH',
		total: async (i, { card }) => at(succeeded(await i.api('SEARCH', '/items/scorecards', { query: { filter: { id: { _eq: card.id } }, fields: ['total'] } })).data, 0, 'total'),
	},
	{ name: 'aggregate', total: async (i, { card }) => at(await get(i, `/items/scorecards?aggregate[sum]=total&filter[id][_eq]=${card.id}`), 0, 'sum', 'total') },
	{ name: 'aggregate of the lines', total: async (i, { card }) => at(await get(i, `/items/scorecard_lines?aggregate[sum]=awarded&filter[scorecard][_eq]=${card.id}`), 0, 'sum', 'awarded') },
	{
		name: 'list of the lines',
		total: async (i, { card }) => {
			const lines = rows(await get(i, `/items/scorecard_lines?fields=awarded&limit=-1&filter[scorecard][_eq]=${card.id}`));
			return lines.reduce((sum, line) => sum + Math.round(Number(line['awarded']) * 100), 0) / 100;
		},
	},
	{
		name: 'export as CSV',
		total: async (i, { card }) => Number((await i.api('GET', `/items/scorecards?export=csv&fields=total&filter[id][_eq]=${card.id}`)).text.split('\n')[1]?.replaceAll('"', '')),
	},
	{ name: 'export into a file', total: exportedFile },
	{ name: 'GraphQL by id', total: async (i, { card }) => at(await graphql(i, `{ scorecards_by_id(id: "${card.id}") { total } }`), 'scorecards_by_id', 'total') },
	{ name: 'GraphQL list', total: async (i, { card }) => at(await graphql(i, `{ scorecards(filter: {id: {_eq: "${card.id}"}}) { total } }`), 'scorecards', 0, 'total') },
	{
		name: 'GraphQL aggregated',
		total: async (i, { card }) => at(await graphql(i, `{ scorecards_aggregated(filter: {id: {_eq: "${card.id}"}}) { sum { total } } }`), 'scorecards_aggregated', 0, 'sum', 'total'),
	},
	{
		name: 'GraphQL nested from villages',
		total: async (i, { card }) => ours(at(await graphql(i, `{ villages_by_id(id: "${card.village}") { scorecards { id total } } }`), 'villages_by_id', 'scorecards'), card),
	},
	{ name: 'nested from villages', total: async (i, { card }) => ours(at(await get(i, `/items/villages/${card.village}?fields=scorecards.id,scorecards.total`), 'scorecards'), card) },
	{ name: 'nested from villages by wildcard', total: async (i, { card }) => ours(at(await get(i, `/items/villages/${card.village}?fields=*.*`), 'scorecards'), card) },
	{
		name: 'nested from villages by alias',
		total: async (i, { card }) => ours(at(await get(i, `/items/villages/${card.village}?fields=cards.id,cards.total&alias[cards]=scorecards`), 'cards'), card),
	},
	{ name: 'nested from assessments', total: async (i, { card, assessment }) => ours(at(await get(i, `/items/assessments/${assessment}?fields=scorecards.*`), 'scorecards'), card) },
	{
		name: 'nested from evidence items',
		total: async (i, { card }) => at(await get(i, `/items/evidence_items?limit=1&fields=scorecard.total&filter[scorecard][_eq]=${card.id}`), 0, 'scorecard', 'total'),
	},
	{ name: 'nested from users', total: async (i, { card, user }) => ours(at(await get(i, `/users/${user}?fields=village.scorecards.id,village.scorecards.total`), 'village', 'scorecards'), card) },
	{
		name: 'nested from the list of users',
		total: async (i, { card, user }) => ours(at(await get(i, `/users?filter[id][_eq]=${user}&fields=village.scorecards.id,village.scorecards.total`), 0, 'village', 'scorecards'), card),
	},
	{
		name: 'nested from roles',
		total: async (i, { card, role }) => ours(at(await get(i, `/roles/${role}?fields=users.village.scorecards.id,users.village.scorecards.total`), 'users', 0, 'village', 'scorecards'), card),
	},
	{
		name: 'nested from activity',
		total: async (i, { card, user }) => {
			const id = String(Reflect.get(await i.database('directus_activity').where({ user }).first('id'), 'id'));
			return ours(at(await get(i, `/activity/${id}?fields=user.village.scorecards.id,user.village.scorecards.total`), 'user', 'village', 'scorecards'), card);
		},
	},
	{ name: 'filter by total', total: (i, r) => found(i, r, `/items/scorecards?fields=id&filter[id][_eq]=${r.card.id}&filter[total][_eq]=${r.expected}`) },
	{ name: 'filter by total from villages', total: (i, r) => found(i, r, `/items/villages?fields=id&filter[id][_eq]=${r.card.village}&filter[scorecards][total][_eq]=${r.expected}`) },
	{
		name: 'filter by total from villages, any of several',
		total: (i, r) => found(i, r, `/items/villages?fields=id&filter={"id":{"_eq":"${r.card.village}"},"scorecards":{"_some":{"total":{"_eq":${r.expected}}}}}`),
	},
	{
		name: 'filter by total from users',
		total: (i, r) => found(i, r, `/users?fields=id&filter[id][_eq]=${r.user}&filter[village][scorecards][total][_eq]=${r.expected}`),
	},
	{
		name: 'filter count',
		total: async (i, { card, expected }) => {
			const answer = succeeded(await i.api('GET', `/items/scorecards?limit=0&meta=filter_count&filter[id][_eq]=${card.id}&filter[total][_eq]=${expected}`));
			return at(answer.body, 'meta', 'filter_count') === 1 ? expected : 'not found';
		},
	},
];

/** A filter by the total finds the scorecard only where it is fresh. */
async function found(instance: Instance, { expected }: Reader, path: string): Promise<unknown> {
	return rows(await get(instance, path)).length === 1 ? expected : 'not found';
}

async function exportedFile(instance: Instance, { card }: Reader): Promise<unknown> {
	const name = `${randomUUID()}.csv`;
	succeeded(await instance.api('POST', '/utils/export/scorecards', { format: 'csv', query: { filter: { id: { _eq: card.id } }, fields: ['total'] }, file: { filename_download: name, title: name } }));
	const id = await poll('the export is written', async () => {
		const file: Row | undefined = await instance.database('directus_files').where('filename_download', name).whereNotNull('filesize').first();
		return file === undefined ? null : String(file['id']);
	});
	return Number((await instance.api('GET', `/assets/${id}`)).text.split('\n')[1]?.replaceAll('"', ''));
}
