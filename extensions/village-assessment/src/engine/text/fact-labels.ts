import type { Label } from '../types/words.ts';

/** Names of the facts that a rule does not name itself. */
export const FACT_LABELS = {
	actual: { 'zh-CN': '实际完成数', 'en-US': 'Actual figure' },
	target: { 'zh-CN': '本村（社区）目标数', 'en-US': "Village's target" },
	no_plan: { 'zh-CN': '没有年度计划', 'en-US': 'No annual plan' },
	waiver: { 'zh-CN': '不适用', 'en-US': 'Not applicable' },
} satisfies Record<string, Label>;

export function factLabel(key: string): Label | undefined {
	return Object.entries(FACT_LABELS).find(([name]) => name === key)?.[1];
}
