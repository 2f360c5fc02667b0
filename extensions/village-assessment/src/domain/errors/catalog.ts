// What each refusal says: what, where, and what to do. {names} are filled in; the Studio shows at most 190 characters.
export interface ErrorText {
	/** 400 malformed, 403 not you, 404 unknown or invisible, 409 not in this state, 422 against a rule. */
	readonly status: 400 | 403 | 404 | 409 | 422;
	readonly 'zh-CN': string;
	readonly 'en-US': string;
}

export const ERROR_TEXTS = {
	MALFORMED_REQUEST: {
		status: 400,
		'zh-CN': '请求格式有误：{problem}',
		'en-US': 'The request is malformed: {problem}',
	},
	DAYS_NOT_KEPT: {
		status: 409,
		'zh-CN':
			'服务器启动时没有载入日期处理，日期会存错，因此没有保存。请系统管理员按服务器日志中的提示设置 NODE_OPTIONS 后重新启动。',
		'en-US':
			'Directus was started without what keeps days right: nothing was saved. The administrator sets NODE_OPTIONS as the log says.',
	},
	KEY_USED_BEFORE: {
		status: 422,
		'zh-CN': '这次提交的编号已用于另一次提交，那次的内容已经保存。请刷新页面，找到已保存的记录再修改。',
		'en-US':
			'This key was used for another request, and what that asked was saved. Reload, find what was saved, and change that.',
	},
	CHANGED_MEANWHILE: {
		status: 409,
		'zh-CN': '{who}在您打开之后改动了{what}。没有保存，请刷新核对后再办。',
		'en-US': '{who} has changed {what} since you opened it. Nothing was saved; reload and look again.',
	},
	ALREADY_DONE: {
		status: 409,
		'zh-CN': '这次提交先前已经办成，没有重复办理。请刷新页面查看结果。',
		'en-US': 'This was done already when it was first sent; it was not done again. Reload to see the result.',
	},
	REQUEST_TOO_LARGE: {
		status: 400,
		'zh-CN': '一次要的内容太多：{what}，再重试。',
		'en-US': 'The request asks for too much: {what}, then try again.',
	},
	FILE_UNREADABLE: {
		status: 400,
		'zh-CN': '不能导入这个文件：{problem}',
		'en-US': 'The file cannot be imported: {problem}',
	},
	IMPORT_CHANGED: {
		status: 409,
		'zh-CN': '检查之后数据有了变动，结果与您看到的不同，一行也没有写入。请重新检查，核对后再导入。',
		'en-US':
			'Something has changed since the check: nothing was written. Check again, look at the result, then import.',
	},
	IMPORT_HAS_REFUSED: {
		status: 422,
		'zh-CN': '有 {count} 行有误，一行也没有写入。请改正后重新检查，或选择只导入通过的行。',
		'en-US': '{count} rows are refused: nothing was written. Correct them and check again, or import the others only.',
	},
	IMPORT_NOTHING: {
		status: 422,
		'zh-CN': '没有要新增或修改的行，未作任何改动。',
		'en-US': 'There is no row to create or to change; nothing was done.',
	},
	IMPORT_NOT_FOUND: {
		status: 404,
		'zh-CN': '没有 id 为 {id} 的导入记录，请刷新后重试。',
		'en-US': 'There is no import {id}; reload and try again.',
	},
	IMPORT_UNDONE: {
		status: 409,
		'zh-CN': '这次导入已经撤销，没有再次撤销。',
		'en-US': 'This import has been undone already.',
	},
	IMPORT_SETTLED: {
		status: 409,
		'zh-CN': '这次导入的材料中有 {count} 条已由他人核实或改动，不能整批撤销。请逐条办理。',
		'en-US':
			'{count} items of this import were verified or changed by others: it cannot be undone as a whole. Handle them one by one.',
	},
	UNKNOWN_COLUMN: {
		status: 400,
		'zh-CN': '列「{column}」不能导入：{problem}',
		'en-US': 'The column {column} cannot be imported: it {problem}',
	},
	MALFORMED_ROW: { status: 400, 'zh-CN': '第 {line} 行有误：{problem}', 'en-US': 'Line {line} {problem}' },
	SAME_IN_FILE: {
		status: 409,
		'zh-CN': '与本文件第 {line} {entry}重复，请只保留其中一个。',
		'en-US': 'Says the same as {entry} {line} of this file; keep one.',
	},
	IMPORT_REFUSED: {
		status: 422,
		'zh-CN': '共 {total} 行，{bad} 行有误，一行也没有写入：{rows}',
		'en-US': '{bad} of {total} rows are wrong; nothing was written: {rows}',
	},
	MISSING_VALUE: {
		status: 400,
		'zh-CN': '没有填写「{field}」。请填写后再保存。',
		'en-US': '{field} is missing. Fill it in and save again.',
	},
	MALFORMED_VALUE: {
		status: 400,
		'zh-CN': '「{field}」的值 {value} 有误：{problem}。请改正后再保存。',
		'en-US': '{field}, value {value}: {problem}. Correct it and save again.',
	},
	ASSESSMENT_NOT_FOUND: {
		status: 404,
		'zh-CN': '没有 id 为 {id} 的考核，请核对后重试。',
		'en-US': 'There is no assessment {id}; check the id and try again.',
	},
	VILLAGE_NOT_FOUND: {
		status: 404,
		'zh-CN': '没有 id 为 {id} 的村（社区），未作任何改动。',
		'en-US': 'There is no village {id}; nothing was changed.',
	},
	RULEBOOK_NOT_FOUND: {
		status: 404,
		'zh-CN': '没有 id 为 {id} 的考核细则，未作任何改动。',
		'en-US': 'There is no rulebook {id}; nothing was changed.',
	},
	SCORECARD_NOT_FOUND: {
		status: 404,
		'zh-CN': '没有 id 为 {id} 的评分表，请刷新后重新选择。',
		'en-US': 'There is no scorecard {id}; reload and choose again.',
	},
	CRITERION_NOT_FOUND: {
		status: 404,
		'zh-CN': '没有 id 为 {id} 的评分细则，请刷新后重新选择。',
		'en-US': 'There is no criterion {id}; reload and choose again.',
	},
	EVIDENCE_NOT_FOUND: {
		status: 404,
		'zh-CN': '没有 id 为 {id} 的考核材料，可能已被删除，请刷新后重试。',
		'en-US': 'There is no evidence item {id}; it may have been deleted. Reload and try again.',
	},
	WORKBOOK_TOO_LARGE: {
		status: 422,
		'zh-CN': '本次考核有 {count} 个村（社区），一个工作簿最多放 {most} 个。请改用“全部打包”，每村一个文件。',
		'en-US':
			'There are {count} villages; one workbook takes at most {most}. Take the zip, which has a file for each village.',
	},
	FORM_NOT_FOUND: {
		status: 404,
		'zh-CN': '没有 id 为 {id} 的表格，可能已停用或删除，请刷新后重试。',
		'en-US': 'There is no form {id}; it may be inactive or deleted. Reload and try again.',
	},
	FORM_UNUSABLE: {
		status: 422,
		'zh-CN': '不能用作本单位表格：{problem}',
		'en-US': 'The file cannot be used as a form: {problem}',
	},
	FORM_PLACEHOLDERS_UNKNOWN: {
		status: 422,
		'zh-CN': '{count} 个标记没有含义，请改正后再上传：{placeholders}',
		'en-US': 'Placeholders that mean nothing ({count}); correct them and upload again: {placeholders}',
	},
	COMPUTED_VALUE: {
		status: 403,
		'zh-CN': '得分由系统根据已核实的材料计算，不能手工填写（{where}）。请登记或更正考核材料，得分会自动更新。',
		'en-US':
			'Scores are computed from verified evidence and cannot be written ({where}). Change or add evidence; the score follows.',
	},
	INVALID_FACT: { status: 422, 'zh-CN': '{problem}', 'en-US': '{problem}' },
	INVALID_PERCENT: {
		status: 422,
		'zh-CN':
			'分子 {numerator}、分母 {denominator} 不能算出百分比：两者都应是不小于 0 的整数（不加逗号和单位），分母应大于 0。请改正后再保存。',
		'en-US':
			'{numerator} of {denominator} makes no per cent: both must be whole (no comma, no unit) and not ' +
			'below 0, the second above 0. Correct them and save again.',
	},
	NOT_A_PERCENT: {
		status: 422,
		'zh-CN': '细则 {code}「{fact}」不是部分占总数的比例，不能由两个数算出。请直接填写值，不填分子、分母。',
		'en-US':
			'Criterion {code}, {fact}, is no share of a whole: leave numerator and denominator empty and enter the value.',
	},
	INVALID_RULE: {
		status: 422,
		'zh-CN': '细则 {code} 的「{place}」有误：{what}{how}',
		'en-US': 'Criterion {code}, {place}: {what} {how}',
	},
	CRITERION_OF_OTHER_RULEBOOK: {
		status: 422,
		'zh-CN': '细则 {code} 不属于「{assessment}」所用的考核细则。请在本次考核的细则中重新选择。',
		'en-US': 'Criterion {code} is not in the rulebook of {assessment}. Choose one of this assessment’s criteria.',
	},
	OTHER_VILLAGE: {
		status: 403,
		'zh-CN': '只能报送本村（社区）的材料。请选择本村（社区）的评分表。',
		'en-US': 'You may send in evidence of your own village only. Choose your village’s scorecard.',
	},
	OFFICE_ONLY_FACT: {
		status: 403,
		'zh-CN': '「{fact}」只能由街道办事处录入。如需变更，请与办事处联系。',
		'en-US': '{fact} is entered by the office only. Ask the office to change it.',
	},
	EVIDENCE_COURSE: {
		status: 409,
		'zh-CN': '材料现为「{from}」，您不能把它改为「{to}」。{allowed}',
		'en-US': 'The item is “{from}”; you cannot make it “{to}”. {allowed}',
	},
	EVIDENCE_SETTLED: {
		status: 409,
		'zh-CN': '材料已核实，不能再修改或删除。如有错误，请由办事处退回并写明理由，再重新登记。',
		'en-US':
			'The item is verified and no longer changes. If it is wrong, the office returns it with a reason, and it is recorded anew.',
	},
	RETURNED_UNCHANGED: {
		status: 409,
		'zh-CN': '材料被退回后还没有改动，不能原样再次提交。请按退回理由修改或补充证明；如确认无误，请在说明中写明情况。',
		'en-US':
			'Nothing was changed since the item was returned. Correct it or add proof; if it is right as it is, ' +
			'say why in the note, then hand it in.',
	},
	NOT_OPEN_TO_YOU: {
		status: 403,
		'zh-CN': '只能删除本村（社区）的草稿和退回的材料。已提交的如需更正，请联系办事处退回。',
		'en-US':
			'You may delete only drafts and returned items of your village. To correct what was handed in, ask the office to return it.',
	},
	RETURN_REASON_MISSING: {
		status: 422,
		'zh-CN': '退回材料必须写明理由，请填写「退回理由」后再保存。',
		'en-US': 'An item is returned with a reason. Fill in the reason and save again.',
	},
	WAIVER_REASON_MISSING: {
		status: 422,
		'zh-CN': '按不适用处理必须写明理由，请在理由（说明）一栏写明后再保存。',
		'en-US': 'A waiver needs its reason. Fill in the note and save again.',
	},
	SECOND_PERSON: {
		status: 403,
		'zh-CN': '「不适用」须由录入人以外的另一名工作人员核实。{cure}',
		'en-US': 'A waiver is verified by someone other than its author. {cure}',
	},
	WRITTEN_BY_THE_SERVER: {
		status: 403,
		'zh-CN': '「{field}」由系统填写，不能手工录入。请去掉这一项后再保存。',
		'en-US': '{field} is written by the server. Leave it out and save again.',
	},
	ITEMS_DIFFER: {
		status: 409,
		'zh-CN': '所选材料情况不一（如有的已核实，或分母不同），不能一并修改。请去掉已核实的，或逐份修改。',
		'en-US':
			'The items chosen differ (one is verified already, or counts of another number) and cannot be ' +
			'changed together. Leave those out, or change them one by one.',
	},
	OUTSIDE_THE_YEAR: {
		status: 422,
		'zh-CN': '日期 {date} 不在考核年度 {year} 年内，请改正日期或选择正确年度的评分表。',
		'en-US':
			'The date {date} is not in the assessment’s year {year}. Correct the date, or choose the scorecard of the right year.',
	},
	DEADLINE_OUTSIDE_THE_YEAR: {
		status: 422,
		'zh-CN': '材料报送截止日期 {date} 不在考核年度 {year} 年内，请改正截止日期或考核年度。',
		'en-US': 'The submission deadline {date} is not in the assessment’s year {year}. Correct the deadline or the year.',
	},
	DAY_TO_COME: {
		status: 422,
		'zh-CN': '「{field}」{date} 还没有到（今天是 {today}）。{meant}请填写实际发生的日期。',
		'en-US': '{field}: {date} has not come yet (today is {today}). {meant}Enter the day on which it happened.',
	},
	INVALID_DATE: {
		status: 422,
		'zh-CN': '日期 {date} 无效，请按 年-月-日 填写，例如 {year}-05-03。',
		'en-US': 'The date {date} is not valid; write it as {year}-05-03.',
	},
	CASE_TWICE: {
		status: 409,
		'zh-CN':
			'「{case}」已登记过（{fact}，{date}，{status}，编号 {id}），同一问题只记一次。请核对，不是同一问题请换个名称。',
		'en-US':
			'“{case}” is on record already ({fact}, {date}, {status}, item {id}); a case counts once. If it is another case, name it differently.',
	},
	CASE_IS_ONE: {
		status: 422,
		'zh-CN': '写明了具体对象「{case}」的问题，值只能是 1。多个对象请逐个登记。',
		'en-US': 'A finding that names its case (“{case}”) has the value 1. Record each case by itself.',
	},
	CASE_OF_A_FINDING: {
		status: 422,
		'zh-CN': '「{fact}」不是按例扣分的事项，不填具体对象。请清空「具体对象」。',
		'en-US': '{fact} is no finding counted in cases; leave the case empty.',
	},
	ASSESSMENT_CLOSED: {
		status: 409,
		'zh-CN': '「{assessment}」现为「{status}」，{who}。如确需更正，请与办事处联系。',
		'en-US': '{assessment} is “{status}”: {who}. If a correction is needed, ask the office.',
	},
	STATUS_BY_TRANSITION: {
		status: 409,
		'zh-CN': '考核状态不能直接填写。请打开这次考核，在「考核进程」中办理下一步。',
		'en-US':
			'The status of an assessment is not written by hand. Open the assessment and take the next step under “Course of the year”.',
	},
	RULEBOOK_BY_MOVE: {
		status: 409,
		'zh-CN': '考核已有材料，不能直接更换细则。请打开这次考核，在「考核进程」中用「更换细则」办理，材料会一并转过去。',
		'en-US':
			'The assessment has evidence, so its rulebook is not changed here. Open it and choose “Move to ' +
			'another rulebook” under “Course of the year”: the evidence goes along.',
	},
	YEAR_PREPARED: {
		status: 409,
		'zh-CN': '{year} 年度的考核已经建立：「{title}」。请直接打开它，不必重复建立。',
		'en-US': 'The assessment of {year} is there already: “{title}”. Open it instead of preparing it again.',
	},
	YEAR_HAS_EVIDENCE: {
		status: 409,
		'zh-CN': '{year} 年的材料已按当年日期登记，不能再改考核年度。请另建所需年度的考核。',
		'en-US':
			'Evidence dated {year} is on record, so the year no longer changes. Make another assessment for the other year.',
	},
	RULEBOOK_FIXED: {
		status: 409,
		'zh-CN': '细则「{title}」{version} 已发布，不能再修改。请另建新版本（草稿），修改后发布。',
		'en-US':
			'The rulebook {title} {version} is published and no longer changes. Make a new version as a draft and publish that.',
	},
	RULEBOOK_NOT_PUBLISHED: {
		status: 409,
		'zh-CN': '细则「{title}」{version} 还是草稿，不能停用。请先发布，或直接删除草稿。',
		'en-US':
			'The rulebook {title} {version} is still a draft and cannot be retired. Publish it first, or delete the draft.',
	},
	CODE_TAKEN: {
		status: 409,
		'zh-CN': '{thing} {code} 已经有了，不能重复。请换一个编号，或直接修改已有的那一条。',
		'en-US': 'There is a {thing} {code} already. Choose another code, or edit the one that there is.',
	},
	NAME_TAKEN: {
		status: 409,
		'zh-CN': '「{name}」已有相同的一条（写法可能略有不同，或刚由他人登记），不能重复。请刷新后核对。',
		'en-US':
			'“{name}” is there already, perhaps in another spelling or recorded just now by somebody else. Reload and compare.',
	},
	PROOF_OF_A_RECORD: {
		status: 409,
		'zh-CN': '所属记录已核实或已锁定，其证明文件不能再增减。如需补充，请由办事处先退回该材料。',
		'en-US':
			'The record is verified or frozen: its files are neither added to nor taken away. To add to them, the office returns the item first.',
	},
	RULEBOOK_UNSOUND: {
		status: 422,
		'zh-CN': '细则不能发布，有 {number} 处须改正。{place}：{what}{how}',
		'en-US': 'The rulebook cannot be published; to be mended: {number}. {place}: {what} {how}',
	},
	IN_USE: {
		status: 409,
		'zh-CN': '不能删除{thing}：{used}。{cure}',
		'en-US': 'This {thing} cannot be deleted: {used}. {cure}',
	},
	EMPTY_FILE: {
		status: 422,
		'zh-CN': '「{file}」是空文件，没有内容。请重新选择文件后再上传。',
		'en-US': '{file} is empty. Choose the file again and upload it.',
	},
	FILE_KIND: {
		status: 422,
		'zh-CN':
			'「{file}」没有上传：{problem}。可以上传：照片（JPG、PNG、HEIC 等）、PDF、OFD、Word、Excel、PPT、WPS、TXT、CSV、ZIP，以及 MP3、M4A、MP4、MOV。',
		'en-US':
			'{file}: {problem}. Taken: photos (JPG, PNG, HEIC …), PDF, OFD, Word, Excel, PowerPoint, WPS, TXT, CSV, ZIP, MP3, M4A, MP4, MOV.',
	},
	FILE_TOO_LARGE: {
		status: 422,
		'zh-CN': '文件太大，最多 {megabytes} MB。请压缩或拆分后再上传。',
		'en-US': 'The file is too large: at most {megabytes} MB. Make it smaller and upload it again.',
	},
	PICTURE_TOO_LARGE: {
		status: 422,
		'zh-CN': '图片「{file}」为 {width}×{height} 像素，超过 {limit} 百万像素。请把图片缩小后再上传。',
		'en-US':
			'The picture {file} has {width} × {height} pixels, more than {limit} million. Make it smaller and upload it again.',
	},
	PROOF_FILE: {
		status: 409,
		'zh-CN': '文件「{file}」是考核材料或提案的证明，不能替换或删除。请另行上传新文件。',
		'en-US':
			'The file {file} is proof of an item or a proposal: it can be neither replaced nor deleted. Upload a new one.',
	},
	REFERENCE_UNKNOWN: {
		status: 400,
		'zh-CN': '{field}所选的记录不存在或已删除。请刷新页面，重新选择后保存。',
		'en-US': '{field} names a record that there is not, or no longer. Reload the page, choose again and save.',
	},
	CLERK_WITHOUT_VILLAGE: {
		status: 422,
		'zh-CN': '村（社区）填报员的账号必须有所属村（社区），否则什么也看不到。请选择「所属村（社区）」后再保存。',
		'en-US':
			'A village clerk’s account needs its village; without one its owner sees nothing. Choose the village and save again.',
	},
	FIXED_ROLE: {
		status: 409,
		'zh-CN': '系统的五个角色不能删除。不再需要的人员，请停用其账号。',
		'en-US': 'The five roles of the product cannot be deleted. Suspend the accounts that are no longer needed.',
	},
	REASON_OF_A_STEP: {
		status: 409,
		'zh-CN': '以“转为「…」”开头的评论是退回考核的理由，由系统写入，须保留原样。如需补充，请另写一条评论。',
		'en-US':
			'A comment that begins with “转为「…」” is the reason of a step back: the system writes it and it stays ' +
			'as it is. Write another comment to add to it.',
	},
	APPEAL_COURSE: {
		status: 409,
		'zh-CN': '申诉现为「{status}」，不能这样办理。新申诉由待答复开始，答复后不再改动；如有新情况，请另提申诉。',
		'en-US':
			'The appeal is “{status}”: this is not possible. An appeal begins open and stands once answered; for new facts, appeal anew.',
	},
	APPEAL_OPEN: {
		status: 409,
		'zh-CN': '对这一项已有待答复的申诉。请等待答复；需要补充的，可修改那份申诉，或先撤回再提。',
		'en-US':
			'An appeal against this is open already. Wait for its answer; to add to it, change that appeal, or withdraw it first.',
	},
	APPEAL_SUBJECT: {
		status: 422,
		'zh-CN': '申诉对象有误：{problem}。请改正后重试。',
		'en-US': 'What the appeal is about is wrong: {problem}. Correct it and try again.',
	},
	APPEAL_RESPONSE_MISSING: {
		status: 422,
		'zh-CN': '答复申诉须写明意见，请填写「答复」后再保存。',
		'en-US': 'An appeal is answered with a response. Fill it in and save again.',
	},
	TRANSITION_REFUSED: {
		status: 409,
		'zh-CN': '不能从「{from}」转为「{to}」：{obstacles}',
		'en-US': 'Cannot move from “{from}” to “{to}”: {obstacles}',
	},
	NOT_IN_THIS_STATE: {
		status: 409,
		'zh-CN': '考核现为「{status}」，不能办理此事。只能在{allowed}时办理。',
		'en-US': 'The assessment is “{status}”; this is possible only while {allowed}.',
	},
	ADJUSTMENT_NOT_FOUND: {
		status: 404,
		'zh-CN': '没有 id 为 {id} 的加分扣分提案。请刷新列表后重新选择。',
		'en-US': 'There is no bonus or penalty proposal {id}. Reload the list and choose again.',
	},
	DECISION_COURSE: {
		status: 409,
		'zh-CN': '提案现为「{status}」，不能{action}。{cure}',
		'en-US': 'The proposal is “{status}”; you cannot {action} now. {cure}',
	},
	LEADERS_VOTE: {
		status: 403,
		'zh-CN': '只有领导小组成员可以表决。',
		'en-US': 'Only members of the leadership group vote.',
	},
	NOT_ENTITLED: {
		status: 403,
		'zh-CN': '您不参加本提案的表决：{why}。',
		'en-US': 'You have no vote on this proposal: {why}.',
	},
	NOT_YOUR_PROPOSAL: {
		status: 403,
		'zh-CN': '只有起草人或提请人可以撤回提案。如需撤回，请与其联系。',
		'en-US': 'Only whoever wrote or proposed it withdraws it. Ask them.',
	},
	NOT_YOUR_DRAFT: {
		status: 403,
		'zh-CN': '只能修改或删除自己起草的提案。如需修改，请与起草人或办事处联系。',
		'en-US': 'You may change or delete only drafts of your own. Ask its author or the office.',
	},
	PROPOSAL_SETTLED: {
		status: 409,
		'zh-CN': '提案现为「{status}」，内容和附件不能再修改或删除。表决中的可以先撤回，再另行提出。',
		'en-US':
			'The proposal is “{status}”: neither it nor its files change any more. While it is being voted on it can be withdrawn and made anew.',
	},
	PROPOSAL_INCOMPLETE: {
		status: 422,
		'zh-CN': '提案还缺：{missing}。请补齐后再提请表决。',
		'en-US': 'The proposal lacks {missing}. Complete it, then propose it.',
	},
	NOT_DISCRETIONARY: {
		status: 422,
		'zh-CN': '细则 {code} 不是加分、扣分规定，不能在此提出。请选择加分规定或扣分规定。',
		'en-US': 'Criterion {code} is not for bonus or penalty. Choose the bonus or the penalty criterion.',
	},
	UNKNOWN_CATEGORY: {
		status: 422,
		'zh-CN': '细则 {code} 没有类别「{category}」，请重新选择：{allowed}。',
		'en-US': 'Criterion {code} has no category “{category}”. Choose one of: {allowed}.',
	},
	INVALID_OCCURRENCES: {
		status: 422,
		'zh-CN': '次数 {value} 有误：应为 1 至 {most} 的整数。请改正后再保存。',
		'en-US': 'Occurrences {value}: it must be a whole number from 1 to {most}. Correct it and save again.',
	},
	VILLAGE_TAKEN_OUT: {
		status: 409,
		'zh-CN':
			'{village}已不参加本次考核（理由：{reason}），不能再登记材料、提案或申诉。如需恢复，请由办事处在「考核进程」中办理。',
		'en-US':
			'{village} no longer takes part in the assessment ({reason}), so nothing is recorded for it. The ' +
			'office can bring it back under “Course of the year”.',
	},
	VILLAGES_PUBLICIZED: {
		status: 409,
		'zh-CN':
			'「{assessment}」已公示或定稿，其中的村（社区）此时不能合并、拆分或撤销变更。公示中的，请先撤回公示，或定稿后再办理。',
		'en-US':
			'{assessment} is publicized or final: its villages neither merge nor split now. Withdraw the notice first, or wait until it is final.',
	},
	VOTES_UNDER_WAY: {
		status: 409,
		'zh-CN': '有 {number} 件加分扣分提案正在表决，其村（社区）不能合并或拆分。请等表决结束，或先由提请人撤回。',
		'en-US':
			'{number} proposals are being voted on, so their village neither merges nor splits. Wait for the vote, or have them withdrawn.',
	},
	COLLISIONS_UNDECIDED: {
		status: 409,
		'zh-CN': '还有 {number} 处冲突没有决定：{first}等。请在预览中逐处选择怎样处理。未作任何改动。',
		'en-US': '{number} collisions are undecided, {first} among them. Decide each in the preview. Nothing was changed.',
	},
	COLLISION_UNKNOWN: {
		status: 409,
		'zh-CN': '冲突 {collision} 已不存在，情况可能已有变化。请重新预览后再办理。',
		'en-US': 'There is no collision {collision} any more. Look at the preview again.',
	},
	COLLISION_DECISION: {
		status: 422,
		'zh-CN': '{collision}不能这样处理：{problem}。请重新选择。',
		'en-US': '{collision} cannot be decided like this: {problem}. Choose again.',
	},
	SPLIT_SHARE: {
		status: 422,
		'zh-CN': '编号 {id} 的记录不属于「{village}」正在进行的考核，或者分给了两处。请刷新后重新分配。',
		'en-US':
			'The record {id} is none of {village} in an assessment that still changes, or it is shared out twice. Reload and choose again.',
	},
	SPLIT_INCOMPLETE: {
		status: 422,
		'zh-CN':
			'「{village}」撤销，须全部分出：还有材料 {items} 份、加分扣分和申诉 {others} 件、填报员 {accounts} 人没有去处。未作任何改动。',
		'en-US':
			'{village} ends, so all must be shared out: {items} items, {others} decisions and appeals, ' +
			'{accounts} accounts have no place yet. Nothing was changed.',
	},
	VILLAGE_CHANGE_NOT_FOUND: {
		status: 404,
		'zh-CN': '没有编号为 {id} 的合并或拆分，请刷新后重试。',
		'en-US': 'There is no merge or split {id}; reload and try again.',
	},
	VILLAGE_CHANGE_UNDONE: {
		status: 409,
		'zh-CN': '这次合并或拆分已经撤销，不能再次撤销。',
		'en-US': 'This merge or split has been undone already.',
	},
	VILLAGE_CHANGE_LATER: {
		status: 409,
		'zh-CN': '此后又有变更：{text}请先撤销后一次，再撤销这一次。',
		'en-US': 'Another change came later: {text} Undo that one first.',
	},
	VILLAGE_CHANGE_RECORDED: {
		status: 409,
		'zh-CN': '新设的村（社区）此后又登记了 {number} 条记录，不能撤销。请先退回、删除这些记录，或用「拆分」办理。',
		'en-US':
			'The new village has {number} records of its own since, so this cannot be undone. Remove those first, or use the split.',
	},
	VILLAGE_INACTIVE: {
		status: 409,
		'zh-CN': '{village}已停用，不能加入或恢复参加考核。如果它仍然存在，请先在「村（社区）」中启用。',
		'en-US':
			'{village} is inactive and neither joins an assessment nor comes back to it. Make it active first if it still exists.',
	},
	ELECTORATE_TOO_SMALL: {
		status: 422,
		'zh-CN':
			'起草人、提请人、包村领导须回避，可表决的领导小组成员只有 {count} 人，不足 2 人。请增补成员或由其他人提请。',
		'en-US':
			'Without author, proposer and liaison leader {count} members could vote; two are needed. Add members, or have somebody else propose it.',
	},
	SAME_EVENT: {
		status: 409,
		'zh-CN': '该村同日同类别已有提案（{status}，编号 {id}），同一件事只算一次。请核对；确属另一件事，请确认后再提请。',
		'en-US':
			'There is a proposal for this village, day and category ({status}, {id}); an event counts once. If ' +
			'it is another event, confirm it and propose again.',
	},
	REVOCATION_STANDS: {
		status: 422,
		'zh-CN': '撤销提案本身不能再撤销。如需恢复加分、扣分，请另行提出新提案。',
		'en-US': 'A revocation cannot be revoked. To restore the points, make a new proposal.',
	},
	REVOCATION_OPEN: {
		status: 409,
		'zh-CN': '本决定的撤销提案（编号 {id}）正在表决，请等待其结果。',
		'en-US': 'A revocation of this decision ({id}) is being voted on. Wait for its result.',
	},
	REASON_MISSING: {
		status: 422,
		'zh-CN': '请写明{action}的理由（reason）后再提交。',
		'en-US': 'Give the reason (`reason`) to {action}.',
	},
	DECISION_BY_ENDPOINT: {
		status: 403,
		'zh-CN': '「{field}」只能通过提请表决、表决、撤回、提请撤销办理，任何人都不能直接填写。请到“领导小组表决”办理。',
		'en-US':
			'{field} changes only by proposing, voting, withdrawing and revoking. Nobody writes it directly; use the leadership review.',
	},
	VOTES_ON_RECORD: {
		status: 403,
		'zh-CN': '表决记录不能直接增加、修改或删除。表决请到“领导小组表决”办理，改变意见可再次表决。',
		'en-US':
			'The record of votes cannot be written directly. Vote in the leadership review; to change your vote, vote again.',
	},
	NOT_ALLOWED: {
		status: 403,
		'zh-CN': '您的角色不能办理此事，请与办事处或管理员联系。',
		'en-US': 'Your role may not do this. Ask the office or an administrator.',
	},
} as const satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof ERROR_TEXTS;
