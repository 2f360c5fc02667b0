// Several villages become one that goes on, or a new one: all that is recorded in years that still change moves along.
import { randomUUID } from 'node:crypto';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { refuseTakenOut } from '#server/platform/taken-out.ts';
import { drain } from '#server/scoring/drain.ts';
import { enrol } from '#server/assessments/enrol.ts';
import type { Database } from '#server/platform/database.ts';
import type { Decision } from './decide.ts';
import { decideAll, refuseUndecided, type Gathering } from './gather.ts';
import { listed, recordHistory } from './history.ts';
import {
	openCards,
	recordsOn,
	refuseVotesUnderWay,
	villagesById,
	type Card,
	type Records,
	type Village,
} from './repository/records.ts';
import { findAccountsOf } from './repository/changes.ts';
import { assessmentsOf, movedBy, scoresAfter } from './outcome.ts';
import type { Outcome, Warning } from '#domain/contracts/villages.ts';
import { newPlan, put, type Plan } from './plan.ts';
import { sameEvents } from './same-events.ts';
import { writePlan } from './write.ts';

/** A village that does not exist yet, by the fields of its form. */
export type NewVillage = Readonly<Record<string, unknown>>;

export interface MergeRequest {
	/** Those that end. */
	readonly villages: readonly string[];
	readonly into: string | NewVillage;
	readonly reason: string;
	readonly decisions: readonly Decision[];
	/** What the office says of the village that goes on; left out, it follows from those that come together. */
	readonly facts: { readonly designatedPoor?: boolean; readonly poorHouseholds?: number | null };
	/** Only shown; the caller undoes the transaction. */
	readonly dry: boolean;
}

export interface Hands {
	readonly user: string | null;
	/** Makes a village through Directus, guards included; answers with its id. */
	readonly makeVillage: (fields: NewVillage) => Promise<string>;
}

export async function merge(trx: Database, request: MergeRequest, hands: Hands): Promise<Outcome> {
	await acquireWorkflowLock(trx, 'exclusive');
	await drain(trx);
	const ending = await villagesById(trx, request.villages);
	const going = await villageInto(trx, request, { ending, hands });
	const before = await openCards(trx, [...request.villages, going.id]);
	const records = await recordsOn(
		trx,
		before.map(({ id }) => id),
	);
	const moving = before.filter((card) => card.village !== going.id);
	refuseVotesUnderWay(records.adjustments.filter(({ scorecard }) => moving.some(({ id }) => id === scorecard)));
	const plan = newPlan();
	if (typeof request.into !== 'string') plan.made.push({ table: 'villages', id: going.id });
	const targets = await targetsOf(trx, { going, before, moving, plan });
	const names = new Map([...ending, going].map(({ id, name }) => [id, name]));
	moveAll(plan, { moving, targets, records });
	const gatherings = gather({ before, moving, targets, records });
	const collisions = await decideAll(gatherings, request.decisions, { trx, plan, names, user: hands.user });
	if (!request.dry) refuseUndecided(collisions);
	endVillages(plan, { ending, going, moving, reason: request.reason });
	const facts = factsAfter(plan, { ending, going, request });
	await moveAccounts(trx, plan, { ending, going });
	const action = randomUUID();
	await writePlan(trx, plan, { user: hands.user, action });
	await drain(trx);
	const assessments = assessmentsOf(moving);
	await recordHistory(trx, {
		kind: 'merged',
		action,
		user: hands.user,
		reason: request.reason,
		entries: entriesOf({ ending, going, plan, isNew: typeof request.into !== 'string' }),
		details: { assessments: assessments.map(({ id }) => id), plan },
	});
	const ids = [...new Set([...targets.values(), ...before.map(({ id }) => id)])];
	return {
		action: request.dry ? null : action,
		villages: [
			{ ...facts, id: going.id, name: going.name, goes_on: true },
			...ending.map(({ id, name, designatedPoor, poorHouseholds }) => ({
				id,
				name,
				goes_on: false,
				designated_poor: { before: designatedPoor, after: null },
				poor_households: { before: poorHouseholds, after: null },
			})),
		],
		assessments,
		moved: movedBy(plan),
		scorecards: await scoresAfter(trx, before, { ids, names }),
		collisions,
		undecided: collisions.filter(({ decided }) => !decided).length,
		warnings: [
			...joins(before, { going, moving }),
			...wereTakenOut(moving, names),
			...(await sameEvents(trx, { targets, records, cards: before, names })),
		],
	};
}

