// What stands in the workbook besides what is stored.
import type { Label, Locale } from '#engine';
import { formatMessage, type MessageArguments } from '#domain/messages.ts';

export const TEXTS = {
	ranking: { 'zh-CN': '排名', 'en-US': 'Ranking' },
	ranking_title: { 'zh-CN': '{assessment}排名表', 'en-US': 'Ranking of {assessment}' },
	villages: { 'zh-CN': '参加排名的村（社区）：{count} 个', 'en-US': 'Villages ranked: {count}' },
	not_final: { 'zh-CN': '尚未定稿，得分可能变化', 'en-US': 'Not final: points may change' },
	intervals: {
		'zh-CN': '形如 0～10 的是区间：尚未评完，从已确定的到最高可得的',
		'en-US': '0–10 is an interval: not all is assessed yet; from what is certain to what is still possible',
	},
	made_on: { 'zh-CN': '导出日期：{day}', 'en-US': 'Exported on {day}' },
	rank: { 'zh-CN': '名次', 'en-US': 'Rank' },
	village: { 'zh-CN': '村（社区）', 'en-US': 'Village' },
	bonus: { 'zh-CN': '加分', 'en-US': 'Bonus' },
	penalty: { 'zh-CN': '扣分', 'en-US': 'Penalty' },
	total: { 'zh-CN': '总分', 'en-US': 'Total' },
	certain: { 'zh-CN': '已确定得分', 'en-US': 'Certain' },
	attainable: { 'zh-CN': '最高可得分', 'en-US': 'Attainable' },
	assessed: { 'zh-CN': '已评项数', 'en-US': 'Assessed' },
	remark: { 'zh-CN': '备注', 'en-US': 'Remark' },
	excluded: { 'zh-CN': '不参加排名：{reason}', 'en-US': 'Not ranked: {reason}' },
	sheet_title: { 'zh-CN': '{assessment}评分表', 'en-US': 'Score sheet of {assessment}' },
	of_village: { 'zh-CN': '村（社区）：{village}', 'en-US': 'Village: {village}' },
	ranked: { 'zh-CN': '名次：{rank}', 'en-US': 'Rank: {rank}' },
	assessed_of: { 'zh-CN': '已评细则：{count} / {all}', 'en-US': 'Assessed: {count} of {all}' },
	number: { 'zh-CN': '序号', 'en-US': 'No.' },
	indicator: { 'zh-CN': '考核指标', 'en-US': 'Indicator' },
	points: { 'zh-CN': '分值', 'en-US': 'Points' },
	clause: { 'zh-CN': '评分细则', 'en-US': 'Criterion' },
	examination: { 'zh-CN': '考核方式', 'en-US': 'Examined by' },
	score: { 'zh-CN': '得分', 'en-US': 'Score' },
	reason: { 'zh-CN': '扣分说明', 'en-US': 'Reasons' },
	sum: { 'zh-CN': '合计', 'en-US': 'Total' },
	sum_of: {
		'zh-CN': '基础得分 {base}，加分 {bonus}，扣分 {penalty}',
		'en-US': 'Base {base}, bonus {bonus}, penalty {penalty}',
	},
	filled_by: { 'zh-CN': '填写人（签名）：', 'en-US': 'Filled in by (signed):' },
	checked_by: { 'zh-CN': '复核人（签名）：', 'en-US': 'Checked by (signed):' },
	head_of_group: { 'zh-CN': '组长（签名）：', 'en-US': 'Head of the group (signed):' },
	date: { 'zh-CN': '日期：      年   月   日', 'en-US': 'Date:' },
	digest: { 'zh-CN': '结果校验码：{digest}', 'en-US': 'Digest of the result: {digest}' },
	scan: { 'zh-CN': '扫码核对公示结果', 'en-US': 'Scan to check the published result' },
	page: { 'zh-CN': '第 &P 页，共 &N 页', 'en-US': 'Page &P of &N' },
	decisions: { 'zh-CN': '加分扣分', 'en-US': 'Decisions' },
	evidence: { 'zh-CN': '考核材料', 'en-US': 'Evidence' },
	kind: { 'zh-CN': '加分或扣分', 'en-US': 'Bonus or penalty' },
	category: { 'zh-CN': '类别', 'en-US': 'Category' },
	occurrences: { 'zh-CN': '次数', 'en-US': 'Occurrences' },
	occurred_on: { 'zh-CN': '发生日期', 'en-US': 'Occurred on' },
	ground: { 'zh-CN': '事由', 'en-US': 'Reason' },
	state: { 'zh-CN': '状态', 'en-US': 'Status' },
	decided_on: { 'zh-CN': '决定日期', 'en-US': 'Decided on' },
	all_villages: { 'zh-CN': '工作簿', 'en-US': 'Workbook' },
	each_village: { 'zh-CN': '各村评分表', 'en-US': 'Score sheets' },
	one_village: { 'zh-CN': '评分表', 'en-US': 'Score sheet' },
} as const satisfies Readonly<Record<string, Label>>;

export type TextKey = keyof typeof TEXTS;

export type Say = (key: TextKey, values?: MessageArguments) => string;

export const sayIn =
	(locale: Locale): Say =>
	(key, values = {}) =>
		formatMessage(TEXTS[key][locale], values, locale);
