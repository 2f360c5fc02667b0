import type { Texts } from '#app/shared/texts.ts';

export const TEXTS = {
	choose: {
		'zh-CN': '选择评分表和评分细则（或加分扣分）后，这里显示现有得分和依据。',
		'en-US': 'Choose scorecard and criterion (or bonus or penalty): what stands is shown here.',
	},
	gone: { 'zh-CN': '这一项已不在评分表中。', 'en-US': 'This is no longer in the scorecard.' },
	now: { 'zh-CN': '现有得分', 'en-US': 'Points as they stand' },
	points: { 'zh-CN': '{points} / {of} 分', 'en-US': '{points} of {of} points' },
	why: { 'zh-CN': '扣分说明', 'en-US': 'Why' },
	evidence: { 'zh-CN': '所据材料与证明', 'en-US': 'Evidence and its proof' },
	no_evidence: { 'zh-CN': '本项没有已核实的材料。', 'en-US': 'There is no verified evidence on it.' },
	open_card: { 'zh-CN': '打开评分表', 'en-US': 'Open the score sheet' },
	decision: { 'zh-CN': '加分扣分', 'en-US': 'Bonus or penalty' },
	open_decision: { 'zh-CN': '打开加分扣分', 'en-US': 'Open the bonus or penalty' },
	bonus: { 'zh-CN': '加 {points} 分', 'en-US': 'bonus of {points}' },
	penalty: { 'zh-CN': '扣 {points} 分', 'en-US': 'penalty of {points}' },
} as const satisfies Texts;
