// What the office decided where records of two villages collide, as writes of a plan. Undecided, the more careful way is shown.
import { randomUUID } from 'node:crypto';
import { percentOf } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';
import { requireValidFact } from '#server/evidence/valid-fact.ts';
import { nameKey, sameName } from '#server/names/folded.ts';
import type { Database } from '#server/platform/database.ts';
import { nameOfCollision, type Answer, type Collision, type Held } from './collisions.ts';
import type { Choice } from '#domain/villages/collisions.ts';
import { put, type Plan } from './plan.ts';
import { insertItem } from './repository/writes.ts';

export interface Decision {
	readonly collision: string;
	readonly choice: Choice;
	/** keep, of answers: the item that stands. */
	readonly item: string | null;
	/** rename: the new name. */
	readonly caseRef: string | null;
	/** value: the answer for the whole. */
	readonly answer: Answer | null;
}

export interface Deciding {
	readonly trx: Database;
	readonly plan: Plan;
	/** Names of villages by id. */
	readonly names: ReadonlyMap<string, string>;
	readonly user: string | null;
}

/** Returns whether it is decided. */
export async function decideCollision(
	collision: Collision,
	decision: Decision | undefined,
	deciding: Deciding,
): Promise<boolean> {
	if (decision !== undefined && !collision.choices.includes(decision.choice))
		throw wrong(collision, '没有这种办法', 'there is no such choice');
	if (collision.kind === 'case') decideCase(collision, decision, deciding);
	else if (collision.kind === 'waiver') decideWaiver(collision, decision, deciding);
	else await decideAnswer(collision, decision, deciding);
	return decision !== undefined;
}

const wrong = (collision: Collision, chinese: string, english: string): DomainError =>
	new DomainError(
		'COLLISION_DECISION',
		{ collision: nameOfCollision(collision), problem: { 'zh-CN': chinese, 'en-US': english } },
		{ collision: collision.key },
	);

/** Two of one name may be one person or two: until somebody has said so, the case counts once. */
function decideCase(collision: Collision, decision: Decision | undefined, { plan, names }: Deciding): void {
	const [item, first] = collision.items;
	if (item === undefined || first === undefined) return;
	if (decision?.choice !== 'rename') {
		returnItem(
			plan,
			item,
			`与${names.get(first.origin) ?? ''}登记的「${first.caseRef ?? ''}」是同一对象，合并后只记一次`,
		);
		return;
	}
	const name = decision.caseRef?.trim() ?? '';
	if (name === '' || [...name].length > 255) throw wrong(collision, '请写明新的名称', 'give the new name');
	if (sameName(name, first.caseRef)) throw wrong(collision, '新的名称不能与原来相同', 'the new name must differ');
	put(plan, {
		table: 'evidence_items',
		id: item.id,
		before: { case_ref: item.caseRef, case_key: nameKey(item.caseRef) },
		after: { case_ref: name, case_key: nameKey(name) },
	});
}

function decideWaiver(collision: Collision, decision: Decision | undefined, { plan }: Deciding): void {
	if (decision?.choice === 'return')
		for (const item of collision.all) returnItem(plan, item, '只有一方不适用，对合并后的村（社区）不成立');
}

async function decideAnswer(collision: Collision, decision: Decision | undefined, deciding: Deciding): Promise<void> {
	const { plan, names } = deciding;
	if (decision?.choice === 'keep') {
		const kept = collision.items.find(({ id }) => id === decision.item);
		if (kept === undefined) throw wrong(collision, '请选择以哪一份为准', 'choose the item that stands');
		for (const item of collision.all)
			if (item.origin !== kept.origin) returnItem(plan, item, `以${names.get(kept.origin) ?? ''}登记的为准`);
	}
	if (decision?.choice === 'value') {
		const id = await newAnswer(collision, decision.answer, deciding);
		for (const item of collision.all) returnItem(plan, item, `合并后重新登记（编号 ${id.slice(0, 8)}）`);
	}
}

function returnItem(plan: Plan, item: Held, why: string): void {
	put(plan, {
		table: 'evidence_items',
		id: item.id,
		before: { status: item.status, return_reason: item.returnReason },
		after: { status: 'returned', return_reason: `村（社区）合并：${why}` },
	});
}

/** Observed when the last of those was that it stands for. */
async function newAnswer(
	collision: Collision,
	given: Answer | null,
	{ trx, plan, names, user }: Deciding,
): Promise<string> {
	const { rule, fact, items, scorecard } = collision;
	const value =
		given !== null && given.denominator !== null
			? percentOf(given.numerator, given.denominator)
			: (given?.value ?? null);
	if (given === null || value === null || value === '')
		throw wrong(collision, '请填写合并后的数值', 'give the value for the whole');
	const id = randomUUID();
	const now = new Date();
	const observed =
		items
			.map(({ observedOn }) => observedOn ?? '')
			.sort()
			.at(-1) ?? '';
	const row = {
		id,
		scorecard,
		criterion: rule.id,
		fact: fact.key,
		value,
		numerator: given.numerator,
		denominator: given.denominator,
		observed_on: observed === '' ? null : observed,
		status: 'verified' as const,
		note: `村（社区）合并后的数值；原为${items.map((item) => `${names.get(item.origin) ?? ''} ${Number(item.value)}`).join('、')}`,
		verified_by: user,
		verified_at: now,
		user_created: user,
		date_created: now,
	};
	requireValidFact(rule, row);
	await insertItem(trx, row);
	plan.made.push({ table: 'evidence_items', id });
	return id;
}
