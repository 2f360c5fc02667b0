import { randomUUID } from 'node:crypto';
import { batches, dateText, type Database } from '#server/platform/database.ts';
import type { StoredAssessment, StoredRulebook } from '#server/platform/tables.ts';
import { RULE_COLUMNS, usableRule } from '#server/scoring/rules.ts';
import { ROLES } from '#domain/roles.ts';

export const findLastYear = (trx: Database, id: string): Promise<StoredAssessment | undefined> =>
	trx('assessments').where({ id }).first();

export async function findOfYear(
	trx: Database,
	year: number,
	rulebookCode: string,
): Promise<Pick<StoredAssessment, 'id' | 'title'> | undefined> {
	return trx('assessments as a')
		.join('rulebooks as r', 'r.id', 'a.rulebook')
		.where({ 'a.year': year, 'r.code': rulebookCode })
		.first('a.id', 'a.title');
}

/** The rulebook of an assessment, or, where it is retired, the published one of the same code that came last. */
export async function findUsableRulebook(
	trx: Database,
	id: string,
): Promise<Pick<StoredRulebook, 'id' | 'code' | 'status'> | undefined> {
	const own = await trx('rulebooks').where({ id }).first('id', 'code', 'status');
	if (own?.status !== 'retired') return own;
	const published = await trx('rulebooks')
		.where({ code: own.code, status: 'published' })
		.orderBy('date_created', 'desc')
		.first('id', 'code', 'status');
	return published ?? own;
}

export interface VillageOfYears {
	readonly village: string;
	readonly name: string;
	/** Its scorecard in the new assessment; null: it does not take part any more. */
	readonly scorecard: string | null;
	/** Its scorecard in the year before; null: it did not take part. */
	readonly before: string | null;
	readonly hasClerk: boolean;
}

/** The villages of either year, in the order of their codes. */
export async function findVillagesOfYears(
	trx: Database,
	{ before, after }: { readonly before: string; readonly after: string },
): Promise<readonly VillageOfYears[]> {
	const cards = await trx('scorecards as s')
		.join('villages as v', 'v.id', 's.village')
		.whereIn('s.assessment', [before, after])
		.whereNull('s.excluded_reason')
		.orderBy('v.code')
		.select('s.id', 's.assessment', 's.village', 'v.name');
	const clerks = await trx('directus_users')
		.where({ role: ROLES.clerk, status: 'active' })
		.whereNotNull('village')
		.select('village');
	const withClerk = new Set(clerks.map(({ village }) => village));
	const found = new Map<string, VillageOfYears>();
	for (const { id, assessment, village, name } of cards) {
		const known = found.get(village) ?? {
			village,
			name,
			scorecard: null,
			before: null,
			hasClerk: withClerk.has(village),
		};
		found.set(village, { ...known, ...(assessment === after ? { scorecard: id } : { before: id }) });
	}
	return [...found.values()];
}

export interface Target {
	readonly scorecard: string;
	readonly code: string;
	readonly value: number;
}

/** The targets that held in an assessment: of several, the last observed. */
export async function findTargets(trx: Database, assessment: string): Promise<readonly Target[]> {
	const rows = await trx('evidence_items as e')
		.join('scorecards as s', 's.id', 'e.scorecard')
		.join('criteria as c', 'c.id', 'e.criterion')
		.where({ 's.assessment': assessment, 'e.status': 'verified', 'e.fact': 'target' })
		.select('e.scorecard', 'c.code', 'e.value', 'e.observed_on', 'e.date_created');
	const last = new Map<string, { readonly at: string; readonly target: Target }>();
	for (const { scorecard, code, value, observed_on: day, date_created: made } of rows) {
		if (value === null) continue;
		const key = `${scorecard}/${code}`;
		const at = `${dateText(day) ?? ''} ${made === null ? '' : new Date(made).toISOString()}`;
		const known = last.get(key);
		if (known === undefined || known.at <= at) last.set(key, { at, target: { scorecard, code, value } });
	}
	return [...last.values()].map(({ target }) => target);
}

/** The ids of a rulebook's criteria that measure against a target of the village's own, by code. */
export async function findCriteriaWithTargets(trx: Database, rulebook: string): Promise<ReadonlyMap<string, string>> {
	const rows = await trx('criteria')
		.where({ rulebook })
		.select(...RULE_COLUMNS);
	return new Map(
		rows.filter((row) => usableRule(row)?.facts.some(({ key }) => key === 'target')).map(({ id, code }) => [code, id]),
	);
}

/** Drafts of the office: nothing counts until somebody has checked and verified them. */
export async function insertDraftTargets(
	trx: Database,
	targets: readonly { readonly scorecard: string; readonly criterion: string; readonly value: number }[],
	{ user, note }: { readonly user: string | null; readonly note: string },
): Promise<void> {
	const rows = targets.map((target) => ({
		id: randomUUID(),
		...target,
		fact: 'target',
		status: 'draft' as const,
		note,
		user_created: user,
		date_created: new Date(),
	}));
	for (const some of batches(rows, 50)) await trx('evidence_items').insert(some);
}

export async function countHolidays(trx: Database, from: string): Promise<number> {
	const rows = await trx('holidays').where('date', '>=', from).select('id');
	return rows.length;
}
