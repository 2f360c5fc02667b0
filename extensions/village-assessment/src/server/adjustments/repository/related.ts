// What belongs to proposals: votes, people, files, revocations. A few statements, however many proposals are asked for.
import type { AdjustmentStatus } from '#domain/adjustments/status.ts';
import type { AdjustmentFile, CastVote, Person, SameEvent } from '#domain/contracts/adjustments.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import type { StoredDirectusUser } from '#server/platform/tables.ts';
import { timeOf, type AdjustmentRecord } from './records.ts';

export interface RecordedVote extends CastVote {
	readonly member: string;
}

/** An account, as it is now. */
export interface Account extends Person {
	readonly active: boolean;
	readonly leader: boolean;
}

export const mayVote = (account: Account | undefined): boolean =>
	account !== undefined && account.active && account.leader;

/** Every vote of some proposals, in the order in which they were cast. */
export async function loadVotes(database: Database, ids: readonly string[]): Promise<Map<string, RecordedVote[]>> {
	const votes = new Map<string, RecordedVote[]>();
	if (ids.length === 0) return votes;
	const rows = await database('adjustment_votes')
		.select('adjustment', 'member', 'vote', 'comment', 'cast_at')
		.whereIn('adjustment', ids)
		.orderBy(['cast_at', 'id']);
	for (const { adjustment, cast_at, ...cast } of rows)
		votes.set(adjustment, [
			...(votes.get(adjustment) ?? []),
			{ ...cast, cast_at: timeOf(cast_at)?.toISOString() ?? '' },
		]);
	return votes;
}

/** The accounts named, and every leader there is. */
export async function loadAccounts(
	database: Database,
	ids: readonly string[],
	leaderRole: string,
): Promise<Map<string, Account>> {
	const rows = await database('directus_users')
		.select('id', 'first_name', 'last_name', 'email', 'status', 'role')
		.where((either) => either.where('role', leaderRole).orWhereIn('id', ids));
	return new Map(
		rows.map((row) => [
			row.id,
			{ id: row.id, name: nameOf(row), active: row.status === 'active', leader: row.role === leaderRole },
		]),
	);
}

type Named = Pick<StoredDirectusUser, 'id' | 'first_name' | 'last_name' | 'email'>;

/** Chinese names stand without a space. */
function nameOf({ id, first_name, last_name, email }: Named): string {
	const first = (first_name ?? '').trim();
	const last = (last_name ?? '').trim();
	const isChinese = /\p{Script=Han}/u.test(first + last);
	return (isChinese ? `${last}${first}` : `${first} ${last}`.trim()) || email || id;
}

export async function loadFiles(database: Database, ids: readonly string[]): Promise<Map<string, AdjustmentFile[]>> {
	const files = new Map<string, AdjustmentFile[]>();
	if (ids.length === 0) return files;
	const rows = await database('adjustments_files as j')
		.join('directus_files as f', 'f.id', 'j.directus_files_id')
		.select('j.adjustments_id', 'f.id', 'f.title', 'f.type', 'f.filename_download', 'f.filesize')
		.whereIn('j.adjustments_id', ids)
		.orderBy(['j.sort', 'f.uploaded_on', 'f.id']);
	for (const { adjustments_id: of, filesize, ...file } of rows)
		files.set(of, [...(files.get(of) ?? []), { ...file, filesize: Number(filesize ?? 0) }]);
	return files;
}

export interface Revocation {
	readonly id: string;
	readonly status: AdjustmentStatus;
}

/** The latest revocation of each decision. */
export async function loadRevocations(database: Database, ids: readonly string[]): Promise<Map<string, Revocation>> {
	if (ids.length === 0) return new Map();
	const rows = await database('adjustments')
		.select('id', 'revokes', 'status')
		.whereIn('revokes', ids)
		.orderBy(['proposed_at', 'id']);
	return new Map(
		rows.flatMap(({ id, revokes, status }): [string, Revocation][] =>
			revokes === null ? [] : [[revokes, { id, status }]],
		),
	);
}

/** Other proposals on what may be the same event: the same village, day and category. */
export async function loadSameEvents(
	database: Database,
	{ id, scorecard, category, occurredOn }: Pick<AdjustmentRecord, 'id' | 'scorecard' | 'category' | 'occurredOn'>,
): Promise<SameEvent[]> {
	if (category === null || occurredOn === null) return [];
	const rows = await database('adjustments')
		.select('id', 'status', 'occurrences', 'reason', 'occurred_on', 'proposed_at')
		.where({ scorecard, category })
		.whereNull('revokes')
		.whereNot('id', id)
		.orderBy('date_created');
	return rows
		.filter((row) => dateText(row.occurred_on) === occurredOn)
		.map((row) => ({
			id: row.id,
			status: row.status,
			occurrences: row.occurrences ?? 0,
			reason: row.reason,
			proposed_at: timeOf(row.proposed_at)?.toISOString() ?? null,
		}));
}
