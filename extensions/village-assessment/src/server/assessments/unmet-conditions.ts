// What stands in the way of a step in the year's course: in words, and by id.
import type { UnmetCondition } from '#domain/contracts/assessments.ts';
import { today } from '#server/platform/today.ts';
import type { StoredAssessment } from '#server/platform/tables.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import { findRulebookStatus } from '#server/rulebooks/repository.ts';
import { findHolidaysFrom } from './repository/assessments.ts';
import {
	findItemsInState,
	findLinesInStates,
	findOpenAppeals,
	findUndecidedAdjustments,
} from './repository/records.ts';
import { hasScorecards } from './repository/scorecards.ts';
import { NOTICE_KIND_LABELS, noticeDaysLeft, noticeLengthOf } from '#domain/assessments/notice-days.ts';
import type { Condition } from '#domain/assessments/workflow.ts';

type Row = StoredAssessment;
type Check = (database: Database, assessment: Row) => Promise<Omit<UnmetCondition, 'condition'> | null>;

const SHOWN = 50;

const many = (
	rows: readonly { readonly id: string }[],
	zh: (n: number) => string,
	en: (n: number) => string,
): Omit<UnmetCondition, 'condition'> | null =>
	rows.length === 0
		? null
		: {
				'zh-CN': zh(rows.length),
				'en-US': en(rows.length),
				items: rows.slice(0, SHOWN).map(({ id }) => id),
				count: rows.length,
			};

const CHECKS: Readonly<Record<Condition, Check>> = {
	rulebook_published: async (database, { rulebook }) => {
		const status = await findRulebookStatus(database, rulebook);
		return many(
			status === undefined || status === 'published' ? [] : [{ id: rulebook }],
			() => '所用考核细则尚未发布',
			() => 'its rulebook is not published',
		);
	},
	villages_enrolled: async (database, { id }) =>
		(await hasScorecards(database, id))
			? null
			: { 'zh-CN': '还没有村（社区）参加', 'en-US': 'no village takes part', items: [], count: 0 },
	nothing_submitted: async (database, { id }) =>
		many(
			await findItemsInState(database, id, 'submitted'),
			(n) => `有 ${n} 份材料待核实`,
			(n) => `${n} items wait for verification`,
		),
	criteria_assessed: async (database, { id }) =>
		many(
			await findLinesInStates(database, id, ['pending', 'partial']),
			(n) => `有 ${n} 项细则未评完`,
			(n) => `${n} criteria are not fully assessed`,
		),
	adjustments_decided: async (database, { id }) =>
		many(
			await findUndecidedAdjustments(database, id),
			(n) => `有 ${n} 件加分扣分提案未决`,
			(n) => `${n} adjustments are undecided`,
		),
	no_open_appeals: async (database, { id }) =>
		many(
			await findOpenAppeals(database, id),
			(n) => `有 ${n} 件申诉未处理`,
			(n) => `${n} appeals are open`,
		),
	notice_over: async (database, assessment) => {
		const until = dateText(assessment.publicity_to);
		if (until === null || today() > until) return null;
		const { kind } = noticeLengthOf(assessment);
		const days = noticeDaysLeft(today(), until, { kind, holidays: await findHolidaysFrom(database, today()) });
		return {
			'zh-CN': `公示至 ${until}，还有 ${days} 个${NOTICE_KIND_LABELS[kind]['zh-CN']}`,
			'en-US': `the notice runs until ${until}, ${days} more ${NOTICE_KIND_LABELS[kind]['en-US']}`,
			items: [],
			count: 0,
		};
	},
};

/** Everything that stands in the way, not only the first. */
export async function unmetConditionsOf(
	database: Database,
	assessment: Row,
	conditions: readonly Condition[],
): Promise<UnmetCondition[]> {
	const found: UnmetCondition[] = [];
	for (const condition of conditions) {
		const obstacle = await CHECKS[condition](database, assessment);
		if (obstacle !== null) found.push({ condition, ...obstacle });
	}
	return found;
}
