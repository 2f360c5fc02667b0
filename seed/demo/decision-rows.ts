// Proposals of the demo as the leadership group would have left them: electorate, count and decision are made by the program's own parts.
import { ROLES } from '#domain/roles.ts';
import { deadlineOf } from '#domain/adjustments/deadline.ts';
import { electorateOf } from '#domain/adjustments/electorate.ts';
import type { Row } from '../merge/row-set.ts';
import { stableId } from '../merge/stable-id.ts';
import { accountId } from './accounts.ts';
import { criterionOf, scorecardId } from './assessment-rows.ts';
import { fileId } from './files.ts';
import type { Account, Adjustment, Assessment } from './shapes.ts';

type Year = Pick<Assessment, 'code' | 'rulebook' | 'villages'>;
interface Recorded {
	readonly adjustments: readonly Adjustment[];
	readonly accounts: readonly Account[];
}

const SHARE = '0.5';
const VOTE_DAYS = 7;

const idOf = (
	{ code }: Year,
	{ village, criterion, category, key }: Pick<Adjustment, 'village' | 'criterion' | 'category' | 'key'>,
): string => stableId(`adjustments/${code}/${village}/${criterion}/${key ?? category ?? ''}`);

/** By table. */
export function decisionRows(
	year: Year,
	{ adjustments, accounts }: Recorded,
): Readonly<Record<string, readonly Row[]>> {
	const leaders = accounts.filter(({ role }) => ROLES[role] === ROLES.leader).map(({ email }) => accountId(email));
	return {
		adjustments: adjustments.map((one) =>
			adjustmentRow(year, one, {
				leaders,
				first: adjustments.find(({ key }) => key !== undefined && key === one.revokes) ?? null,
			}),
		),
		adjustments_files: adjustments.flatMap((one) =>
			(one.files ?? []).map((file, index) => ({
				id: stableId(`${idOf(year, one)}/${file}`),
				adjustments_id: idOf(year, one),
				directus_files_id: fileId(file),
				sort: index + 1,
			})),
		),
		adjustment_votes: adjustments.flatMap((one) =>
			(one.votes ?? []).map((vote, index) => voteRow(idOf(year, one), vote, index)),
		),
	};
}

function adjustmentRow(
	year: Year,
	one: Adjustment,
	{ leaders, first }: { readonly leaders: readonly string[]; readonly first: Adjustment | null },
): Row {
	const proposed = one.proposed === undefined ? null : timeOf(one.proposed);
	const deadline = proposed === null ? null : deadlineOf(proposed, VOTE_DAYS);
	const last = one.votes?.at(-1);
	const electorate = electorateOf(leaders, {
		author: accountId(one.author),
		proposer: accountId(one.proposer ?? one.author),
		liaison: liaisonOf(year, one),
		authorOfFirst: first === null ? null : accountId(first.author),
	});
	return {
		id: idOf(year, one),
		scorecard: scorecardId(year, one.village),
		criterion: criterionOf(year)(one.criterion),
		category: one.category ?? null,
		occurrences: one.category === undefined ? null : (one.occurrences ?? 1),
		occurred_on: one.occurred_on ?? null,
		reason: one.reason,
		status: one.status,
		revokes: first === null ? null : idOf(year, first),
		user_created: accountId(one.author),
		date_created: timeOf(one.created),
		proposed_by: proposed === null ? null : accountId(one.proposer ?? one.author),
		proposed_at: proposed,
		share: proposed === null ? null : SHARE,
		vote_deadline: deadline,
		electorate: proposed === null ? null : electorate.entitled,
		barred: proposed === null ? null : electorate.barred,
		decided_at:
			one.decided === undefined ? null : one.decided === 'deadline' ? deadline : timeOf(last?.at ?? one.created),
		decision_reason: one.decided ?? null,
		suspended: one.decided === undefined ? null : [],
		withdraw_reason: one.withdrawn ?? null,
	};
}

function liaisonOf({ villages }: Year, { village }: Adjustment): string | null {
	const liaison = villages.find(({ code }) => code === village)?.liaison;
	return liaison === undefined ? null : accountId(liaison);
}

function voteRow(
	adjustment: string,
	{ by, vote, at, comment }: NonNullable<Adjustment['votes']>[number],
	index: number,
): Row {
	const member = accountId(by);
	return {
		id: stableId(`${adjustment}/votes/${index}`),
		adjustment,
		member,
		vote,
		comment: comment ?? null,
		cast_at: timeOf(at),
		user_created: member,
		date_created: timeOf(at),
	};
}

/** `2026-07-06T09:20`, or `-2d 09:20`: two days ago at twenty past nine. */
function timeOf(text: string): Date {
	const [, days, hour, minute] = /^-(\d+)d (\d{2}):(\d{2})$/.exec(text) ?? [];
	if (days === undefined) return new Date(`${text}:00`);
	const today = new Date();
	return new Date(today.getFullYear(), today.getMonth(), today.getDate() - Number(days), Number(hour), Number(minute));
}
