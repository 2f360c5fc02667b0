// What became of every item that somebody tried to write: what was acknowledged must be so, what was not may be so.
import type { Knex } from 'knex';

export type Fate = 'absent' | 'verified' | 'returned';

export interface Ledger {
	/** `answered` tells whether the write was acknowledged. Rejects nothing: without an answer both fates stay possible. */
	readonly attempt: (
		ids: readonly string[],
		from: Fate,
		to: Fate,
		answered: () => Promise<boolean>,
	) => Promise<boolean>;
	/** Items that certainly are verified. */
	readonly verified: () => readonly string[];
	/** Compares with the database; from then on what is there is certain. Returns a sentence for each item that is not as it should be. */
	readonly settle: (database: Knex) => Promise<readonly string[]>;
}

export function createLedger(): Ledger {
	const possible = new Map<string, readonly Fate[]>();
	return {
		attempt: async (ids, from, to, answered) => {
			for (const id of ids) possible.set(id, [from, to]);
			const acknowledged = await answered().catch(() => false);
			if (acknowledged) for (const id of ids) possible.set(id, [to]);
			return acknowledged;
		},
		verified: () => [...possible].flatMap(([id, fates]) => (fates.length === 1 && fates[0] === 'verified' ? [id] : [])),
		settle: async (database) => {
			const rows: { id: string; status: Fate }[] = await database('evidence_items').select('id', 'status');
			const found = new Map(rows.map(({ id, status }) => [id, status]));
			const wrong: string[] = [];
			for (const [id, fates] of possible) {
				const fate = found.get(id) ?? 'absent';
				if (!fates.includes(fate)) wrong.push(`${id} is ${fate}, not ${fates.join(' or ')}`);
				possible.set(id, [fate]);
			}
			for (const id of found.keys()) if (!possible.has(id)) wrong.push(`${id} is there and nobody wrote it`);
			return wrong;
		},
	};
}
