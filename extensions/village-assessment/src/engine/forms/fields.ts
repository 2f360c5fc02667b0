// What the parameters of a rule are called, and what a form asks for them. Screens, refusals and comparisons read these tables.
import { name, WAIVER, type Name, type ParamField } from '../parts/fields.ts';
import type { Method } from '../types.ts';
import { ofEachMethod } from '../methods.ts';

export * from '../parts/fields.ts';

export const METHOD_NAMES: Readonly<Record<Method, Name>> = ofEachMethod((method) => method.name);

/** The fields of each method, in the order of the form. `waiver` is asked of waivable criteria only, see {@link WAIVER}. */
export const PARAM_FIELDS: Readonly<Record<Method, readonly ParamField[]>> = ofEachMethod((method) => method.fields);

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
