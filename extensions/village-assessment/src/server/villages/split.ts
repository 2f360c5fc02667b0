// One village becomes several, new ones or such as there are: the office says what goes where; what it does not name stays.
import type { SplitRequest } from './split-request.ts';
import { randomUUID } from 'node:crypto';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { refuseTakenOut } from '#server/platform/taken-out.ts';
import { drain } from '#server/scoring/drain.ts';
import { enrol } from '#server/assessments/enrol.ts';
import type { Database } from '#server/platform/database.ts';
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
import type { Hands } from './merge.ts';
import { assessmentsOf, movedBy, scoresAfter } from './outcome.ts';
import type { Outcome, Warning } from '#domain/contracts/villages.ts';
import { newPlan, put, type Plan } from './plan.ts';
import { shareOut, type Shares } from './share-out.ts';
import { targetsApart } from './targets-apart.ts';
import { writePlan } from './write.ts';

export async function split(trx: Database, request: SplitRequest, hands: Hands): Promise<Outcome> {
	await acquireWorkflowLock(trx, 'exclusive');
	await drain(trx);
	const [whole] = await villagesById(trx, [request.village]);
	if (whole === undefined) throw new DomainError('VILLAGE_NOT_FOUND', { id: request.village });
	const plan = newPlan();
	const parts = await partsOf(trx, request, { whole, hands, plan });
	const before = await openCards(trx, [whole.id, ...parts.map(({ id }) => id)]);
	const records = await recordsOn(
		trx,
		before.map(({ id }) => id),
	);
	const own = before.filter(({ village }) => village === whole.id);
	const accounts = await findAccountsOf(trx, [whole.id]);
	const shares = shareOut({ request, whole, parts, own, records, accounts: accounts.map(({ id }) => id) });
	refuseVotesUnderWay(records.adjustments.filter(({ id }) => shares.adjustments.has(id)));
	const targets = await targetsOf(trx, { parts, before, own, plan, shares, records });
	const names = new Map([whole, ...parts].map(({ id, name }) => [id, name]));
	moveShares(plan, { whole, own, shares, records, targets });
	const collisions = await decideAll(gather({ whole, own, before, shares, records, targets }), request.decisions, {
		trx,
		plan,
		names,
		user: hands.user,
	});
	if (!request.dry) refuseUndecided(collisions);
	if (request.ends) endVillage(plan, { whole, own, parts, reason: request.reason });
	else factsOf(plan, whole, request);
	const action = randomUUID();
	await writePlan(trx, plan, { user: hands.user, action });
	await drain(trx);
	const assessments = assessmentsOf(own);
	await recordHistory(trx, {
		kind: 'split',
		action,
		user: hands.user,
		reason: request.reason,
		entries: entriesOf({ whole, parts, plan, ends: request.ends }),
		details: { assessments: assessments.map(({ id }) => id), plan },
	});
	const after = await villagesById(trx, [whole.id, ...parts.map(({ id }) => id)]);
	const ids = [...new Set([...before.map(({ id }) => id), ...targets.values()])];
	return {
		action: request.dry ? null : action,
		villages: after.map((village) =>
			shownVillage(village, {
				before: [whole, ...parts].find(({ id }) => id === village.id),
				isNew: plan.made.some(({ id }) => id === village.id),
			}),
		),
		assessments,
		moved: movedBy(plan),
		scorecards: await scoresAfter(trx, before, { ids, names }),
		collisions,
		undecided: collisions.filter(({ decided }) => !decided).length,
		warnings: [...households(whole, after, request), ...(await targetsApart(trx, { own, shares, records }))],
	};
}

async function partsOf(
	trx: Database,
	request: SplitRequest,
	{ whole, hands, plan }: { readonly whole: Village; readonly hands: Hands; readonly plan: Plan },
): Promise<Village[]> {
	const ids: string[] = [];
	for (const { into } of request.parts) {
		if (typeof into === 'string') {
			ids.push(into);
			continue;
		}
		const id = await hands.makeVillage({
			kind: whole.kind,
			liaison_leader: whole.liaison,
			designated_poor: whole.designatedPoor,
			...into,
			active: true,
		});
		plan.made.push({ table: 'villages', id });
		ids.push(id);
	}
	const parts = await villagesById(trx, ids);
	const inactive = parts.find(({ active }) => !active);
	if (inactive !== undefined)
		throw new DomainError('VILLAGE_INACTIVE', { village: inactive.name }, { village: inactive.id });
	return parts;
}

/** By part and assessment, the scorecard that takes its share in. */
const placeKey = (part: string, assessment: string): string => `${part} ${assessment}`;

interface Sharing {
	readonly own: readonly Card[];
	readonly shares: Shares;
	readonly records: Records;
}

async function targetsOf(
	trx: Database,
	{
		parts,
		before,
		own,
		plan,
		shares,
		records,
	}: Sharing & { readonly parts: readonly Village[]; readonly before: readonly Card[]; readonly plan: Plan },
): Promise<Map<string, string>> {
	const targets = new Map<string, string>();
	for (const card of own) {
		for (const part of parts) {
			const takes = [...records.items, ...records.adjustments, ...records.appeals].some(
				({ id, scorecard }) => scorecard === card.id && partOf(shares, id) === part.id,
			);
			const known = before.find(({ village, assessment }) => village === part.id && assessment === card.assessment);
			if (known === undefined && card.excludedReason !== null && !takes) continue;
			if (known !== undefined && takes) refuseTakenOut({ village: part.name, reason: known.excludedReason });
			const [made] = known === undefined ? await enrol(trx, card.assessment, [part.id]) : [];
			if (made !== undefined) plan.made.push({ table: 'scorecards', id: made });
			targets.set(placeKey(part.id, card.assessment), known?.id ?? made ?? '');
		}
	}
	return targets;
}

