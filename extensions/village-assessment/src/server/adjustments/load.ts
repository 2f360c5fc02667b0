// Reads proposals with all that belongs to them: always the same few statements, however many proposals are asked for.
import { isAssessmentStatus, type AssessmentStatus } from '#domain/assessments/status.ts';
import type { CriterionRule } from '#engine';
import { usableRule } from '#server/scoring/rules.ts';
import { dateText, parsed, rowsOf, textOrNull, type Database } from '#server/platform/database.ts';
import type { AdjustmentFile, CastVote, Person, SameEvent } from '#domain/contracts/adjustments.ts';
import {
	isAdjustmentStatus,
	isIneligibilityReason,
	isDecisionReason,
	isVote,
	type AdjustmentStatus,
	type IneligibilityReason,
	type DecisionReason,
} from '#domain/adjustments/status.ts';

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

export interface AdjustmentRecord {
	readonly id: string;
	readonly status: AdjustmentStatus;
	readonly scorecard: string;
	readonly village: Person & { readonly code: string };
	readonly liaison: string | null;
	readonly takenOut: { readonly village: string; readonly reason: string } | null;
	readonly assessment: {
		readonly id: string;
		readonly title: string;
		readonly status: AssessmentStatus;
		readonly year: number;
	};
	/** Assessment's own: what a proposal made now gets. */
	readonly rules: { readonly share: string; readonly voteDays: number; readonly rulebook: string };
	readonly criterion: string;
	readonly rule: CriterionRule;
	readonly ruleRulebook: string;
	readonly category: string | null;
	readonly occurrences: number | null;
	readonly reason: string | null;
	readonly occurredOn: string | null;
	readonly author: string | null;
	readonly proposer: string | null;
	readonly proposedAt: Date | null;
	readonly deadline: Date | null;
	readonly share: string | null;
	readonly decidedAt: Date | null;
	readonly decisionReason: DecisionReason | null;
	readonly withdrawReason: string | null;
	readonly revokes: string | null;
	readonly electorate: readonly string[];
	readonly barred: Readonly<Record<string, IneligibilityReason>>;
	/** Of a decided case: whose accounts were suspended when it was decided. */
	readonly suspendedThen: readonly string[];
	readonly createdAt: Date | null;
	/** null: never changed since it was written. */
	readonly updatedAt: Date | null;
}

type Row = Readonly<Record<string, unknown>>;

const COLUMNS = `d.id, d.status, d.scorecard, d.criterion, d.category, d.occurrences, d.reason, d.occurred_on, d.user_created, d.proposed_by, d.proposed_at, d.vote_deadline, d.share,
	d.decided_at, d.decision_reason, d.withdraw_reason, d.revokes, d.electorate, d.barred, d.suspended, d.date_created, d.date_updated,
	s.village, s.village_name, v.code AS village_code, s.excluded_reason, v.liaison_leader, a.id AS assessment, a.title AS assessment_title, a.status AS assessment_status, a.year, a.rulebook, a.approval_share, a.vote_days,
	c.code, c.title AS criterion_title, c.title_en, c.points, c.method, c.params, c.waivable, c.readings, c.rulebook AS criterion_rulebook`;
/** Proposals with their village, assessment and criterion, by the names d, s, v, a and c. */
export const ADJUSTMENT_JOINS =
	'adjustments d JOIN scorecards s ON s.id = d.scorecard JOIN villages v ON v.id = s.village JOIN assessments a ON a.id = s.assessment JOIN criteria c ON c.id = d.criterion';

export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** In the order of the ids; those that are unknown are left out, and those whose criterion cannot decide anything. */
export async function loadAdjustments(database: Database, ids: readonly string[]): Promise<AdjustmentRecord[]> {
	if (ids.length === 0) return [];
	const found = new Map(
		rowsOf(
			await database.raw(`SELECT ${COLUMNS} FROM ${ADJUSTMENT_JOINS} WHERE d.id IN (${marks(ids)})`, [...ids]),
		).map((row) => [String(row['id']), row]),
	);
	return ids.flatMap((id) => {
		const record = readRecord(found.get(id.toLowerCase()));
		return record === null ? [] : [record];
	});
}

