// Criteria of the official rulebook as the pages have them.
import type { Criterion } from '#app/features/evidence/criteria.ts';
import { official } from '../../support/rulebooks/load.ts';

/** As far as a test reads them. */
const WORDINGS: Readonly<Record<string, string>> = {
	'3.1.1': '无力脱贫的贫困户100%落实兜底保障。',
	'4.1': '按“六大建设”落实了贫困村基础设施建设并制定了年度计划。',
	'6.1b': '贫困村集体经济收入达5万元。',
};

export function criterionOf(code: string): Criterion {
	const rule = official.rulebook.criteria.find((one) => one.code === code);
	if (rule === undefined) throw new Error(`no criterion ${code}`);
	const indicator = code.split('.').slice(0, -1).join('.');
	return {
		id: `id-${code}`,
		indicator,
		code,
		title: rule.title['zh-CN'],
		title_en: rule.title['en-US'] ?? null,
		wording: WORDINGS[code] ?? '',
		points: Number(rule.points),
		method: rule.method,
		params: rule.params,
		waivable: rule.waivable,
		readings: rule.readings,
		notes: null,
		sort: 1,
		rule,
		in: {
			id: `in-${indicator}`,
			parent: null,
			code: indicator,
			title: `指标${indicator}`,
			title_en: null,
			points: 10,
			sort: 1,
			examined_by: ['document_review'],
			examination: null,
		},
	};
}
