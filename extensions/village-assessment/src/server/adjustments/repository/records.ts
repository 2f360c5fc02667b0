// Proposals as the database has them, with their village, assessment and criterion.
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import type { CriterionRule } from '#engine';
import { usableRule } from '#server/scoring/rules.ts';
import { dateText, parsed, textOrNull, type Database } from '#server/platform/database.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import type { StoredMoment } from '#server/platform/stored-columns.ts';
import type { StoredAdjustment } from '#server/platform/tables.ts';
import type { Person } from '#domain/contracts/adjustments.ts';
import {
	isIneligibilityReason,
	type AdjustmentStatus,
	type IneligibilityReason,
	type DecisionReason,
} from '#domain/adjustments/status.ts';

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

const adjustmentRows = (database: Database) =>
	scorecardsWithAssessments(database)
		.join('adjustments as d', 'd.scorecard', 's.id')
		.join('villages as v', 'v.id', 's.village')
		.join('criteria as c', 'c.id', 'd.criterion')
		.select(
			'd.id',
			'd.status',
			'd.scorecard',
			'd.criterion',
			'd.category',
			'd.occurrences',
			'd.reason',
			'd.occurred_on',
		)
		.select('d.user_created', 'd.proposed_by', 'd.proposed_at', 'd.vote_deadline', 'd.share', 'd.decided_at')
		.select('d.decision_reason', 'd.withdraw_reason', 'd.revokes', 'd.electorate', 'd.barred', 'd.suspended')
		.select('d.date_created', 'd.date_updated', 's.village', 's.village_name', 's.excluded_reason')
		.select('v.code as village_code', 'v.liaison_leader', 'a.id as assessment', 'a.title as assessment_title')
		.select('a.status as assessment_status', 'a.year', 'a.rulebook', 'a.approval_share', 'a.vote_days')
		.select('c.code', 'c.title as criterion_title', 'c.title_en', 'c.points', 'c.method', 'c.params', 'c.waivable')
		.select('c.readings', 'c.rulebook as criterion_rulebook');
type AdjustmentRow = Awaited<ReturnType<typeof adjustmentRows>>[number];

/** In the order of the ids; those that are unknown are left out, and those whose criterion cannot decide anything. */
export async function loadAdjustments(database: Database, ids: readonly string[]): Promise<AdjustmentRecord[]> {
	if (ids.length === 0) return [];
	const found = new Map((await adjustmentRows(database).whereIn('d.id', ids)).map((row) => [row.id, row]));
	return ids.flatMap((id) => {
		const record = readRecord(found.get(id.toLowerCase()));
		return record === null ? [] : [record];
	});
}

function readRecord(row: AdjustmentRow | undefined): AdjustmentRecord | null {
	if (row === undefined) return null;
	const rule = usableRule({ ...row, id: row.criterion, title: row.criterion_title });
	if (rule === null) return null;
	const { village_name: name, excluded_reason: reason } = row;
	return {
		id: row.id,
		status: row.status,
		scorecard: row.scorecard,
		village: { id: row.village, name, code: row.village_code },
		liaison: row.liaison_leader,
		takenOut: reason === null ? null : { village: name, reason },
		assessment: {
			id: row.assessment,
			title: row.assessment_title,
			status: row.assessment_status,
			year: row.year,
		},
		rules: { share: String(row.approval_share), voteDays: row.vote_days, rulebook: row.rulebook },
		criterion: row.criterion,
		rule,
		ruleRulebook: row.criterion_rulebook,
		category: row.category,
		occurrences: row.occurrences,
		reason: row.reason,
		occurredOn: dateText(row.occurred_on),
		author: row.user_created,
		proposer: row.proposed_by,
		proposedAt: timeOf(row.proposed_at),
		deadline: timeOf(row.vote_deadline),
		share: textOrNull(row.share),
		decidedAt: timeOf(row.decided_at),
		decisionReason: row.decision_reason,
		withdrawReason: row.withdraw_reason,
		revokes: row.revokes,
		electorate: textsOf(parsed(row.electorate)),
		barred: barsOf(parsed(row.barred)),
		suspendedThen: textsOf(parsed(row.suspended)),
		createdAt: timeOf(row.date_created),
		updatedAt: timeOf(row.date_updated),
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
export function timeOf(value: StoredMoment | null): Date | null {
	if (value === null || value === '') return null;
	const time = new Date(value);
	return Number.isNaN(time.getTime()) ? null : time;
}

/** The rows of proposals as they are stored, in no order; unknown ids are left out. */
export const findAdjustmentRows = (
	database: Database,
	ids: readonly string[],
): PromiseLike<readonly StoredAdjustment[]> => database('adjustments').whereIn('id', ids);
