// Whoever has written what an item says has a part in it, whoever else has changed it since: the revisions tell.
import { parsed } from '#server/platform/database.ts';

/** Whoever changes one of these in the same request has written the item. */
export const SAID = ['scorecard', 'criterion', 'fact', 'value', 'note'] as const;

/** The items whose revisions change one of them. */
export function saysOf(revisions: readonly { readonly item: string; readonly delta: unknown }[]): ReadonlySet<string> {
	return new Set(
		revisions.flatMap(({ item, delta }) => {
			const changed: unknown = parsed(delta);
			// Whoever merges or splits villages moves their items, and says nothing of them.
			const says =
				typeof changed === 'object' &&
				changed !== null &&
				!('village_change' in changed) &&
				SAID.some((field) => field in changed);
			return says ? [item] : [];
		}),
	);
}
