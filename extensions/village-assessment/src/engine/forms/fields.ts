// What the parameters of a rule are called, and what a form asks for them. Screens, refusals and comparisons read these tables.
import type { Label, Method } from '../types.ts';

export type Name = Required<Label>;

interface Named {
	/** The key in `params`, or in an entry of a list. */
	readonly name: string;
	readonly label: Name;
}

export interface Option {
	readonly value: string | null;
	readonly label: Name;
}

/** A number, kept as the text that was typed. */
export interface DecimalField extends Named {
	readonly kind: 'decimal';
	/** What it means to leave it empty; without it a number is needed. */
	readonly empty?: Name;
}

/** A text in both languages. */
export interface LabelField extends Named {
	readonly kind: 'label';
	/** How an empty one is kept; without it a text is needed. */
	readonly empty?: 'null' | 'absent';
}

export interface ChoiceField extends Named {
	readonly kind: 'choice';
	readonly options: readonly [Option, ...Option[]];
}

export interface FlagField extends Named {
	readonly kind: 'flag';
}

/** A list of things that evidence names by key; nobody types keys. */
export interface ListField extends Named {
	readonly kind: 'list';
	readonly entry: Name;
	/** New entries are called `<stem>_<n>`. */
	readonly stem: string;
	readonly fields: readonly (LabelField | DecimalField | FlagField)[];
}

export type ParamField = DecimalField | LabelField | ChoiceField | FlagField | ListField;

const name = (chinese: string, english: string): Name => ({ 'zh-CN': chinese, 'en-US': english });
const option = (value: string | null, chinese: string, english: string): Option => ({
	value,
	label: name(chinese, english),
});

export const METHOD_NAMES = {
	checklist: name('逐项检查', 'Checklist'),
	deduction: name('按例扣分', 'Deduction per case'),
	gate: name('达标得分', 'All or nothing'),
	gated_deduction: name('先达标再扣分', 'Gate, then deductions'),
	shortfall: name('按差额扣分', 'Shortfall against a target'),
	band: name('区间得分', 'Band'),
	discretionary: name('领导小组确定', 'Leadership decision'),
	unallocated: name('未分配分值', 'Unallocated points'),
} as const satisfies Record<Method, Name>;

const FINDINGS: ListField = {
	kind: 'list',
	name: 'findings',
	label: name('扣分情形', 'Findings'),
	entry: name('情形', 'finding'),
	stem: 'finding',
	fields: [
		{ kind: 'label', name: 'label', label: name('名称', 'Name') },
		{ kind: 'label', name: 'unit', label: name('单位', 'Unit') },
		{ kind: 'decimal', name: 'deduction', label: name('每例扣分', 'Points off a case') },
	],
};

const MEASURE: readonly ParamField[] = [
	{ kind: 'label', name: 'label', label: name('所量的是什么', 'What is measured'), empty: 'absent' },
	{ kind: 'label', name: 'unit_label', label: name('计量单位', 'Unit of measure'), empty: 'null' },
	{
		kind: 'label',
		name: 'part_label',
		label: name('比例：其中计入的数（如 满意户数）', 'Share: what is counted (households satisfied)'),
		empty: 'null',
	},
	{
		kind: 'label',
		name: 'whole_label',
		label: name('比例：总数（如 调查户数）', 'Share: of how many (households asked)'),
		empty: 'null',
	},
	{ kind: 'decimal', name: 'min', label: name('最小值', 'Lowest value'), empty: name('不限', 'no limit') },
	{ kind: 'decimal', name: 'max', label: name('最大值', 'Highest value'), empty: name('不限', 'no limit') },
	{ kind: 'flag', name: 'integer', label: name('只能填整数', 'Whole numbers only') },
];

const TARGET: DecimalField = {
	kind: 'decimal',
	name: 'target',
	label: name('目标', 'Target'),
	empty: name('各村（社区）分别核定', 'set for each village'),
};
const CONDITION: LabelField = { kind: 'label', name: 'label', label: name('要求', 'What must be so') };

