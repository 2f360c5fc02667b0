import type { Texts } from '#app/shared/texts.ts';

export const DRAFT_TEXTS = {
	new: { 'zh-CN': '提出加分、扣分', 'en-US': 'Propose points' },
	edit: { 'zh-CN': '修改草稿', 'en-US': 'Edit the draft' },
	scorecard: { 'zh-CN': '村（社区）', 'en-US': 'Village' },
	choose_village: { 'zh-CN': '请选择村（社区）', 'en-US': 'Choose the village' },
	criterion: { 'zh-CN': '加分或扣分', 'en-US': 'Bonus or penalty' },
	each: { 'zh-CN': '每次 {each} 分，最多 {cap} 分', 'en-US': '{each} points an occurrence, at most {cap}' },
	category: { 'zh-CN': '类别', 'en-US': 'Category' },
	scorecard_first: { 'zh-CN': '请先选择评分表。', 'en-US': 'Choose the scorecard first.' },
	category_first: { 'zh-CN': '请先选择加分或扣分。', 'en-US': 'Choose bonus or penalty first.' },
	occurrences: { 'zh-CN': '次数', 'en-US': 'Occurrences' },
	worth: { 'zh-CN': '合计 {points} 分', 'en-US': '{points} points in all' },
	day_to_come: {
		'zh-CN': '这一天还没有到（今天是 {today}）。',
		'en-US': 'This day has not come yet (today is {today}).',
	},
	occurred_on: { 'zh-CN': '发生日期', 'en-US': 'Happened on' },
	reason: { 'zh-CN': '事由', 'en-US': 'Reason' },
	reason_how: {
		'zh-CN': '写明何时、何地、何事，以及依据的文件或会议。',
		'en-US': 'Say when, where and what, and which paper or meeting shows it.',
	},
	files: { 'zh-CN': '证明材料', 'en-US': 'Proof' },
	once: { 'zh-CN': '同一事项只计一次，只归一类。', 'en-US': 'One event counts once, under one category.' },
	needed: { 'zh-CN': '必填', 'en-US': 'Needed' },
	save: { 'zh-CN': '保存草稿', 'en-US': 'Save the draft' },
	propose: { 'zh-CN': '提请表决', 'en-US': 'Put to the vote' },
	saved: { 'zh-CN': '草稿已保存。', 'en-US': 'The draft is saved.' },
	uploading: { 'zh-CN': '文件正在上传，请稍候。', 'en-US': 'Files are still being uploaded.' },
	not_open: {
		'zh-CN': '“{title}”{status}，不能提出加分、扣分；只有收集材料和复核期间可以提出。',
		'en-US': '“{title}” is {status}. Points can be proposed only while it is collecting or reviewing.',
	},
	no_assessment: { 'zh-CN': '还没有考核。', 'en-US': 'There is no assessment yet.' },
	leave: {
		'zh-CN': '填写的内容还没有保存，确定离开吗？',
		'en-US': 'What you filled in is not saved. Leave all the same?',
	},
} as const satisfies Texts;
