import type { Examination, Locale } from '../types.ts';

/** The ways of examining in words, as the official table writes them. */
export const EXAMINATION_LABELS = {
	document_review: { 'zh-CN': '查阅资料台账', 'en-US': 'review of documents' },
	system_data: { 'zh-CN': '系统数据', 'en-US': 'system data' },
	household_visit: { 'zh-CN': '入户核实', 'en-US': 'household visit' },
	site_visit: { 'zh-CN': '实地察看', 'en-US': 'site visit' },
	phone_sampling: { 'zh-CN': '电话抽查', 'en-US': 'phone sampling' },
	questionnaire: { 'zh-CN': '问卷调查', 'en-US': 'questionnaire' },
	department_acceptance: { 'zh-CN': '行业部门验收', 'en-US': 'acceptance by the department' },
	leadership_decision: { 'zh-CN': '领导小组确定', 'en-US': 'decision of the leadership group' },
} as const satisfies Record<Examination, Record<Locale, string>>;
