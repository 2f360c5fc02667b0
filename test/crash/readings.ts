// The ways in which somebody may look at the scores first after a restart. None of them may show a stale one.
import { z } from 'zod';
import type { Answer, Instance } from '../support/harness/index.ts';
import { hundredths, type Score } from './oracle.ts';

const card = z.object({
	id: z.string(),
	total: z.number(),
	attainable: z.number(),
	rank: z.number(),
	assessed_count: z.number(),
	lines: z.array(
		z.object({
			criterion: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]),
			awarded: z.number(),
			attainable: z.number(),
			state: z.string(),
			evidence_count: z.number(),
		}),
	),
});
type Card = z.infer<typeof card>;

const COLUMNS = [
	'id',
	'total',
	'attainable',
	'rank',
	'assessed_count',
	'lines.criterion',
	'lines.awarded',
	'lines.attainable',
	'lines.state',
	'lines.evidence_count',
];
const graphql = (
	assessment: string,
): string => `{ scorecards(limit: -1, filter: { assessment: { id: { _eq: "${assessment}" } } }) {
	id total attainable rank assessed_count lines { criterion { id } awarded attainable state evidence_count } } }`;

type Read = (api: Instance['api'], assessment: string) => Promise<Card[]>;

export const READINGS = {
	'the list of scorecards': async (api, assessment) =>
		z
			.array(card)
			.parse(
				dataOf(
					await api('GET', `/items/scorecards?limit=-1&filter[assessment][_eq]=${assessment}&fields=${COLUMNS.join()}`),
				),
			),
	'scorecards by way of their villages': async (api) => {
		const fields = COLUMNS.map((column) => `scorecards.${column}`);
		return z
			.array(z.object({ scorecards: z.array(card) }))
			.parse(dataOf(await api('GET', `/items/villages?limit=-1&fields=${fields.join()}`)))
			.flatMap(({ scorecards }) => scorecards);
	},
	GraphQL: async (api, assessment) =>
		z.object({ scorecards: z.array(card) }).parse(dataOf(await api('POST', '/graphql', { query: graphql(assessment) })))
			.scorecards,
} as const satisfies Record<string, Read>;

/** Rejects unless the request is answered with success. */
function dataOf({ status, text, data }: Answer): unknown {
	if (status !== 200 || data === undefined)
		throw new Error(`The first read was answered with ${status}: ${text.slice(0, 500)}`);
	return data;
}

export async function readScores(read: Read, api: Instance['api'], assessment: string): Promise<Record<string, Score>> {
	const cards = await read(api, assessment);
	return Object.fromEntries(cards.map((one) => [one.id, scoreOf(one)]));
}

const scoreOf = ({ total, attainable, rank, assessed_count, lines }: Card): Score => ({
	total: hundredths(total),
	attainable: hundredths(attainable),
	rank,
	assessed: assessed_count,
	lines: Object.fromEntries(
		lines.map((line) => [
			line.criterion,
			{
				awarded: hundredths(line.awarded),
				attainable: hundredths(line.attainable),
				state: line.state,
				evidence: line.evidence_count,
			},
		]),
	),
});
