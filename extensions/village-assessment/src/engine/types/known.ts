import type { Decimal } from '../decimal.ts';
import type { Counts } from './reasons.ts';

/** What the verified items together say about one fact. */
export interface KnownFact {
	/** Cases: the sum; else the value of the item that decides. */
	readonly value: Decimal;
	readonly evidence: readonly string[];
	/** Present, but its rule wants it reported and it was not. */
	readonly unreported: boolean;
	/** Where the value is a per cent computed from two counts. */
	readonly counts: Counts | null;
}