function readRecord(row: Row | undefined): AdjustmentRecord | null {
	const status = row?.['status'];
	const assessmentStatus = row?.['assessment_status'];
	if (row === undefined || !isAdjustmentStatus(status) || !isAssessmentStatus(assessmentStatus)) return null;
	const rule = usableRule({ ...row, id: row['criterion'], title: row['criterion_title'] });
	if (rule === null) return null;
	const reason = row['decision_reason'];
	return {
		id: String(row['id']),
		status,
		scorecard: String(row['scorecard']),
		village: { id: String(row['village']), name: String(row['village_name']), code: String(row['village_code']) },
		liaison: textOrNull(row['liaison_leader']),
		takenOut:
			row['excluded_reason'] === null
				? null
				: { village: String(row['village_name']), reason: String(row['excluded_reason']) },
		assessment: {
			id: String(row['assessment']),
			title: String(row['assessment_title']),
			status: assessmentStatus,
			year: Number(row['year']),
		},
		rules: {
			share: String(row['approval_share'] ?? '0.5'),
			voteDays: Number(row['vote_days'] ?? 7),
			rulebook: String(row['rulebook']),
		},
		criterion: String(row['criterion']),
		rule,
		ruleRulebook: String(row['criterion_rulebook']),
		category: textOrNull(row['category']),
		occurrences: row['occurrences'] === null ? null : Number(row['occurrences']),
		reason: textOrNull(row['reason']),
		occurredOn: dateText(row['occurred_on']),
		author: textOrNull(row['user_created']),
		proposer: textOrNull(row['proposed_by']),
		proposedAt: timeOf(row['proposed_at']),
		deadline: timeOf(row['vote_deadline']),
		share: textOrNull(row['share']),
		decidedAt: timeOf(row['decided_at']),
		decisionReason: isDecisionReason(reason) ? reason : null,
		withdrawReason: textOrNull(row['withdraw_reason']),
		revokes: textOrNull(row['revokes']),
		electorate: textsOf(parsed(row['electorate'])),
		barred: barsOf(parsed(row['barred'])),
		suspendedThen: textsOf(parsed(row['suspended'])),
		createdAt: timeOf(row['date_created']),
		updatedAt: timeOf(row['date_updated']),
	};
}

const textsOf = (value: unknown): string[] =>
	Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

const barsOf = (value: unknown): Record<string, IneligibilityReason> =>
	typeof value !== 'object' || value === null
		? {}
		: Object.fromEntries(
				Object.entries(value).filter((entry): entry is [string, IneligibilityReason] =>
					isIneligibilityReason(entry[1]),
				),
			);

/** PostgreSQL gives a Date, SQLite milliseconds or text. */
function timeOf(value: unknown): Date | null {
	if (value === null || value === undefined || value === '') return null;
	const time = value instanceof Date ? value : new Date(typeof value === 'number' ? value : String(value));
	return Number.isNaN(time.getTime()) ? null : time;
}

/** Every vote of some proposals, in the order in which they were cast. */
export async function loadVotes(database: Database, ids: readonly string[]): Promise<Map<string, RecordedVote[]>> {
	const votes = new Map<string, RecordedVote[]>();
	if (ids.length === 0) return votes;
	for (const row of rowsOf(
		await database.raw(
			`SELECT adjustment, member, vote, comment, cast_at FROM adjustment_votes WHERE adjustment IN (${marks(ids)}) ORDER BY cast_at, id`,
			[...ids],
		),
	)) {
		const vote = row['vote'];
		if (!isVote(vote)) continue;
		const of = String(row['adjustment']);
		votes.set(of, [
			...(votes.get(of) ?? []),
			{
				member: String(row['member']),
				vote,
				comment: textOrNull(row['comment']),
				cast_at: timeOf(row['cast_at'])?.toISOString() ?? '',
			},
		]);
	}
	return votes;
}

