// A proposal with its votes, people, files and kin, as the parts that present, count and decide take it.
import { ROLES } from '#domain/roles.ts';
import type { Database } from '#server/platform/database.ts';
import { loadAdjustments } from './repository/records.ts';
import { loadAccounts, loadFiles, loadRevocations, loadSameEvents, loadVotes } from './repository/related.ts';
import type { WholeAdjustment } from './present.ts';

/** What votes are counted by, without files and kin: nobody proposes, revokes or shows it so. */
export async function loadBallots(database: Database, ids: readonly string[]): Promise<WholeAdjustment[]> {
	const records = await loadAdjustments(database, ids);
	if (records.length === 0) return [];
	const found = records.map(({ id }) => id);
	const firstIds = [...new Set(records.flatMap(({ revokes }) => (revokes === null ? [] : [revokes])))];
	const firsts = new Map((await loadAdjustments(database, firstIds)).map((first) => [first.id, first]));
	const votes = await loadVotes(database, found);
	const people = records
		.flatMap(({ author, proposer, electorate, barred }) => [author, proposer, ...electorate, ...Object.keys(barred)])
		.filter((id) => id !== null);
	const accounts = await loadAccounts(database, [...new Set(people)], ROLES.leader);
	return records.map((record) => ({
		record,
		first: firsts.get(record.revokes ?? '') ?? null,
		votes: votes.get(record.id) ?? [],
		accounts,
		files: [],
		firstFiles: [],
		revocation: null,
		sameEvents: [],
	}));
}

/** In the order of the ids; unknown ones are left out. Seven statements for any number of proposals. */
export async function loadWholeAdjustment(database: Database, ids: readonly string[]): Promise<WholeAdjustment[]> {
	const ballots = await loadBallots(database, ids);
	if (ballots.length === 0) return [];
	const found = ballots.map(({ record }) => record.id);
	const firstIds = ballots.flatMap(({ first }) => (first === null ? [] : [first.id]));
	const files = await loadFiles(database, [...found, ...new Set(firstIds)]);
	const revocations = await loadRevocations(database, found);
	return ballots.map((ballot) => ({
		...ballot,
		files: files.get(ballot.record.id) ?? [],
		firstFiles: files.get(ballot.record.revokes ?? '') ?? [],
		revocation: revocations.get(ballot.record.id) ?? null,
	}));
}

export async function loadOne(database: Database, id: string): Promise<WholeAdjustment | null> {
	const [whole] = await loadWholeAdjustment(database, [id]);
	return whole === undefined ? null : { ...whole, sameEvents: await loadSameEvents(database, whole.record) };
}
