// What stands in the way of a step in the year's course: in words, and by id.
import type { UnmetCondition } from '#domain/contracts/assessments.ts';
import { today } from '#server/platform/today.ts';
import type { StoredAssessment } from '#server/platform/tables.ts';
import { dateText, rowsOf, type Database } from '#server/platform/database.ts';
import { holidaysFrom } from './holidays.ts';
import { NOTICE_KIND_LABELS, noticeDaysLeft, noticeLengthOf } from '#domain/assessments/notice-days.ts';
import type { Condition } from '#domain/assessments/workflow.ts';

type Row = StoredAssessment;
type Check = (database: Database, assessment: Row) => Promise<Omit<UnmetCondition, 'condition'> | null>;

const SHOWN = 50;

const many = (
	rows: readonly { readonly id: unknown }[],
	zh: (n: number) => string,
	en: (n: number) => string,
): Omit<UnmetCondition, 'condition'> | null =>
	rows.length === 0
		? null
		: {
				'zh-CN': zh(rows.length),
				'en-US': en(rows.length),
				items: rows.slice(0, SHOWN).map(({ id }) => String(id)),
				count: rows.length,
			};

const ofAssessment = async (database: Database, sql: string, { id }: Row): Promise<{ readonly id: unknown }[]> =>
	rowsOf(await database.raw(sql, [id])).map((row) => ({ id: row['id'] }));

const CHECKS: Readonly<Record<Condition, Check>> = {
	rulebook_published: async (database, { rulebook }) => {
		const rows = await database('rulebooks').select('id').where('id', rulebook).whereNot('status', 'published');
		return many(
			rows,
			() => '所用考核细则尚未发布',
			() => 'its rulebook is not published',
		);
	},
	villages_enrolled: async (database, assessment) => {
		const rows = await ofAssessment(database, 'SELECT id FROM scorecards WHERE assessment = ? LIMIT 1', assessment);
		return rows.length > 0
			? null
			: { 'zh-CN': '还没有村（社区）参加', 'en-US': 'no village takes part', items: [], count: 0 };
	},
	nothing_submitted: async (database, assessment) => {
		const rows = await ofAssessment(
			database,
			`SELECT e.id FROM evidence_items e JOIN scorecards s ON s.id = e.scorecard
			WHERE s.assessment = ? AND s.excluded_reason IS NULL AND e.status = 'submitted'`,
			assessment,
		);
		return many(
			rows,
			(n) => `有 ${n} 份材料待核实`,
			(n) => `${n} items wait for verification`,
		);
	},
	criteria_assessed: async (database, assessment) => {
		const sql = `SELECT l.id FROM scorecard_lines l JOIN scorecards s ON s.id = l.scorecard
			WHERE s.assessment = ? AND s.excluded_reason IS NULL AND l.state IN ('pending', 'partial')`;
		return many(
			await ofAssessment(database, sql, assessment),
			(n) => `有 ${n} 项细则未评完`,
			(n) => `${n} criteria are not fully assessed`,
		);
	},
	adjustments_decided: async (database, assessment) => {
		const rows = await ofAssessment(
			database,
			"SELECT d.id FROM adjustments d JOIN scorecards s ON s.id = d.scorecard WHERE s.assessment = ? AND d.status = 'proposed'",
			assessment,
		);
		return many(
			rows,
			(n) => `有 ${n} 件加分扣分提案未决`,
			(n) => `${n} adjustments are undecided`,
		);
	},
	no_open_appeals: async (database, assessment) => {
		const rows = await ofAssessment(
			database,
			"SELECT p.id FROM appeals p JOIN scorecards s ON s.id = p.scorecard WHERE s.assessment = ? AND p.status = 'open'",
			assessment,
		);
		return many(
			rows,
			(n) => `有 ${n} 件申诉未处理`,
			(n) => `${n} appeals are open`,
		);
	},
	notice_over: async (database, assessment) => {
		const until = dateText(assessment.publicity_to);
		if (until === null || today() > until) return null;
		const { kind } = noticeLengthOf(assessment);
		const days = noticeDaysLeft(today(), until, { kind, holidays: await holidaysFrom(database, today()) });
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