/** The fields of each method, in the order of the form. `waiver` is asked of waivable criteria only, see {@link WAIVER}. */
export const PARAM_FIELDS = {
	checklist: [
		{ kind: 'decimal', name: 'deduction', label: name('每少一项扣分', 'Points off an item missing') },
		{
			kind: 'list',
			name: 'items',
			label: name('检查内容', 'Items'),
			entry: name('内容', 'item'),
			stem: 'item',
			fields: [
				{ kind: 'label', name: 'label', label: name('名称', 'Name') },
				{
					kind: 'flag',
					name: 'reported',
					label: name('须上报街道办事处才算', 'Counts only once reported to the office'),
				},
			],
		},
	],
	deduction: [
		FINDINGS,
		{
			kind: 'choice',
			name: 'count',
			label: name('同类问题', 'Cases of one kind'),
			options: [
				option('each', '逐个计扣', 'each deducts'),
				option('once', '每类最多扣一次', 'each kind deducts at most once'),
			],
		},
	],
	gate: [CONDITION],
	gated_deduction: [CONDITION, FINDINGS],
	shortfall: [
		TARGET,
		{ kind: 'decimal', name: 'unit', label: name('每少多少扣一次', 'Size of one step short') },
		{ kind: 'decimal', name: 'deduction', label: name('每次扣分', 'Points off a step') },
		{
			kind: 'choice',
			name: 'rounding',
			label: name('不足一次的部分', 'Less than a whole step'),
			options: [
				option('floor', '不扣', 'takes nothing'),
				option('ceil', '按一次扣', 'takes a whole step'),
				option('linear', '按比例扣', 'takes its share'),
			],
		},
		{
			kind: 'choice',
			name: 'no_plan',
			label: name('没有年度计划时', 'Without an annual plan'),
			options: [
				option(null, '不问有无计划', 'plans are not asked for'),
				option('zero', '不得分', 'no points'),
				option('pending', '补上计划后再计分', 'left open until there is one'),
			],
		},
		...MEASURE,
	],
	band: [
		TARGET,
		{ kind: 'decimal', name: 'floor', label: name('下限', 'Floor') },
		{
			kind: 'choice',
			name: 'between',
			label: name('下限与目标之间', 'Between floor and target'),
			options: [
				option('proportional', '按完成比例计分', 'points by share of the target'),
				option('interpolate', '从下限到目标按直线内插', 'on a straight line from floor to target'),
				option('full', '计满分', 'full marks'),
				option('none', '不得分', 'no points'),
			],
		},
		...MEASURE,
	],
	discretionary: [
		{ kind: 'decimal', name: 'each', label: name('每次分值', 'Points an occurrence') },
		{ kind: 'decimal', name: 'cap', label: name('最多', 'Cap') },
		{
			kind: 'list',
			name: 'categories',
			label: name('类别', 'Categories'),
			entry: name('类别', 'category'),
			stem: 'category',
			fields: [{ kind: 'label', name: 'label', label: name('名称', 'Name') }],
		},
	],
	unallocated: [
		{ kind: 'flag', name: 'award', label: name('照计（不勾选则不计）', 'Awarded (withheld when not ticked)') },
	],
} as const satisfies Record<Method, readonly ParamField[]>;

export const WAIVER: ChoiceField = {
	kind: 'choice',
	name: 'waiver',
	label: name('经核实不适用时', 'When it does not apply'),
	options: [option('full', '计满分', 'full marks'), option('not_allowed', '不设“不适用”', 'it cannot be waived')],
};

/** Everything that a form asks about a method's parameters. */
export const paramFieldsOf = (method: Method, waivable: boolean): readonly ParamField[] =>
	waivable ? [...PARAM_FIELDS[method], WAIVER] : PARAM_FIELDS[method];

/** The other parts of a rulebook, as its screens call them. */
export const PART_NAMES = {
	code: name('编号', 'code'),
	version: name('版本', 'version'),
	title: name('标题', 'title'),
	source: name('依据文件', 'source'),
	points: name('分值', 'points'),
	indicator: name('考核指标', 'indicator'),
	indicators: name('考核指标', 'indicators'),
	criteria: name('评分细则', 'criteria'),
	examined_by: name('考核方式', 'examined by'),
	examination: name('考核方式（原文）', 'examination'),
	wording: name('细则原文', 'official wording'),
	method: name('计分方法', 'method'),
	params: name('计分参数', 'parameters'),
	waivable: name('可以不适用', 'waivable'),
	readings: name('待定解释', 'open readings'),
	notes: name('说明', 'notes'),
	note: name('说明', 'note'),
	short: name('简短说法', 'short form'),
	options: name('可选项', 'options'),
	param: name('所指参数', 'parameter'),
	examples: name('算例', 'examples'),
	facts: name('事实', 'facts'),
	fact: name('事实', 'fact'),
	value: name('数值', 'value'),
	adjustments: name('加减分', 'adjustments'),
	occurrences: name('次数', 'occurrences'),
	category: name('类别', 'category'),
	awarded: name('应得分', 'points expected'),
	attainable: name('最高可得', 'attainable'),
	state: name('状态', 'state'),
	key: name('内部代号', 'key'),
	'zh-CN': name('中文', 'Chinese'),
	'en-US': name('英文', 'English'),
} as const satisfies Record<string, Name>;
