// What was asked with a key, and what was answered: one row for each. It is written in the transaction of what was asked, so that
// both are there or neither, and gets its answer once there is one.
import { subDays } from 'date-fns';
import type { Database } from '#server/platform/database.ts';

export interface Answered {
	/** Of which sending it is: the same request sent again is another sending. */
	readonly sending: string;
	readonly fingerprint: string;
	/** null: it was done, but how it was answered is not known (yet). */
	readonly status: number | null;
	readonly answer: string | null;
}

export interface Asked {
	readonly id: string;
	readonly sending: string;
	readonly fingerprint: string;
}

/** So long a client may ask what became of its request. */
const KEPT_DAYS = 30;

export const answeredBefore = async (database: Database, id: string): Promise<Answered | undefined> =>
	database('answered_requests').where({ id }).first('sending', 'fingerprint', 'status', 'answer');

/** false: another sending of it has been done. On PostgreSQL it waits for one that is under way. */
export async function record(database: Database, { id, sending, fingerprint }: Asked): Promise<boolean> {
	const made: unknown[] = await database('answered_requests')
		.insert({ id, sending, fingerprint, made_at: new Date() })
		.onConflict('id')
		.ignore()
		.returning('id');
	return made.length > 0 || (await answeredBefore(database, id))?.sending === sending;
}

/** Returns whether it stands in the record. */
export async function keepAnswer(
	database: Database,
	{ id, sending }: Asked,
	{ status, answer }: { readonly status: number; readonly answer: string | null },
): Promise<boolean> {
	return (await database('answered_requests').where({ id, sending }).update({ status, answer })) > 0;
}

export async function forgetOldAnswers(database: Database): Promise<void> {
	await database('answered_requests').where('made_at', '<', subDays(new Date(), KEPT_DAYS)).delete();
}
