// What stands in the template, in both languages.
import type { FactSpec, Locale } from '#engine';

export const TEMPLATE_TEXTS = {
	'zh-CN': {
		instructions: '说明',
		evidence: '事项',
		villages: '村',
		targets: '目标值',
		title: '材料导入模板',
		steps: [
			'在“事项”表中每行登记一个事项；村、细则、事项、考核方式可从下拉列表选择，也可以直接填写名称或编号。',
			'“数值”填数字，或有/无、是/否；百分比可以只填“分子”和“分母”（如满意户数和调查户数），由系统计算。',
			'“对象”填户主、学生等的姓名或编号，每个对象一行；不涉及具体对象的可以不填，在“数值”中填合计数量。',
			'日期写成 2026-03-05、2026/3/5 或 2026年3月5日都可以；“报送日期”只在要求报送街道的资料中填写。',
			'“目标值”表只用于细则没有规定、需要逐村确定目标的事项；不填数值的行不导入。“村”表仅供查对，不导入。',
			'填好后在工作台“导入表格”中选择本文件：系统先检查并列出每一处问题，确认后才写入。同一份表导入两次不会重复登记。',
		],
		fact_columns: ['细则', '事项', '怎样填写数值'],
		village_columns: ['编号', '名称', '类别', '贫困村', '贫困户数'],
		target_columns: ['村', '细则', '目标值', '说明'],
		kinds: { village: '村', community: '社区' },
		yes: '是',
		no: '否',
		not_listed_title: '不在列表中',
		not_listed: '列表中没有这一项。可以填写名称或编号，导入时再检查。',
		not_a_day_title: '请核对日期',
		not_a_day: '应填考核年度内的日期，例如 2026-03-05。',
	},
	'en-US': {
		instructions: 'Instructions',
		evidence: 'Evidence',
		villages: 'Villages',
		targets: 'Targets',
		title: 'template for evidence',
		steps: [
			'One fact a row on the sheet Evidence. Village, criterion, fact and examination can be chosen from lists, or written as names or codes.',
			'Value is a number, or yes/no. Of a per cent it is enough to give numerator and denominator; the value is computed.',
			'Case is the name or number of a household, a student…, a row for each. Without a name, give the number of cases as the value.',
			'Dates may be written as 2026-03-05 or 2026/3/5. Reported on is needed only for documents that have to be reported.',
			'Targets is for what the rules leave to be set for each village; rows without a value are not imported. Villages is for reference only.',
			'Choose this file on the page Import a sheet. Every problem is listed first; nothing is written before you confirm. ' +
				'The same file twice records nothing twice.',
		],
		fact_columns: ['Criterion', 'Fact', 'What the value is'],
		village_columns: ['Code', 'Name', 'Kind', 'Designated poor', 'Poor households'],
		target_columns: ['Village', 'Criterion', 'Target', 'Note'],
		kinds: { village: 'village', community: 'community' },
		yes: 'yes',
		no: 'no',
		not_listed_title: 'Not in the list',
		not_listed: 'The list does not have it. A name or a code may be written; it is checked at the import.',
		not_a_day_title: 'Check the date',
		not_a_day: 'A date of the assessment’s year, such as 2026-03-05.',
	},
} as const satisfies Readonly<Record<Locale, unknown>>;

export function howToFill(spec: FactSpec, locale: Locale): string {
	const chinese = locale === 'zh-CN';
	const unit = spec.unit?.[locale] ?? spec.unit?.['zh-CN'] ?? '';
	const range =
		spec.min === null && spec.max === null
			? ''
			: chinese
				? `，${spec.min ?? '…'}～${spec.max ?? '…'}`
				: `, ${spec.min ?? '…'}–${spec.max ?? '…'}`;
	switch (spec.kind) {
		case 'presence':
			return `${chinese ? '有 / 无' : 'yes / no'}${spec.reported ? (chinese ? '；并填报送日期' : '; with the date reported') : ''}`;
		case 'yes_no':
		case 'no_plan':
			return chinese ? '是 / 否' : 'yes / no';
		case 'waiver':
			return chinese ? '是（不适用）；必须在说明中写明理由' : 'yes (does not apply), with the reason as note';
		case 'cases':
			return chinese ? `数量（${unit}）；写明对象的每行 1` : `number (${unit}); 1 where a case is named`;
		default:
			return chinese
				? `数字${unit === '' ? '' : `（${unit}）`}${range}${spec.percent ? '；或填分子、分母' : ''}`
				: `number${unit === '' ? '' : ` (${unit})`}${range}${spec.percent ? '; or numerator and denominator' : ''}`;
	}
}
