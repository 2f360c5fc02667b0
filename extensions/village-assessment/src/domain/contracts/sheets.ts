// The sheets that our pages export: which columns, under which headings, in which order.
import type { Locale } from '#engine';

export interface Column {
	/** As the item API names it. */
	readonly field: string;
	readonly heading: Readonly<Record<Locale, string>>;
}

export interface Sheet {
	readonly title: Readonly<Record<Locale, string>>;
	readonly columns: readonly Column[];
	readonly sort: readonly string[];
	/** Rows without it come last, which databases do not agree on. */
	readonly emptyLast?: string;
	/** Where the table keeps its scorecard, and the scorecard its assessment. */
	readonly scorecard: string;
	readonly assessment: string;
}

const column = (field: string, chinese: string, english: string): Column => ({
	field,
	heading: { 'zh-CN': chinese, 'en-US': english },
});

const VILLAGE = column('scorecard.village_name', '村（社区）', 'Village');
const CRITERION = [column('criterion.code', '细则编号', 'Criterion'), column('criterion.title', '评分细则', 'Title')];
const OF_A_SCORECARD = { scorecard: 'scorecard', assessment: 'scorecard.assessment' };

export const SHEETS = {
	scorecards: {
		title: { 'zh-CN': '排名', 'en-US': 'Ranking' },
		columns: [
			column('rank', '名次', 'Rank'),
			column('rank_best', '可能的最好名次', 'Best rank possible'),
			column('rank_worst', '可能的最差名次', 'Worst rank possible'),
			column('village_name', '村（社区）', 'Village'),
			column('village_kind', '类别', 'Kind'),
			column('total', '总分', 'Total'),
			column('attainable', '最高可得分', 'Attainable'),
			column('base_points', '基础得分', 'Base points'),
			column('bonus_points', '加分', 'Bonus'),
			column('penalty_points', '扣分', 'Penalty'),
			column('assessed_count', '已评项数', 'Criteria assessed'),
			column('criteria_count', '应考核项数', 'Criteria in all'),
			column('excluded_reason', '不参加排名的原因', 'Reason for exclusion'),
		],
		sort: ['rank', 'village.code'],
		emptyLast: 'rank',
		scorecard: 'id',
		assessment: 'assessment',
	},
	scorecard_lines: {
		title: { 'zh-CN': '评分表', 'en-US': 'Score sheet' },
		columns: [
			VILLAGE,
			column('criterion.indicator.title', '考核指标', 'Indicator'),
			...CRITERION,
			column('criterion.points', '分值', 'Points'),
			column('awarded', '得分', 'Awarded'),
			column('attainable', '最高可得分', 'Attainable'),
			column('state_text', '状态', 'State'),
			column('explanation', '得分说明', 'Explanation'),
			column('evidence_count', '材料件数', 'Evidence items'),
		],
		sort: ['scorecard.village.code', 'criterion.sort'],
		...OF_A_SCORECARD,
	},
	evidence_items: {
		title: { 'zh-CN': '考核材料', 'en-US': 'Evidence' },
		columns: [
			VILLAGE,
			...CRITERION,
			column('fact', '事项', 'Fact'),
			column('value', '结果', 'Found'),
			column('case_ref', '个案', 'Case'),
			column('observed_on', '核查日期', 'Observed on'),
			column('reported_on', '上报日期', 'Reported on'),
			column('examination', '考核方式', 'Examination'),
			column('status', '状态', 'Status'),
			column('submitted_at', '首次提交时间', 'First submitted at'),
			column('submitted_late', '逾期提交', 'Submitted late'),
			column('note', '说明', 'Note'),
			column('return_reason', '退回原因', 'Reason for return'),
			column('files', '附件数', 'Files'),
			column('user_created', '录入人', 'Created by'),
			column('verified_by', '核实人', 'Verified by'),
			column('verified_at', '核实时间', 'Verified at'),
		],
		sort: ['scorecard.village.code', 'criterion.sort', 'observed_on'],
		...OF_A_SCORECARD,
	},
	adjustments: {
		title: { 'zh-CN': '加分扣分', 'en-US': 'Bonus and penalty' },
		columns: [
			VILLAGE,
			column('criterion.title', '加分或扣分', 'Bonus or penalty'),
			column('revokes.reason', '所撤销决定的事由', 'Reason of what it revokes'),
			column('category', '类别', 'Category'),
			column('occurrences', '次数', 'Occurrences'),
			column('occurred_on', '发生日期', 'Occurred on'),
			column('reason', '事由', 'Reason'),
			column('status', '状态', 'Status'),
			column('proposed_by', '提请人', 'Proposed by'),
			column('proposed_at', '提请时间', 'Proposed at'),
			column('vote_deadline', '表决截止时间', 'Vote closes'),
			column('decided_at', '决定时间', 'Decided at'),
			column('decision_reason', '决定依据', 'Ground of the decision'),
		],
		sort: ['scorecard.village.code', 'criterion.sort', 'occurred_on'],
		...OF_A_SCORECARD,
	},
} as const satisfies Readonly<Record<string, Sheet>>;

export type SheetName = keyof typeof SHEETS;

export const isSheetName = (name: unknown): name is SheetName =>
	typeof name === 'string' && Object.hasOwn(SHEETS, name);

/** What no file system takes in a name stands as an underscore. */
export const fileName = (parts: readonly string[], ending: string): string =>
	`${parts.join('-').replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')}.${ending}`;
