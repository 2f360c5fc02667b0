import type { Decision } from './decide.ts';
import type { NewVillage } from './merge.ts';

export interface PartRequest {
	readonly into: string | NewVillage;
	readonly items: readonly string[];
	readonly adjustments: readonly string[];
	readonly appeals: readonly string[];
	readonly accounts: readonly string[];
}

export interface SplitRequest {
	readonly village: string;
	readonly parts: readonly PartRequest[];
	/** The village ends with it: then everything must be shared out. */
	readonly ends: boolean;
	readonly reason: string;
	readonly decisions: readonly Decision[];
	/** What the office says of the village that is split, if it goes on. */
	readonly facts: { readonly designatedPoor?: boolean; readonly poorHouseholds?: number | null };
	/** Only shown; the caller undoes the transaction. */
	readonly dry: boolean;
}
