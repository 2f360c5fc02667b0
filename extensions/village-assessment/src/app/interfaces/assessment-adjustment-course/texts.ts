import type { Texts } from '#app/shared/texts.ts';

export const TEXTS = {
	new: {
		'zh-CN': '保存草稿后，可在此提请领导小组表决。',
		'en-US': 'Once the draft is saved it can be put to the vote here.',
	},
	unsaved: {
		'zh-CN': '有未保存的修改，请先保存再办理。',
		'en-US': 'There are changes not saved yet. Save them first.',
	},
	open_case: { 'zh-CN': '打开提案页面', 'en-US': 'Open the page of the proposal' },
	open_to_vote: { 'zh-CN': '查看材料并表决', 'en-US': 'See the proof and vote' },
	state: { 'zh-CN': '办理情况', 'en-US': 'Course' },
} as const satisfies Texts;
