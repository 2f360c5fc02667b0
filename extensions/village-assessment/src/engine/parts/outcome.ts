import type { Decimal } from '../decimal.ts';
import type { KnownFact } from '../types/known.ts';
import type { Reason } from '../types/reasons.ts';
import type { State } from '../types/result.ts';

/** What a method makes of the known facts; not yet rounded. */
export interface Outcome {
	readonly awarded: Decimal;
	readonly attainable: Decimal;
	readonly state: State;
	readonly reasons: readonly Reason[];
	/** The parameters that shaped the result, so that an open reading among them can be shown. */
	readonly shapedBy: readonly string[];
}

export type KnownFacts = ReadonlyMap<string, KnownFact>;

/** `pending` while nothing is known, `assessed` when nothing is missing. */
export function stateOf(known: number, unknown: number): State {
	if (unknown === 0) return 'assessed';
	return known === 0 ? 'pending' : 'partial';
}

/** The reason that names the facts still unknown; none when all are known. */
export function unknownReason(facts: readonly string[]): readonly Reason[] {
	return facts.length === 0 ? [] : [{ code: 'unknown', facts, evidence: [] }];
}

/** The reason that names known facts which do not count now; none when there are none. */
export function keptReason(known: KnownFacts, except: readonly string[]): readonly Reason[] {
	const facts = [...known.keys()].filter((key) => !except.includes(key));
	const evidence = facts.flatMap((key) => known.get(key)?.evidence ?? []).sort();
	return facts.length === 0 ? [] : [{ code: 'kept', facts, evidence }];
}
