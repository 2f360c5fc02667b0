// What the server writes beside an evidence item: its name's key, when it was handed in, and how it was when it was returned.
import { noteSubmissions, type HandedIn } from '#server/assessments/submission.ts';
import { writeKeys } from '#server/names/keys.ts';
import type { GuardContext, Payload, WriteEffect } from '#server/platform/guard.ts';
import { askTogether } from '#server/platform/written-together.ts';
import { itemAsWritten, judgedIn } from './after-write.ts';
import { forgetOldMarks } from './repository.ts';
import { keepReturned, rememberReturned } from './returned.ts';

export const evidenceEffects: WriteEffect = {
	collections: ['evidence_items'],
	before: { update: keepWhatWas, delete: keepWhatWas },
	afterWrite: async (key, { actor, database, change }) => {
		const judged = judgedIn(database).get(key);
		judgedIn(database).delete(key);
		if (judged === undefined) return;
		const { row, place } = judged;
		await writeKeys(database, 'evidence_items', row);
		if (change === 'update') await noteTogether(database, 'evidence_items', key);
		else await noteSubmissions(database, [{ row, deadline: place?.submissionDeadline ?? null }]);
		await keepReturned(row, actor, database);
	},
};

async function keepWhatWas(_payload: Payload, { database, keys }: GuardContext): Promise<void> {
	await forgetOldMarks(database, keys);
	await rememberReturned(database, keys);
}

/** Of all items that one statement changes; whether each may be handed in its own guard says, or nothing of it stays. */
const noteTogether = askTogether(async (database, keys) => {
	const items: HandedIn[] = [];
	for (const key of keys) {
		const item = await itemAsWritten(database, 'evidence_items', key);
		if (item !== undefined) items.push({ row: item.row, deadline: item.place?.submissionDeadline ?? null });
	}
	await noteSubmissions(database, items);
	return new Map<string, true>();
});
