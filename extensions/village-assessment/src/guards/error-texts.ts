// What each refusal says: what, where, and what to do. {names} are filled in; the Studio shows at most 190 characters.
export interface ErrorText {
	/** 400 malformed, 403 not you, 404 unknown or invisible, 409 not in this state, 422 against a rule. */
	readonly status: 400 | 403 | 404 | 409 | 422;
	readonly 'zh-CN': string;
	readonly 'en-US': string;
}

export const ERROR_TEXTS = {
	MALFORMED_REQUEST: { status: 400, 'zh-CN': '请求格式有误：{problem}', 'en-US': 'The request is malformed: {problem}' },
	MISSING_VALUE: { status: 400, 'zh-CN': '没有填写「{field}」。请填写后再保存。', 'en-US': '{field} is missing. Fill it in and save again.' },
	MALFORMED_VALUE: { status: 400, 'zh-CN': '「{field}」的值 {value} 有误：{problem}。请改正后再保存。', 'en-US': '{field}, value {value}: {problem}. Correct it and save again.' },
	ASSESSMENT_NOT_FOUND: { status: 404, 'zh-CN': '没有 id 为 {id} 的考核，请核对后重试。', 'en-US': 'There is no assessment {id}; check the id and try again.' },
	VILLAGE_NOT_FOUND: { status: 404, 'zh-CN': '没有 id 为 {id} 的村（社区），未作任何改动。', 'en-US': 'There is no village {id}; nothing was changed.' },
	RULEBOOK_NOT_FOUND: { status: 404, 'zh-CN': '没有 id 为 {id} 的考核细则，未作任何改动。', 'en-US': 'There is no rulebook {id}; nothing was changed.' },
	COMPUTED_VALUE: {
		status: 403,
		'zh-CN': '得分由系统根据已核实的材料计算，不能直接修改（{where}）。请修改或新增考核材料，得分会自动更新。',
		'en-US': 'Scores are computed from verified evidence and cannot be written ({where}). Change or add evidence; the score follows.',
	},
	INVALID_FACT: { status: 422, 'zh-CN': '{problem}', 'en-US': '{problem}' },
	INVALID_PERCENT: {
		status: 422,
		'zh-CN': '分子 {numerator}、分母 {denominator} 不能算出百分比：两者都应是不小于 0 的整数，分母应大于 0。请改正后再保存。',
		'en-US': '{numerator} of {denominator} makes no per cent: both must be whole and not below 0, the second above 0. Correct them and save again.',
	},
	NOT_A_PERCENT: {
		status: 422,
		'zh-CN': '细则 {code}「{fact}」不是百分比，不能填分子、分母，请直接填写值。',
		'en-US': 'Criterion {code}, {fact}, is no per cent: leave numerator and denominator empty and enter the value.',
	},
	INVALID_RULE: { status: 422, 'zh-CN': '细则 {code} 的 {path} 有误：{what}{how}', 'en-US': 'Criterion {code}, {path}: {what} {how}' },
	CRITERION_OF_OTHER_RULEBOOK: {
		status: 422,
		'zh-CN': '细则 {code} 不属于「{assessment}」所用的考核细则。请在本次考核的细则中重新选择。',
		'en-US': 'Criterion {code} is not in the rulebook of {assessment}. Choose one of this assessment’s criteria.',
	},
	OTHER_VILLAGE: { status: 403, 'zh-CN': '只能报送本村（社区）的材料。请选择本村（社区）的评分表。', 'en-US': 'You may send in evidence of your own village only. Choose your village’s scorecard.' },
	OFFICE_ONLY_FACT: { status: 403, 'zh-CN': '「{fact}」只能由街道办事处录入。如需变更，请与办事处联系。', 'en-US': '{fact} is entered by the office only. Ask the office to change it.' },
	EVIDENCE_COURSE: {
		status: 409,
		'zh-CN': '材料现为「{from}」，您不能把它改为「{to}」。{allowed}',
		'en-US': 'The item is “{from}”; you cannot make it “{to}”. {allowed}',
	},
	EVIDENCE_SETTLED: {
		status: 409,
		'zh-CN': '材料已核实，不能再修改或删除。如有错误，请由办事处退回并写明理由，再重新登记。',
		'en-US': 'The item is verified and no longer changes. If it is wrong, the office returns it with a reason, and it is recorded anew.',
	},
	NOT_YOUR_ITEM: { status: 403, 'zh-CN': '只能修改或删除自己登记的草稿和退回的材料。', 'en-US': 'You may change or delete only drafts and returned items that you recorded yourself.' },
	RETURN_REASON_MISSING: { status: 422, 'zh-CN': '退回材料必须写明理由，请填写「退回理由」后再保存。', 'en-US': 'An item is returned with a reason. Fill in the reason and save again.' },
	WAIVER_REASON_MISSING: { status: 422, 'zh-CN': '按不适用处理必须写明理由，请填写「说明」后再保存。', 'en-US': 'A waiver needs its reason. Fill in the note and save again.' },
	SECOND_PERSON: {
		status: 403,
		'zh-CN': '「不适用」须由录入人以外的另一名工作人员核实。请先保存为已提交，再请同事核实。',
		'en-US': 'A waiver is verified by someone other than its author. Save it as submitted and ask a colleague to verify it.',
	},
	WRITTEN_BY_THE_SERVER: { status: 403, 'zh-CN': '「{field}」由系统填写，不能手工录入。请去掉这一项后再保存。', 'en-US': '{field} is written by the server. Leave it out and save again.' },
	OUTSIDE_THE_YEAR: {
		status: 422,
		'zh-CN': '核查日期 {date} 不在考核年度 {year} 年内，请改正日期或选择正确年度的评分表。',
		'en-US': 'The date {date} is not in the assessment’s year {year}. Correct the date, or choose the scorecard of the right year.',
	},
	INVALID_DATE: { status: 422, 'zh-CN': '日期 {date} 无效，请按 年-月-日 填写，例如 {year}-05-03。', 'en-US': 'The date {date} is not valid; write it as {year}-05-03.' },
	CASE_TWICE: {
		status: 409,
		'zh-CN': '「{case}」已登记过（{fact}，{date}，{status}，编号 {id}），同一问题只记一次。请核对，不是同一问题请换个名称。',
		'en-US': '“{case}” is on record already ({fact}, {date}, {status}, item {id}); a case counts once. If it is another case, name it differently.',
	},
	CASE_IS_ONE: { status: 422, 'zh-CN': '写明了具体对象「{case}」的问题，值只能是 1。多个对象请逐个登记。', 'en-US': 'A finding that names its case (“{case}”) has the value 1. Record each case by itself.' },
	CASE_OF_A_FINDING: { status: 422, 'zh-CN': '「{fact}」不是按例扣分的事项，不填具体对象。请清空「具体对象」。', 'en-US': '{fact} is no finding counted in cases; leave the case empty.' },
	ASSESSMENT_CLOSED: {
		status: 409,
		'zh-CN': '「{assessment}」现为「{status}」，{who}。如确需更正，请与办事处联系。',
		'en-US': '{assessment} is “{status}”: {who}. If a correction is needed, ask the office.',
	},
	STATUS_BY_TRANSITION: { status: 409, 'zh-CN': '考核状态不能直接修改，请使用「考核进程」办理（POST /assessment/assessments/{id}/transition）。', 'en-US': 'The status of an assessment changes only through its transition (POST /assessment/assessments/{id}/transition).' },
	RULEBOOK_BY_MOVE: { status: 409, 'zh-CN': '考核已有材料，更换细则须用「更换细则」办理（POST /assessment/assessments/{id}/move-rulebook）。', 'en-US': 'The assessment has evidence; its rulebook changes only by moving (POST /assessment/assessments/{id}/move-rulebook).' },
	RULEBOOK_FIXED: {
		status: 409,
		'zh-CN': '细则「{title}」{version} 已发布，不能再修改。请另建新版本（草稿），修改后发布。',
		'en-US': 'The rulebook {title} {version} is published and no longer changes. Make a new version as a draft and publish that.',
	},
	RULEBOOK_UNSOUND: { status: 422, 'zh-CN': '细则不能发布：{path} {what}{how}', 'en-US': 'The rulebook cannot be published: {path} {what} {how}' },
	IN_USE: { status: 409, 'zh-CN': '不能删除{thing}：{used}。{cure}', 'en-US': 'This {thing} cannot be deleted: {used}. {cure}' },
	PROOF_FILE: { status: 409, 'zh-CN': '文件「{file}」是考核材料或提案的证明，不能替换或删除。请另行上传新文件。', 'en-US': 'The file {file} is proof of an item or a proposal: it can be neither replaced nor deleted. Upload a new one.' },
	TRANSITION_REFUSED: { status: 409, 'zh-CN': '不能从「{from}」转为「{to}」：{obstacles}', 'en-US': 'Cannot move from “{from}” to “{to}”: {obstacles}' },
	NOT_IN_THIS_STATE: { status: 409, 'zh-CN': '考核现为「{status}」，不能办理此事。只能在{allowed}时办理。', 'en-US': 'The assessment is “{status}”; this is possible only while {allowed}.' },
	NOT_ALLOWED: { status: 403, 'zh-CN': '您的角色不能办理此事，请与办事处或管理员联系。', 'en-US': 'Your role may not do this. Ask the office or an administrator.' },
} as const satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof ERROR_TEXTS;
