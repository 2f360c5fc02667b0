interface ProblemText {
	/** zh-CN, en-US */
	readonly what: readonly [string, string];
	readonly how: readonly [string, string];
}

/** Everything that can be wrong with a rulebook, ring by ring. Placeholders in braces. */
export const PROBLEM_TEXTS = {
	// Shape
	missing: {
		what: ['没有填写“{name}”。', '“{name}” is missing.'],
		how: ['请补上，应为{expected}。', 'Add it; it must be {expected}.'],
	},
	wrong_type: {
		what: ['填法不对，应为{expected}。', 'Not the right kind of value: it must be {expected}.'],
		how: ['请按要求改填。', 'Write a value of that kind.'],
	},
	unknown_key: {
		what: ['不认识的键：{keys}。', 'Unknown key: {keys}.'],
		how: ['此处可用的键：{allowed}。请改正拼写或删去。', 'Allowed here: {allowed}. Mend the spelling or remove it.'],
	},
	not_an_option: {
		what: ['此值不在可选范围内。', 'This value is not one of the choices.'],
		how: ['请在下列各项中选一个：{options}。', 'Choose one of: {options}.'],
	},
	decimal: {
		what: ['不是普通数字。', 'Not a decimal number.'],
		how: [
			'请写成普通数字，如 "0.5"，不用指数和千分位。',
			'Write a plain number such as "0.5", without exponent or thousands separators.',
		],
	},
	decimal_range: {
		what: ['数值过大或小数位过多。', 'The number is too large or has too many decimals.'],
		how: ['绝对值须小于 1000000000（十亿），小数不超过 6 位。', 'Stay below 1000000000 with at most 6 decimals.'],
	},
	points_precision: {
		what: ['分值的小数多于两位。', 'Points have more than two decimals.'],
		how: ['分值最多保留两位小数。', 'Give points with at most two decimals.'],
	},
	not_positive: {
		what: ['此数须大于 0。', 'This number must be greater than 0.'],
		how: [
			'扣分和计量单位写成正数，符号由规则决定。',
			'Write deductions and units as positive numbers; the rule supplies the sign.',
		],
	},
	zero: {
		what: ['此数不能为 0。', 'This number must not be 0.'],
		how: ['请填写每次的分值或上限。', 'Give the points of an occurrence, or the cap.'],
	},
	empty_text: {
		what: ['文字为空。', 'The text is empty.'],
		how: ['请填写文字；没有英文的，英文可以不填。', 'Write the text; the English may be left out altogether.'],
	},
	empty_code: {
		what: ['编号为空。', 'The code is empty.'],
		how: ['请填写编号，如 1.1。', 'Give a code, such as 1.1.'],
	},
	empty_list: {
		what: ['列表为空。', 'The list is empty.'],
		how: ['至少写一项。', 'Give at least one entry.'],
	},
	key: {
		what: ['键名不合规。', 'Not a valid key.'],
		how: [
			'用小写英文字母开头，只含小写字母、数字和下划线，如 wall_map。',
			'Begin with a lower-case letter; use only a–z, 0–9 and _, as in wall_map.',
		],
	},
	duplicate_key: {
		what: ['键“{name}”出现了两次。', 'The key "{name}" occurs twice.'],
		how: ['同一条细则中每个键只能用一次。', 'Use every key only once within a criterion.'],
	},
	reserved_key: {
		what: ['键“{name}”已有固定含义。', 'The key "{name}" has a fixed meaning.'],
		how: ['请换一个键名。', 'Choose another key.'],
	},
	min_above_max: {
		what: ['最小值 {min} 大于最大值 {max}。', 'min {min} is above max {max}.'],
		how: ['请对调或改正。', 'Swap or mend them.'],
	},
	target_outside: {
		what: ['目标 {target} 不在 {min} 至 {max} 之间。', 'The target {target} lies outside {min} … {max}.'],
		how: ['请改目标，或放宽最小值、最大值。', 'Change the target or widen the range.'],
	},
	floor_above_target: {
		what: [
			'下限 {floor} 高于目标 {target}，前后矛盾。',
			'The floor {floor} is above the target {target}: the bands overlap.',
		],
		how: ['下限不得高于目标。', 'The floor must not be above the target.'],
	},
	proportional_target: {
		what: ['按比例计分时，目标须大于 0，现为 {target}。', 'Proportional scoring needs a target above 0, not {target}.'],
		how: ['请改目标，或改变下限与目标之间的算法。', 'Change the target, or what is given between floor and target.'],
	},
	invalid: {
		what: ['内容不合要求。', 'Not in the expected form.'],
		how: ['请对照本方法的参数说明改正。', 'Compare with the parameters of the method.'],
	},
	date: {
		what: ['不是日期。', 'Not a date.'],
		how: ['请写成 2025-03-10 的形式。', 'Write it as in 2025-03-10.'],
	},
	count: {
		what: ['不是次数。', 'Not a number of occurrences.'],
		how: ['请写 0 或正整数。', 'Write 0 or a positive whole number.'],
	},
	not_json: {
		what: ['这段文字不是有效的 JSON。', 'This text is not valid JSON.'],
		how: ['请改成 JSON 格式的对象 或列表。', 'Write a JSON object or list.'],
	},

	// Sense
	points_sign: {
		what: ['分值 {points} 与计分方法“{method}”不符。', 'Points of {points} do not suit the method “{method}”.'],
		how: [
			'领导小组确定的不能为 0，未分配分值不能为负，其余须大于 0。',
			'Those of leadership decisions must not be 0, unallocated ones not negative, all others above 0.',
		],
	},
	cap_above_points: {
		what: ['上限 {cap} 超过本条分值 {points}。', 'The cap {cap} exceeds the points {points} of the criterion.'],
		how: ['上限不得超过分值的绝对值。', 'Keep the cap within the absolute value of the points.'],
	},
	cap_below_each: {
		what: ['上限 {cap} 低于每次的分值 {each}。', 'The cap {cap} is below the {each} points of one occurrence.'],
		how: ['请提高上限，或减少每次的分值。', 'Raise the cap or lower the points of an occurrence.'],
	},
	not_waivable: {
		what: ['计分方法为“{method}”的细则不设不适用。', 'A criterion of the method “{method}” cannot be waived.'],
		how: ['请取消“可以不适用”（waivable）。', 'Untick “waivable”.'],
	},
	waiver_without_waivable: {
		what: [
			'写明了不适用时计满分，但本条没有勾选“可以不适用”。',
			'It says what a waiver gives, but the criterion is not waivable.',
		],
		how: ['请勾选“可以不适用”（waivable），或删去 waiver。', 'Tick “waivable”, or remove `waiver`.'],
	},
	reading_param: {
		what: ['待定解释所指的参数“{name}”不存在。', 'The reading names a parameter "{name}" that does not exist.'],
		how: ['可用的参数：{allowed}。', 'Parameters it may name: {allowed}.'],
	},
	reading_value: {
		what: ['“{name}”现为“{value}”，不在所列可选项之中。', '“{name}” is “{value}”, which is not among its options.'],
		how: [
			'可选项：{options}。请改参数，或把现值列为可选项。',
			'The options are: {options}. Change the parameter or add the value to them.',
		],
	},
	reading_twice: {
		what: ['“{name}”有两条待定解释。', '“{name}” has two open readings.'],
		how: ['请合并为一条。', 'Merge them into one.'],
	},
	duplicate_code: {
		what: ['编号“{name}”重复。', 'The code "{name}" occurs twice.'],
		how: ['每个编号只能用一次。', 'Use every code only once.'],
	},
	unknown_indicator: {
		what: ['没有编号为“{name}”的考核指标。', 'There is no indicator "{name}".'],
		how: ['可用的指标：{allowed}。', 'Indicators: {allowed}.'],
	},
	empty_indicator: {
		what: ['考核指标“{name}”下没有评分细则。', 'The indicator "{name}" has no criteria.'],
		how: ['请补上细则，或删去该指标。', 'Add its criteria or remove it.'],
	},
	mixed_indicator: {
		what: [
			'考核指标“{name}”既有得分细则又有加减分细则。',
			'The indicator "{name}" mixes scored criteria with bonus or penalty ones.',
		],
		how: ['请分为两个指标，否则分值无法相加。', 'Split it in two: their points cannot be added.'],
	},
	indicator_sum: {
		what: [
			'考核指标“{name}”为 {points} 分，其下合计 {sum} 分。',
			'The indicator "{name}" is worth {points} points, but what is below it adds up to {sum}.',
		],
		how: [
			'请改正分值，相差 {gap} 分；原文未分配的分数须单列一条，计分方法为“未分配分值”。',
			'Mend the points; points that no clause gives need a line of their own, of the method “unallocated points” (difference: {gap}).',
		],
	},
	rulebook_sum: {
		what: [
			'细则总分为 {points} 分，各指标合计 {sum} 分。',
			'The rulebook is worth {points} points, but its indicators add up to {sum}.',
		],
		how: [
			'请改正总分或指标分值，相差 {gap} 分；加减分不计入总分。',
			'Mend the sum or the indicators (difference: {gap}); bonus and penalty do not belong to it.',
		],
	},

	// Meaning
	no_example: {
		what: ['细则“{name}”没有算例。', 'The criterion "{name}" has no example.'],
		how: ['请至少写一个能算出分数的例子。', 'Give at least one example with facts and points.'],
	},
	example_fact: {
		what: [
			'算例中的事实“{name}”= {value} 不能用于本条（{problem}）。',
			'The example\'s fact "{name}" = {value} cannot be used here ({problem}).',
		],
		how: ['本条可用的事实：{allowed}。', 'Facts of this criterion: {allowed}.'],
	},
	example_param: {
		what: [
			'算例改动了“{name}”，但它不是本条的待定解释。',
			'The example overrides "{name}", which is no reading of this criterion.',
		],
		how: ['只能改动待定解释所指的参数：{allowed}。', 'Only the readings can be overridden: {allowed}.'],
	},
	example_disagrees: {
		what: [
			'算例应得 {expected}，按规则算得 {actual}。',
			'The example expects {expected}, but the rule gives {actual}.',
		],
		how: ['请核对参数与算例，两者须一致。', 'Compare parameters and example: they must agree.'],
	},
} satisfies Record<string, ProblemText>;

export type ProblemCode = keyof typeof PROBLEM_TEXTS;
