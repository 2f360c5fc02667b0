// What a form asks for the parameters of a method, and the fields that several methods share.
import type { Label } from '../types/words.ts';

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

export const name = (chinese: string, english: string): Name => ({ 'zh-CN': chinese, 'en-US': english });
export const option = (value: string | null, chinese: string, english: string): Option => ({
	value,
	label: name(chinese, english),
});

export const FINDINGS: ListField = {
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

export const MEASURE: readonly ParamField[] = [
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

export const TARGET: DecimalField = {
	kind: 'decimal',
	name: 'target',
	label: name('目标', 'Target'),
	empty: name('各村（社区）分别核定', 'set for each village'),
};
export const CONDITION: LabelField = { kind: 'label', name: 'label', label: name('要求', 'What must be so') };

export const WAIVER: ChoiceField = {
	kind: 'choice',
	name: 'waiver',
	label: name('经核实不适用时', 'When it does not apply'),
	options: [option('full', '计满分', 'full marks'), option('not_allowed', '不设“不适用”', 'it cannot be waived')],
};
