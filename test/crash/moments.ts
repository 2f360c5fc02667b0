// When to kill. Each resolves at its moment; how long things take where nothing disturbs them is known.
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Random } from '../support/random.ts';
import type { Import } from './writing.ts';

export interface UnderWay {
	readonly importing: Import;
	/** How long an import takes, in milliseconds. */
	readonly length: number;
	/** How long after its answer the last score is recomputed, likewise. */
	readonly settling: number;
	readonly database: Knex;
	readonly random: Random;
}

export const MOMENTS = {
	'while the import runs': ({ length, random }) => pause(length * (0.02 + 0.38 * random.next())),
	'when its rows are committed': async ({ importing, settling, database, random }) => {
		await committed(importing, database);
		await pause(settling * 0.5 * random.next());
	},
	'when it is answered': async ({ importing }) => {
		await importing.answered;
	},
	'while scores are recomputed': async ({ importing, settling, random }) => {
		await importing.answered;
		await pause(settling * 1.2 * random.next());
	},
	'at any time': ({ length, random }) => pause(length * 1.3 * random.next()),
} as const satisfies Record<string, (underWay: UnderWay) => Promise<void>>;

/** Seen from outside, so that the kill can come before the answer, with the drain at work. */
async function committed({ ids, answered }: Import, database: Knex): Promise<void> {
	let over = false;
	void answered.then(() => (over = true));
	while (!over && (await database('evidence_items').select('id').where('id', ids[0]).first()) === undefined)
		await pause(3);
}
