import type { Texts } from '#app/shared/texts.ts';

export const TEXTS = {
	title: { 'zh-CN': '村（社区）合并与拆分', 'en-US': 'Merge and split villages' },
	about: {
		'zh-CN':
			'在此办理合并和拆分：筹备、收集、复核中的考核，材料、加分扣分、申诉和填报员一并转过去，得分随即重算；已公示、定稿的年度保持原样。只改名称或类别（村改社区），请直接在「村（社区）」中修改。',
		'en-US':
			'Villages merge and split here. In assessments that still change, evidence, decisions, appeals ' +
			'and accounts move along and scores follow; published years stay as they are. For a new name or ' +
			'kind, edit the village itself.',
	},
	merge: { 'zh-CN': '合并', 'en-US': 'Merge' },
	split: { 'zh-CN': '拆分', 'en-US': 'Split' },
	changes: { 'zh-CN': '变更记录', 'en-US': 'History' },
	which: { 'zh-CN': '办理事项', 'en-US': 'What to do' },

	ending: { 'zh-CN': '要合并的村（社区）', 'en-US': 'Villages to merge' },
	into: { 'zh-CN': '合并到', 'en-US': 'Into' },
	choose: { 'zh-CN': '请选择', 'en-US': 'Choose' },
	new_village: { 'zh-CN': '新设的村（社区）', 'en-US': 'A new village' },
	code: { 'zh-CN': '编号', 'en-US': 'Code' },
	name: { 'zh-CN': '名称', 'en-US': 'Name' },
	kind: { 'zh-CN': '类别', 'en-US': 'Kind' },
	kind_village: { 'zh-CN': '村', 'en-US': 'Village' },
	kind_community: { 'zh-CN': '社区', 'en-US': 'Community' },
	households: { 'zh-CN': '贫困户数', 'en-US': 'Poor households' },
	households_of: { 'zh-CN': '{village}办理后的贫困户数', 'en-US': 'Poor households of {village} afterwards' },
	poor_of: { 'zh-CN': '{village}是贫困村', 'en-US': '{village} is a designated poor village' },
	preview: { 'zh-CN': '预览', 'en-US': 'Preview' },
	previewing: { 'zh-CN': '正在试算…', 'en-US': 'Working it out…' },

	whole: { 'zh-CN': '要拆分的村（社区）', 'en-US': 'Village to split' },
	ends: { 'zh-CN': '拆分后原村（社区）不再保留', 'en-US': 'The village does not go on' },
	part: { 'zh-CN': '分出的第 {n} 个', 'en-US': 'Part {n}' },
	part_name: { 'zh-CN': '分出的第 {n} 个（未命名）', 'en-US': 'Part {n} (no name yet)' },
	add_part: { 'zh-CN': '再分出一个', 'en-US': 'Add a part' },
	remove_part: { 'zh-CN': '去掉第 {n} 个', 'en-US': 'Remove part {n}' },
	share: { 'zh-CN': '记录归哪里', 'en-US': 'What goes where' },
	share_hint: {
		'zh-CN': '逐条选择归属；没有选择的留在原村（社区）。原村不再保留时，须全部分出。',
		'en-US': 'Choose for each; the others stay. If the village does not go on, all must be shared out.',
	},
	share_all: { 'zh-CN': '全部改为', 'en-US': 'Set all to' },
	share_none: {
		'zh-CN': '正在进行的考核中没有记录。',
		'en-US': 'Nothing is recorded in assessments that still change.',
	},
	stays: { 'zh-CN': '留在原村', 'en-US': 'Stays' },
	unshared: { 'zh-CN': '未分配', 'en-US': 'Not yet' },
	place_of: { 'zh-CN': '{what}归', 'en-US': 'Place of {what}' },
	adjustment: { 'zh-CN': '加分扣分', 'en-US': 'Decision' },
	appeal: { 'zh-CN': '申诉', 'en-US': 'Appeal' },
	account: { 'zh-CN': '填报员', 'en-US': 'Clerk' },

	effect: { 'zh-CN': '办理后', 'en-US': 'What it does' },
	moves: {
		'zh-CN': '转移材料 {items} 份、加分扣分 {adjustments} 件、申诉 {appeals} 件、填报员 {accounts} 人。',
		'en-US': 'Moves {items} evidence items, {adjustments} decisions, {appeals} appeals and {accounts} accounts.',
	},
	untouched: {
		'zh-CN': '没有正在进行的考核受影响；已公示、定稿的年度保持原样。',
		'en-US': 'No assessment that still changes is concerned; published years stay as they are.',
	},
	scores_of: { 'zh-CN': '{assessment}：得分变化', 'en-US': '{assessment}: scores' },
	village: { 'zh-CN': '村（社区）', 'en-US': 'Village' },
	certain: { 'zh-CN': '已确定得分', 'en-US': 'Certain' },
	at_most: { 'zh-CN': '最高可得', 'en-US': 'At most' },
	rank: { 'zh-CN': '名次', 'en-US': 'Rank' },
	none: { 'zh-CN': '无', 'en-US': 'none' },
	warnings: { 'zh-CN': '请注意', 'en-US': 'Please note' },

	collisions: { 'zh-CN': '须先决定的冲突（{n}）', 'en-US': 'Collisions to decide ({n})' },
	kind_case: { 'zh-CN': '两边登记了同名对象', 'en-US': 'One name is recorded on both sides' },
	kind_waiver: { 'zh-CN': '只有一方按不适用处理', 'en-US': 'The criterion was waived for one of them only' },
	kind_answer: { 'zh-CN': '同一事项有两个结果', 'en-US': 'Two answers to one fact' },
	case_return: {
		'zh-CN': '是同一对象，只记一次（{village}的退回）',
		'en-US': 'It is the same: count it once (the one of {village} is returned)',
	},
	case_rename: { 'zh-CN': '是另一对象，改名为', 'en-US': 'It is another; call it' },
	waiver_keep: { 'zh-CN': '对合并后的村（社区）也不适用', 'en-US': 'It does not apply to the whole either' },
	waiver_return: { 'zh-CN': '合并后适用，退回“不适用”', 'en-US': 'It applies now: return the waiver' },
	answer_keep: { 'zh-CN': '以{village}的为准：{value}', 'en-US': '{village} is right: {value}' },
	answer_latest: { 'zh-CN': '都保留，以核查日期最近的为准', 'en-US': 'Keep both; the latest observation counts' },
	answer_value: { 'zh-CN': '重新登记合并后的数值', 'en-US': 'Record a new value for the whole' },
	new_value: { 'zh-CN': '合并后的数值', 'en-US': 'Value for the whole' },
	numerator: { 'zh-CN': '分子', 'en-US': 'Numerator' },
	denominator: { 'zh-CN': '分母', 'en-US': 'Denominator' },
	item_line: { 'zh-CN': '{village}：{value}（{day}）', 'en-US': '{village}: {value} ({day})' },
	undecided: {
		'zh-CN': '还有 {n} 处冲突没有决定，决定后才能办理；上面的得分暂按从严估算。',
		'en-US': '{n} collisions are undecided; decide them first. The scores above are the more careful estimate.',
	},

	reason: { 'zh-CN': '理由（必填，写入村史和评分表）', 'en-US': 'Reason (required; kept in the history)' },
	do_merge: { 'zh-CN': '办理合并', 'en-US': 'Merge now' },
	do_split: { 'zh-CN': '办理拆分', 'en-US': 'Split now' },
	will_merge: {
		'zh-CN': '{ending}将停用并入{into}；记录、填报员一并转移，得分立即重算。办错了可在「变更记录」中撤销。',
		'en-US':
			'{ending} become part of {into}; records and accounts move along and scores follow at once. It can be undone under History.',
	},
	will_split: {
		'zh-CN': '{village}拆分，所选记录转到分出的村（社区），得分立即重算。办错了可在「变更记录」中撤销。',
		'en-US': '{village} is split; the records chosen move and scores follow at once. It can be undone under History.',
	},
	merged: { 'zh-CN': '合并已办理，得分已重算。', 'en-US': 'Merged; the scores have followed.' },
	was_split: { 'zh-CN': '拆分已办理，得分已重算。', 'en-US': 'Split; the scores have followed.' },

	no_changes: { 'zh-CN': '还没有变更。', 'en-US': 'Nothing yet.' },
	by: { 'zh-CN': '{day}，{who}', 'en-US': '{day}, {who}' },
	because: { 'zh-CN': '理由：{reason}', 'en-US': 'Reason: {reason}' },
	was_undone: { 'zh-CN': '已撤销', 'en-US': 'undone' },
	undo: { 'zh-CN': '撤销', 'en-US': 'Undo' },
	undo_of: { 'zh-CN': '撤销这次变更：{text}', 'en-US': 'Undo: {text}' },
	will_undo: {
		'zh-CN': '转移的记录、填报员和村（社区）状态恢复原样，得分立即重算。此后被人改动过的记录不动。',
		'en-US':
			'Records, accounts and villages become what they were and scores follow. Records that somebody has changed since stay as they are.',
	},
	undo_reason: { 'zh-CN': '撤销理由', 'en-US': 'Reason' },
	undone_all: {
		'zh-CN': '已撤销：恢复 {restored} 条，得分已重算。',
		'en-US': 'Undone: {restored} rows are as before; scores have followed.',
	},
	undone: {
		'zh-CN': '已撤销：恢复 {restored} 条，另有 {kept} 条此后已被改动，未恢复。',
		'en-US': 'Undone: {restored} rows are as before; {kept} had been changed since and were left.',
	},
	system: { 'zh-CN': '系统', 'en-US': 'the system' },
} as const satisfies Texts;
