// What comes together on one scorecard after a move, for each scorecard that takes something in.
import type { CriterionRule } from '#engine';
import { rulesById } from '#server/scoring/rules.ts';
import type { Database } from '#server/platform/database.ts';
import { collisionsOn, type Collision, type Held } from './collisions.ts';
import { decideCollision, type Deciding, type Decision } from './decide.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { shown } from './outcome.ts';
import type { ShownCollision } from '#domain/contracts/villages.ts';

export interface Gathering {
	readonly assessment: string;
	readonly scorecard: string;
	readonly items: readonly Held[];
	readonly origins: readonly string[];
}

/** The usable rules of items, by criterion. */
export async function rulesOf(
	database: Database,
	items: readonly { readonly criterion: string }[],
): Promise<Map<string, CriterionRule>> {
	const stored = await rulesById(
		database,
		items.map(({ criterion }) => criterion),
	);
	return new Map([...stored].flatMap(([criterion, { rule }]) => (rule === null ? [] : [[criterion, rule] as const])));
}

/** Puts every decision into the plan; refuses decisions on what does not collide (any more). */
export async function decideAll(
	gatherings: readonly Gathering[],
	decisions: readonly Decision[],
	deciding: Deciding,
): Promise<ShownCollision[]> {
	const rules = await rulesOf(
		deciding.trx,
		gatherings.flatMap(({ items }) => items),
	);
	const found: Collision[] = gatherings.flatMap((one) => collisionsOn({ ...one, rules }));
	const stray = decisions.find(({ collision }) => !found.some(({ key }) => key === collision));
	if (stray !== undefined) throw new DomainError('COLLISION_UNKNOWN', { collision: stray.collision.slice(0, 60) });
	const all: ShownCollision[] = [];
	for (const collision of found) {
		const decided = await decideCollision(
			collision,
			decisions.find((one) => one.collision === collision.key),
			deciding,
		);
		all.push(shown(collision, decided, deciding.names));
	}
	return all;
}

/** What is not decided is not done. */
export function refuseUndecided(collisions: readonly ShownCollision[]): void {
	const [first, ...others] = collisions.filter(({ decided }) => !decided);
	if (first !== undefined)
		throw new DomainError(
			'COLLISIONS_UNDECIDED',
			{ number: others.length + 1, first: first.name },
			{ collisions: [first, ...others] },
		);
}
