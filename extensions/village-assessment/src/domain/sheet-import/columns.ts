// The columns of a sheet of evidence: as the template calls them, and as people call them.
import { bare, halfWidth } from '#domain/plain-text.ts';
import type { Label } from '#engine';

export const SHEET_FIELDS = [
	'village',
	'criterion',
	'fact',
	'value',
	'numerator',
	'denominator',
	'case_ref',
	'observed_on',
	'reported_on',
	'examination',
	'note',
] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

export const FIELD_LABELS = {
	village: { 'zh-CN': '村', 'en-US': 'Village' },
	criterion: { 'zh-CN': '细则', 'en-US': 'Criterion' },
	fact: { 'zh-CN': '事项', 'en-US': 'Fact' },
	value: { 'zh-CN': '数值', 'en-US': 'Value' },
	numerator: { 'zh-CN': '分子', 'en-US': 'Numerator' },
	denominator: { 'zh-CN': '分母', 'en-US': 'Denominator' },
	case_ref: { 'zh-CN': '对象', 'en-US': 'Case' },
	observed_on: { 'zh-CN': '核查日期', 'en-US': 'Observed on' },
	reported_on: { 'zh-CN': '报送日期', 'en-US': 'Reported on' },
	examination: { 'zh-CN': '考核方式', 'en-US': 'Examination' },
	note: { 'zh-CN': '说明', 'en-US': 'Note' },
} as const satisfies Record<SheetField, Required<Label>>;

/** Other headings for the same, as lists of offices and our own exports have them. */
const ALSO: Readonly<Record<SheetField, readonly string[]>> = {
	village: [
		'村名',
		'村名称',
		'村社区',
		'村（社区）',
		'村社',
		'社区',
		'行政村',
		'村居',
		'单位',
		'被考核单位',
		'村编号',
		'村代码',
		'村编码',
		'village name',
		'village code',
	],
	criterion: [
		'评分细则',
		'考核细则',
		'细则编号',
		'细则代码',
		'条款',
		'考核内容',
		'序号（细则）',
		'criterion code',
		'clause',
	],
	fact: ['核查事项', '事实', '项目', '扣分项', '问题', '问题类型', '检查项', '核查内容', '登记事项', 'item', 'finding'],
	value: [
		'found',
		'数量',
		'数据',
		'结果',
		'值',
		'实际',
		'实际值',
		'完成情况',
		'核查结果',
		'有无',
		'是否',
		'目标值',
		'数值（有/无、是/否或数字）',
		'amount',
		'result',
		'target',
		'actual',
	],
	numerator: ['满意户数', '符合数', '其中', '分子（符合的户数）', 'part'],
	denominator: ['调查户数', '抽查户数', '总数', '总户数', '分母（调查的户数）', 'whole'],
	case_ref: [
		'个案',
		'对象（户主、学生等）',
		'户主',
		'户主姓名',
		'姓名',
		'农户',
		'涉及对象',
		'对象名称',
		'case name',
		'household',
		'name',
	],
	observed_on: ['日期', '检查日期', '核查时间', '检查时间', '发现日期', '观察日期', 'date', 'observed'],
	reported_on: ['上报日期', '报送时间', '上报时间', '提交日期', 'reported'],
	examination: ['核查方式', '检查方式', '方式', 'examined by', 'method'],
	note: ['备注', '情况说明', '具体情况', '描述', 'notes', 'remark', 'remarks'],
};

/** Headings that our own files have and that say nothing to an import. */
const IGNORED = [
	'序号',
	'编号',
	'no',
	'no.',
	'#',
	'导入结果',
	'原因',
	'result of import',
	'reason',
	'得分',
	'状态',
	'status',
	// Our own export of evidence has these beside what it says of the fact.
	'首次提交时间',
	'逾期提交',
	'退回原因',
	'附件数',
	'录入人',
	'核实人',
	'核实时间',
	'first submitted at',
	'submitted late',
	'reason for return',
	'files',
	'created by',
	'verified by',
	'verified at',
];

/** A heading as it is compared: without width, blanks, case, marks such as * and what stands in brackets at its end. */
export function foldedHeading(heading: string): string {
	const plain = bare(halfWidth(heading))
		.toLowerCase()
		.replace(/[\s*:;,.。，：；、_"'“”]+/gu, '');
	const short = plain.replace(/[(（[【].*$/u, '');
	return short === '' ? plain : short;
}

const KNOWN: ReadonlyMap<string, SheetField> = new Map(
	SHEET_FIELDS.flatMap((field) =>
		[field, ...Object.values(FIELD_LABELS[field]), ...ALSO[field]].map((heading): [string, SheetField] => [
			foldedHeading(heading),
			field,
		]),
	),
);
const NOTHING: ReadonlySet<string> = new Set(IGNORED.map(foldedHeading));

export const fieldOfHeading = (heading: string): SheetField | undefined => KNOWN.get(foldedHeading(heading));
export const isIgnoredHeading = (heading: string): boolean => NOTHING.has(foldedHeading(heading));
export const isSheetField = (value: unknown): value is SheetField => SHEET_FIELDS.some((field) => field === value);

/** 0 is A, 26 is AA. */
export function columnLetter(index: number): string {
	let letters = '';
	for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1)
		letters = String.fromCharCode(65 + (rest % 26)) + letters;
	return letters;
}
