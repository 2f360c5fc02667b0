// What the tests work on: an assessment of their own, with villages of their own.
import { randomUUID } from 'node:crypto';
import type { Instance } from '../../harness/index.ts';
import { criterionId, rulebookId } from '../../../seed/rulebook/rows.ts';
import { row, rows, succeeded, type Row } from './answers.ts';

export const RULEBOOK = rulebookId('HLS-FP', '1');
export const criterion = (code: string): string => criterionId('HLS-FP', '1', code);
/** The last one: all of its days have come, whenever the tests run. */
export const YEAR = new Date().getFullYear() - 1;
export const day = (month: number, date: number): string => `${YEAR}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

export interface Card {
	readonly id: string;
	readonly village: string;
}
export interface Assessment {
	readonly id: string;
	readonly cards: readonly Card[];
}

/** Villages of the test's own; those of earlier tests no longer take part in new assessments. */
export async function newVillages({ api, database }: Instance, count: number): Promise<string[]> {
	await database('villages').update({ active: false });
	const made = Array.from({ length: count }, (_, index) => ({ code: randomUUID(), name: `村${index + 1}-${randomUUID().slice(0, 8)}`, kind: index % 2 === 0 ? 'village' : 'community' }));
	const answer = succeeded(await api('POST', '/items/villages?fields=id&sort=code&limit=-1', made));
	return rows(answer.data).map(({ id }) => String(id));
}

export async function newAssessment(instance: Instance, { villages = 2, rulebook = RULEBOOK }: { villages?: number; rulebook?: string } = {}): Promise<Assessment> {
	await newVillages(instance, villages);
	const answer = succeeded(await instance.api('POST', '/items/assessments?fields=id', { title: `考核 ${randomUUID().slice(0, 8)}`, year: YEAR, rulebook }));
	const id = String(row(answer.data)['id']);
	return { id, cards: await cardsOf(instance, id) };
}

export async function cardsOf({ database }: Instance, assessment: string): Promise<Card[]> {
	const found: Row[] = await database('scorecards').select('id', 'village').where({ assessment }).orderBy('village_name');
	return found.map(({ id, village }) => ({ id: String(id), village: String(village) }));
}

export interface ItemInput {
	readonly scorecard: string;
	readonly criterion: string;
	readonly fact: string;
	readonly value: number | string | null;
	readonly status?: string;
	readonly observed_on?: string;
	readonly reported_on?: string;
}

/** An item as the API takes it: a verified one, unless it says otherwise. */
export const item = (scorecard: string, code: string, fact: string, value: number | string | null, more: Partial<ItemInput> & Row = {}): ItemInput & Row => ({
	scorecard,
	criterion: criterion(code),
	fact,
	value,
	status: 'verified',
	observed_on: day(3, 1),
	...more,
});

/** Writes items behind the server's back. Returns their ids. */
export async function insertItems({ database }: Instance, items: readonly (ItemInput & Row)[]): Promise<string[]> {
	const made = items.map((one) => ({ id: randomUUID(), date_created: new Date(), ...one }));
	await database('evidence_items').insert(made);
	return made.map(({ id }) => String(id));
}

/** A bonus (criterion 7) or penalty (8), as raw SQL: what the leadership group decides has an API of its own. */
export async function insertAdjustment({ database }: Instance, scorecard: string, { code = '7', occurrences = 1, status = 'approved' }: { code?: '7' | '8'; occurrences?: number; status?: string } = {}): Promise<string> {
	const id = randomUUID();
	await database('adjustments').insert({ id, scorecard, criterion: criterion(code), category: code === '7' ? 'innovation' : 'activity_fault', occurrences, reason: '测试', status });
	return id;
}

/** A draft rulebook with the official one's indicators and criteria; answers ids by code. */
export async function copyRulebook({ api }: Instance): Promise<{ id: string; criteria: ReadonlyMap<string, string> }> {
	const rulebook = randomUUID();
	succeeded(await api('POST', '/items/rulebooks', { id: rulebook, code: `TEST-${rulebook.slice(0, 8)}`, version: '1', title: '测试细则', status: 'draft' }));
	const columns = 'id,parent,code,title,points,sort';
	const indicators = rows(succeeded(await api('GET', `/items/indicators?limit=-1&fields=${columns}&filter[rulebook][_eq]=${RULEBOOK}&sort=sort`)).data);
	const ids = new Map(indicators.map(({ id }) => [String(id), randomUUID()]));
	succeeded(await api('POST', '/items/indicators?limit=-1&fields=id', indicators.map((one) => ({ ...one, rulebook, id: ids.get(String(one['id'])), parent: one['parent'] === null ? null : ids.get(String(one['parent'])) }))));
	const criteria = rows(succeeded(await api('GET', `/items/criteria?limit=-1&fields=indicator,code,title,points,method,params,waivable,readings,sort&filter[rulebook][_eq]=${RULEBOOK}&sort=sort`)).data);
	const made = criteria.map((one) => ({ ...one, id: randomUUID(), rulebook, indicator: ids.get(String(one['indicator'])) }));
	succeeded(await api('POST', '/items/criteria?limit=-1&fields=id', made));
	return { id: rulebook, criteria: new Map(made.map((one) => [String(Reflect.get(one, 'code')), one.id])) };
}

export const marksWaiting = async ({ database }: Instance): Promise<number> => (await database('score_marks').select('id')).length;