async function villageInto(
	trx: Database,
	{ into, villages }: MergeRequest,
	{ ending, hands }: { readonly ending: readonly Village[]; readonly hands: Hands },
): Promise<Village> {
	if (typeof into === 'string') {
		const [going] = await villagesById(trx, [into]);
		if (going === undefined || villages.includes(into)) throw new DomainError('VILLAGE_NOT_FOUND', { id: into });
		if (!going.active) throw new DomainError('VILLAGE_INACTIVE', { village: going.name }, { village: going.id });
		return going;
	}
	const leaders = new Set(ending.map(({ liaison }) => liaison));
	const [liaison] = leaders;
	const [made] = await villagesById(trx, [
		await hands.makeVillage({
			kind: ending[0]?.kind,
			...(leaders.size === 1 ? { liaison_leader: liaison } : {}),
			...into,
			active: true,
		}),
	]);
	if (made === undefined) throw new DomainError('VILLAGE_NOT_FOUND', { id: '' });
	return made;
}

/** By assessment, the scorecard that takes everything in; made where the village did not take part. */
async function targetsOf(
	trx: Database,
	{
		going,
		before,
		moving,
		plan,
	}: {
		readonly going: Village;
		readonly before: readonly Card[];
		readonly moving: readonly Card[];
		readonly plan: Plan;
	},
): Promise<Map<string, string>> {
	const targets = new Map<string, string>();
	for (const { assessment } of moving) {
		if (targets.has(assessment)) continue;
		const known = before.find((card) => card.assessment === assessment && card.village === going.id);
		if (known !== undefined) refuseTakenOut({ village: going.name, reason: known.excludedReason });
		const [made] = known === undefined ? await enrol(trx, assessment, [going.id]) : [];
		if (made !== undefined) plan.made.push({ table: 'scorecards', id: made });
		targets.set(assessment, known?.id ?? made ?? '');
	}
	return targets;
}

function moveAll(
	plan: Plan,
	{
		moving,
		targets,
		records,
	}: { readonly moving: readonly Card[]; readonly targets: ReadonlyMap<string, string>; readonly records: Records },
): void {
	for (const card of moving) {
		const scorecard = targets.get(card.assessment) ?? '';
		for (const [table, rows] of [
			['evidence_items', records.items],
			['adjustments', records.adjustments],
			['appeals', records.appeals],
		] as const) {
			for (const row of rows)
				if (row.scorecard === card.id)
					put(plan, { table, id: row.id, before: { scorecard: card.id }, after: { scorecard } });
		}
	}
}

function gather({
	before,
	moving,
	targets,
	records,
}: {
	readonly before: readonly Card[];
	readonly moving: readonly Card[];
	readonly targets: ReadonlyMap<string, string>;
	readonly records: Records;
}): Gathering[] {
	const origin = new Map(before.map((card) => [card.id, card.village]));
	return [...targets].map(([assessment, scorecard]) => {
		const cards = [scorecard, ...moving.filter((card) => card.assessment === assessment).map(({ id }) => id)];
		return {
			assessment,
			scorecard,
			items: records.items
				.filter((item) => cards.includes(item.scorecard))
				.map((item) => ({ ...item, origin: origin.get(item.scorecard) ?? '' })),
			// A village that is new brings nothing of its own.
			origins: [...new Set(cards.flatMap((card) => origin.get(card) ?? []))],
		};
	});
}

function endVillages(
	plan: Plan,
	{
		ending,
		going,
		moving,
		reason,
	}: {
		readonly ending: readonly Village[];
		readonly going: Village;
		readonly moving: readonly Card[];
		readonly reason: string;
	},
): void {
	for (const { id, active } of ending)
		if (active) put(plan, { table: 'villages', id, before: { active }, after: { active: false } });
	for (const { id, excludedReason } of moving)
		put(plan, {
			table: 'scorecards',
			id,
			before: { excluded_reason: excludedReason },
			after: { excluded_reason: `已并入${going.name}：${reason}` },
		});
}

