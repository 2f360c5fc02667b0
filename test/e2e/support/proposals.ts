// Proposals of 加分 for the stories of the leadership: written and proposed by the office, through the API.
import { randomUUID } from 'node:crypto';
import { criterionId } from '../../../seed/rulebook/rows.ts';
import { at, row, rows, succeeded } from '../../support/fixtures/answers.ts';
import type { Studio } from './studio.ts';

export const OFFICE = 'office@example.com';

export interface Card {
	readonly id: string;
	readonly name: string;
	readonly village: string;
	readonly total: number;
	readonly rank: number;
}

/** This year's ranking, the best first. */
export async function ranking({ instance }: Studio): Promise<readonly Card[]> {
	const fields = 'id,village,village_name,total,rank';
	const answer = succeeded(
		await instance.api(
			'GET',
			`/items/scorecards?limit=-1&fields=${fields}&sort=rank&filter[assessment][status][_eq]=collecting`,
		),
	);
	return rows(answer.data).map((one) => ({
		id: String(one['id']),
		name: String(one['village_name']),
		village: String(one['village']),
		total: Number(one['total']),
		rank: Number(one['rank']),
	}));
}

export const cardOf = async (studio: Studio, id: string): Promise<Card> => {
	const found = (await ranking(studio)).find((card) => card.id === id);
	if (found === undefined) throw new Error(`No scorecard ${id} in the ranking.`);
	return found;
};

/** A draft of 加分 with a picture as proof; answers with its id. */
export async function draft(
	studio: Studio,
	scorecard: string,
	{ occurrences = 1, category = 'innovation' }: { occurrences?: number; category?: string } = {},
): Promise<string> {
	const token = await studio.token(OFFICE);
	const picture = rows(
		succeeded(await studio.instance.api('GET', '/files?limit=1&fields=id&filter[type][_eq]=image/jpeg')).data,
	)[0];
	const made = await studio.instance.api(
		'POST',
		'/items/adjustments?fields=id',
		{
			scorecard,
			criterion: criterionId('HLS-FP', '1', '7'),
			category,
			occurrences,
			occurred_on: '2026-11-02',
			reason: `现场会典型发言 ${randomUUID().slice(0, 8)}`,
			files: { create: [{ directus_files_id: picture?.['id'] }], update: [], delete: [] },
		},
		{ token },
	);
	return String(row(succeeded(made).data)['id']);
}

export async function propose(
	studio: Studio,
	scorecard: string,
	options: { occurrences?: number; category?: string } = {},
): Promise<string> {
	const id = await draft(studio, scorecard, options);
	succeeded(
		await studio.instance.api(
			'POST',
			`/assessment/adjustments/${id}/propose`,
			{ confirm_same_event: true },
			{ token: await studio.token(OFFICE) },
		),
	);
	return id;
}

/** Somebody acts on a proposal elsewhere. */
export async function act(
	studio: Studio,
	email: string,
	{ id, action, body }: { id: string; action: 'vote' | 'withdraw'; body: object },
): Promise<void> {
	succeeded(
		await studio.instance.api('POST', `/assessment/adjustments/${id}/${action}`, body, {
			token: await studio.token(email),
		}),
	);
}

/** Makes a leader the village's 包村领导; null: nobody is. */
export async function liaison({ instance }: Studio, village: string, email: string | null): Promise<void> {
	const user: unknown =
		email === null ? null : at(await instance.database('directus_users').where({ email }).first('id'), 'id');
	await instance.database('villages').where({ id: village }).update({ liaison_leader: user });
}

/** Evidence as it gathers in a year: submitted, not yet verified, so that no score changes. */
export async function muchEvidence({ instance }: Studio, scorecard: string, count: number): Promise<void> {
	const made = Array.from({ length: count }, () => ({
		id: randomUUID(),
		scorecard,
		criterion: criterionId('HLS-FP', '1', '2.1'),
		fact: 'mismatch',
		value: 1,
		status: 'submitted',
		observed_on: '2026-05-03',
		date_created: new Date(),
	}));
	for (let from = 0; from < made.length; from += 50)
		await instance.database('evidence_items').insert(made.slice(from, from + 50));
}