const partOf = ({ items, adjustments, appeals }: Shares, id: string): string | undefined =>
	items.get(id) ?? adjustments.get(id) ?? appeals.get(id);

function moveShares(
	plan: Plan,
	{
		whole,
		own,
		shares,
		records,
		targets,
	}: Sharing & { readonly whole: Village; readonly targets: ReadonlyMap<string, string> },
): void {
	for (const [table, rows] of [
		['evidence_items', records.items],
		['adjustments', records.adjustments],
		['appeals', records.appeals],
	] as const) {
		for (const { id, scorecard } of rows) {
			const card = own.find((one) => one.id === scorecard);
			const part = partOf(shares, id);
			if (card !== undefined && part !== undefined)
				put(plan, {
					table,
					id,
					before: { scorecard },
					after: { scorecard: targets.get(placeKey(part, card.assessment)) ?? '' },
				});
		}
	}
	for (const [id, part] of shares.accounts)
		put(plan, { table: 'directus_users', id, before: { village: whole.id }, after: { village: part } });
}

/** Where a share comes to a village that has evidence already, the two must fit. */
function gather({
	whole,
	own,
	before,
	shares,
	records,
	targets,
}: Sharing & {
	readonly whole: Village;
	readonly before: readonly Card[];
	readonly targets: ReadonlyMap<string, string>;
}): Gathering[] {
	return before.flatMap((card): Gathering[] => {
		const from = own.find(({ assessment }) => assessment === card.assessment);
		if (
			card.village === whole.id ||
			from === undefined ||
			targets.get(placeKey(card.village, card.assessment)) !== card.id
		)
			return [];
		const coming = records.items.filter(
			(item) => item.scorecard === from.id && shares.items.get(item.id) === card.village,
		);
		if (coming.length === 0) return [];
		const there = records.items.filter((item) => item.scorecard === card.id);
		return [
			{
				assessment: card.assessment,
				scorecard: card.id,
				items: [
					...there.map((item) => ({ ...item, origin: card.village })),
					...coming.map((item) => ({ ...item, origin: whole.id })),
				],
				origins: [card.village, whole.id],
			},
		];
	});
}

function endVillage(
	plan: Plan,
	{
		whole,
		own,
		parts,
		reason,
	}: {
		readonly whole: Village;
		readonly own: readonly Card[];
		readonly parts: readonly Village[];
		readonly reason: string;
	},
): void {
	if (whole.active) put(plan, { table: 'villages', id: whole.id, before: { active: true }, after: { active: false } });
	const into = listed(parts.map(({ name }) => name));
	for (const { id, excludedReason } of own)
		put(plan, {
			table: 'scorecards',
			id,
			before: { excluded_reason: excludedReason },
			after: { excluded_reason: `已撤销，分为${into}：${reason}` },
		});
}

function factsOf(
	plan: Plan,
	whole: Village,
	{ facts: { designatedPoor: poor, poorHouseholds: households } }: SplitRequest,
): void {
	if (poor !== undefined && poor !== whole.designatedPoor)
		put(plan, {
			table: 'villages',
			id: whole.id,
			before: { designated_poor: whole.designatedPoor },
			after: { designated_poor: poor },
		});
	if (households !== undefined && households !== whole.poorHouseholds)
		put(plan, {
			table: 'villages',
			id: whole.id,
			before: { poor_households: whole.poorHouseholds },
			after: { poor_households: households },
		});
}

function entriesOf({
	whole,
	parts,
	plan,
	ends,
}: {
	readonly whole: Village;
	readonly parts: readonly Village[];
	readonly plan: Plan;
	readonly ends: boolean;
}): { village: string; text: string }[] {
	const { evidence_items: items, adjustments, appeals, accounts } = movedBy(plan);
	const what = `（转出材料 ${items} 份、加分扣分 ${adjustments} 件、申诉 ${appeals} 件、填报员 ${accounts} 人）`;
	const into = listed(parts.map(({ name }) => name));
	const isNew = (id: string): boolean => plan.made.some((made) => made.id === id);
	return [
		{ village: whole.id, text: ends ? `撤销，分为${into}${what}；历年成绩保留。` : `部分划入${into}${what}。` },
		...parts.map(({ id }) => ({
			village: id,
			text: isNew(id) ? `由${whole.name}分出设立。` : `${whole.name}的一部分划入。`,
		})),
	];
}

const shownVillage = (
	after: Village,
	{ before, isNew }: { readonly before: Village | undefined; readonly isNew: boolean },
): Outcome['villages'][number] => ({
	id: after.id,
	name: after.name,
	goes_on: after.active,
	designated_poor: {
		before: isNew ? null : (before?.designatedPoor ?? null),
		after: after.active ? after.designatedPoor : null,
	},
	poor_households: {
		before: isNew ? null : (before?.poorHouseholds ?? null),
		after: after.active ? after.poorHouseholds : null,
	},
});

/** Between new parts and what goes on, the households are to be shared out. */
function households(whole: Village, after: readonly Village[], { parts, ends }: SplitRequest): Warning[] {
	if (whole.poorHouseholds === null || parts.some(({ into }) => typeof into === 'string')) return [];
	const now = after.reduce(
		(sum, village) => sum + (village.id === whole.id && ends ? 0 : (village.poorHouseholds ?? 0)),
		0,
	);
	if (now === whole.poorHouseholds) return [];
	return [
		{
			code: 'households',
			text: {
				'zh-CN': `贫困户数：分前 ${whole.poorHouseholds} 户，分后合计 ${now} 户，请核对。`,
				'en-US': `Poor households: ${whole.poorHouseholds} before, ${now} after the split. Please check.`,
			},
		},
	];
}
