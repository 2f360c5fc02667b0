// Files are part of what a record says: with them it changes, and what was returned is kept as it was.
import { rememberReturned } from '#server/evidence/returned.ts';
import type { GuardContext, Payload, WriteEffect } from '#server/platform/guard.ts';
import { touch } from '#server/platform/touched.ts';
import { JUNCTIONS, judgedRecords, recordsConcerned } from './junction-guard.ts';

export const junctionEffects: WriteEffect = {
	collections: Object.keys(JUNCTIONS),
	before: { create: keepWhatWas, update: keepWhatWas, delete: keepWhatWas },
	afterWrite: async (key, { collection, database }) => {
		const name = `${collection}/${key}`;
		const judged = judgedRecords(database).get(name);
		judgedRecords(database).delete(name);
		if (judged !== undefined) await touch(database, judged.table, judged.record);
	},
};

async function keepWhatWas(payload: Payload, context: GuardContext): Promise<void> {
	if (JUNCTIONS[context.collection]?.record !== 'evidence_items') return;
	await rememberReturned(context.database, await recordsConcerned(payload, context));
}