/** The accounts named, and every leader there is. */
export async function loadAccounts(
	database: Database,
	ids: readonly string[],
	leaderRole: string,
): Promise<Map<string, Account>> {
	const named = ids.length === 0 ? '' : ` OR id IN (${marks(ids)})`;
	const rows = rowsOf(
		await database.raw(
			`SELECT id, first_name, last_name, email, status, role FROM directus_users WHERE role = ?${named}`,
			[leaderRole, ...ids],
		),
	);
	return new Map(
		rows.map((row) => [
			String(row['id']),
			{
				id: String(row['id']),
				name: nameOf(row),
				active: row['status'] === 'active',
				leader: row['role'] === leaderRole,
			},
		]),
	);
}

/** Chinese names stand without a space. */
function nameOf(row: Row): string {
	const first = String(row['first_name'] ?? '').trim();
	const last = String(row['last_name'] ?? '').trim();
	const isChinese = /\p{Script=Han}/u.test(first + last);
	return (isChinese ? `${last}${first}` : `${first} ${last}`.trim()) || String(row['email'] ?? '') || String(row['id']);
}

export async function loadFiles(database: Database, ids: readonly string[]): Promise<Map<string, AdjustmentFile[]>> {
	const files = new Map<string, AdjustmentFile[]>();
	if (ids.length === 0) return files;
	const rows = rowsOf(
		await database.raw(
			`SELECT j.adjustments_id, f.id, f.title, f.type, f.filename_download, f.filesize FROM adjustments_files j JOIN directus_files f ON f.id = j.directus_files_id
			WHERE j.adjustments_id IN (${marks(ids)}) ORDER BY j.sort, f.uploaded_on, f.id`,
			[...ids],
		),
	);
	for (const row of rows) {
		const of = String(row['adjustments_id']);
		const file = {
			id: String(row['id']),
			title: textOrNull(row['title']),
			type: textOrNull(row['type']),
			filename_download: String(row['filename_download']),
			filesize: Number(row['filesize'] ?? 0),
		};
		files.set(of, [...(files.get(of) ?? []), file]);
	}
	return files;
}

export interface Revocation {
	readonly id: string;
	readonly status: AdjustmentStatus;
}

/** The latest revocation of each decision. */
export async function loadRevocations(database: Database, ids: readonly string[]): Promise<Map<string, Revocation>> {
	if (ids.length === 0) return new Map();
	const rows = rowsOf(
		await database.raw(
			`SELECT id, revokes, status FROM adjustments WHERE revokes IN (${marks(ids)}) ORDER BY proposed_at, id`,
			[...ids],
		),
	);
	return new Map(
		rows.flatMap((row): [string, Revocation][] =>
			isAdjustmentStatus(row['status'])
				? [[String(row['revokes']), { id: String(row['id']), status: row['status'] }]]
				: [],
		),
	);
}

/** Other proposals on what may be the same event: the same village, day and category. */
export async function loadSameEvents(
	database: Database,
	{ id, scorecard, category, occurredOn }: Pick<AdjustmentRecord, 'id' | 'scorecard' | 'category' | 'occurredOn'>,
): Promise<SameEvent[]> {
	if (category === null || occurredOn === null) return [];
	const rows: Row[] = await database('adjustments')
		.select('id', 'status', 'occurrences', 'reason', 'occurred_on', 'proposed_at')
		.where({ scorecard, category })
		.whereNull('revokes')
		.whereNot('id', id)
		.orderBy('date_created');
	return rows.flatMap((row) => {
		const status = row['status'];
		if (dateText(row['occurred_on']) !== occurredOn || !isAdjustmentStatus(status)) return [];
		return [
			{
				id: String(row['id']),
				status,
				occurrences: Number(row['occurrences'] ?? 0),
				reason: textOrNull(row['reason']),
				proposed_at: timeOf(row['proposed_at'])?.toISOString() ?? null,
			},
		];
	});
}