/** Households add up; one 贫困村 among them makes the whole one, unless the office says otherwise. */
function factsAfter(
	plan: Plan,
	{
		ending,
		going,
		request,
	}: { readonly ending: readonly Village[]; readonly going: Village; readonly request: MergeRequest },
): Pick<Outcome['villages'][number], 'designated_poor' | 'poor_households'> {
	const given = typeof request.into === 'string' ? {} : request.into;
	const all = typeof request.into === 'string' ? [going, ...ending] : ending;
	const known = all.flatMap(({ poorHouseholds }) => (poorHouseholds === null ? [] : [poorHouseholds]));
	const sum = known.length === 0 ? null : known.reduce((total, one) => total + one, 0);
	const poor =
		request.facts.designatedPoor ??
		('designated_poor' in given ? going.designatedPoor : all.some(({ designatedPoor }) => designatedPoor));
	const households =
		request.facts.poorHouseholds !== undefined
			? request.facts.poorHouseholds
			: 'poor_households' in given
				? going.poorHouseholds
				: sum;
	if (poor !== going.designatedPoor)
		put(plan, {
			table: 'villages',
			id: going.id,
			before: { designated_poor: going.designatedPoor },
			after: { designated_poor: poor },
		});
	if (households !== going.poorHouseholds)
		put(plan, {
			table: 'villages',
			id: going.id,
			before: { poor_households: going.poorHouseholds },
			after: { poor_households: households },
		});
	const isNew = typeof request.into !== 'string';
	return {
		designated_poor: { before: isNew ? null : going.designatedPoor, after: poor },
		poor_households: { before: isNew ? null : going.poorHouseholds, after: households },
	};
}

/** Who reported for a village that ended goes on for the one that it has become part of. */
async function moveAccounts(
	trx: Database,
	plan: Plan,
	{ ending, going }: { readonly ending: readonly Village[]; readonly going: Village },
): Promise<void> {
	const accounts = await findAccountsOf(
		trx,
		ending.map(({ id }) => id),
	);
	for (const { id, village } of accounts)
		put(plan, { table: 'directus_users', id, before: { village }, after: { village: going.id } });
}

function entriesOf({
	ending,
	going,
	plan,
	isNew,
}: {
	readonly ending: readonly Village[];
	readonly going: Village;
	readonly plan: Plan;
	readonly isNew: boolean;
}): { village: string; text: string }[] {
	const { evidence_items: items, adjustments, appeals, accounts } = movedBy(plan);
	const what = `（转入材料 ${items} 份、加分扣分 ${adjustments} 件、申诉 ${appeals} 件、填报员 ${accounts} 人）`;
	const names = listed(ending.map(({ name }) => name));
	return [
		{ village: going.id, text: isNew ? `由${names}合并而成${what}。` : `${names}并入本村（社区）${what}。` },
		...ending.map(({ id }) => ({ village: id, text: `并入${going.name}，本村（社区）停用，历年成绩保留。` })),
	];
}

function joins(
	before: readonly Card[],
	{ going, moving }: { readonly going: Village; readonly moving: readonly Card[] },
): Warning[] {
	const missing = assessmentsOf(moving).filter(
		({ id }) => !before.some((card) => card.assessment === id && card.village === going.id),
	);
	return missing.map(({ title }) => ({
		code: 'joins',
		text: { 'zh-CN': `${going.name}由此加入「${title}」。`, 'en-US': `${going.name} joins ${title} by this.` },
	}));
}

function wereTakenOut(moving: readonly Card[], names: ReadonlyMap<string, string>): Warning[] {
	return moving.flatMap((card): Warning[] => {
		if (card.excludedReason === null) return [];
		const name = names.get(card.village) ?? '';
		return [
			{
				code: 'was_taken_out',
				text: {
					'zh-CN': `${name}此前已不参加「${card.assessmentTitle}」（${card.excludedReason}），其材料也一并转入。`,
					'en-US': `${name} had been taken out of ${card.assessmentTitle} (${card.excludedReason}); its evidence moves along.`,
				},
			},
		];
	});
}
