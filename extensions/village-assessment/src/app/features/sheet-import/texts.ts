import type { Texts } from '#app/shared/texts.ts';

export const TEXTS = {
	title: { 'zh-CN': '导入表格', 'en-US': 'Import a sheet' },
	about: {
		'zh-CN':
			'把 Excel 或 CSV 表格里的材料成批登记。系统先检查并列出每一行的结果，您确认后才写入；同一份表再导入一次不会重复登记。',
		'en-US':
			'Record evidence from an Excel or CSV sheet. Every row is checked and shown first; nothing is written before ' +
			'you confirm, and the same sheet twice records nothing twice.',
	},
	new: { 'zh-CN': '导入', 'en-US': 'Import' },
	past: { 'zh-CN': '导入记录', 'en-US': 'Past imports' },
	which: { 'zh-CN': '导入或查看记录', 'en-US': 'Import, or past imports' },
	no_assessment: { 'zh-CN': '还没有考核。', 'en-US': 'There is no assessment yet.' },
	closed: {
		'zh-CN': '“{title}”{status}，现在不能登记材料。',
		'en-US': '{title} is {status}: nothing is recorded now.',
	},

	template: { 'zh-CN': '下载模板', 'en-US': 'Download the template' },
	template_about: {
		'zh-CN': '模板里有本次考核的村、细则和事项的下拉列表。自己的表格也可以直接导入，只要有村、细则和数值。',
		'en-US':
			'The template has lists of this assessment’s villages, criteria and facts. A sheet of your own will do, ' +
			'if it has village, criterion and value.',
	},
	record_as: { 'zh-CN': '新材料登记为', 'en-US': 'Record new items as' },
	status_draft: { 'zh-CN': '草稿', 'en-US': 'drafts' },
	status_submitted: { 'zh-CN': '已提交，等待核实', 'en-US': 'submitted, to be verified' },
	status_verified: { 'zh-CN': '已核实，立即计分', 'en-US': 'verified, counting at once' },
	drop: { 'zh-CN': '把表格拖到这里，或', 'en-US': 'Drop the sheet here, or' },
	choose: { 'zh-CN': '选择文件', 'en-US': 'choose a file' },
	kinds: {
		'zh-CN': 'Excel（新旧格式均可）或 CSV 文件，不超过 20 MB、10000 行',
		'en-US': '.xlsx, .xls, .csv; up to 20 MB and 10,000 rows',
	},
	too_large: {
		'zh-CN': '文件超过 20 MB。请只保留要导入的表格，或分成几个文件。',
		'en-US': 'The file is larger than 20 MB. Keep only the rows to import, or split it.',
	},
	other_file: { 'zh-CN': '换一个文件', 'en-US': 'Another file' },

	step_sending: { 'zh-CN': '正在上传…', 'en-US': 'Sending…' },
	step_reading: { 'zh-CN': '正在读取表格…', 'en-US': 'Reading the sheet…' },
	step_checking: { 'zh-CN': '正在检查：{done} / {of} 行', 'en-US': 'Checking row {done} of {of}' },
	step_writing: { 'zh-CN': '正在写入：{done} / {of} 行', 'en-US': 'Writing row {done} of {of}' },
	cancel: { 'zh-CN': '取消', 'en-US': 'Cancel' },

	columns: { 'zh-CN': '认不出的列', 'en-US': 'Columns that are not known' },
	columns_about: {
		'zh-CN': '请指明这些列是什么，以后遇到同样的列名会自动识别。不指明的列不导入。',
		'en-US': 'Say what they are; the same headings are known the next time. What stays open is not imported.',
	},
	column: { 'zh-CN': '{letter} 列「{heading}」', 'en-US': 'Column {letter} “{heading}”' },
	no_heading: { 'zh-CN': '（无列名）', 'en-US': '(no heading)' },
	sample: { 'zh-CN': '例如：{sample}', 'en-US': 'e.g. {sample}' },
	not_imported: { 'zh-CN': '不导入', 'en-US': 'not imported' },
	unsaid: { 'zh-CN': '请选择', 'en-US': 'Choose' },
	apply: { 'zh-CN': '按此重新检查', 'en-US': 'Check again like this' },
	missing: {
		'zh-CN': '缺少必需的列：{fields}。请在下面指明，或在表格中补上。',
		'en-US': 'Columns are missing: {fields}. Say below which they are, or add them.',
	},
	mapping_changed: { 'zh-CN': '更改列的对应', 'en-US': 'Change the columns' },
	sheets_left_out: { 'zh-CN': '没有读取的工作表：{names}', 'en-US': 'Sheets that were not read: {names}' },

	outcomes: { 'zh-CN': '按结果筛选', 'en-US': 'Filter by outcome' },
	outcome_all: { 'zh-CN': '全部', 'en-US': 'all' },
	outcome_create: { 'zh-CN': '新增', 'en-US': 'create' },
	outcome_change: { 'zh-CN': '修改', 'en-US': 'change' },
	outcome_unchanged: { 'zh-CN': '未变', 'en-US': 'unchanged' },
	outcome_refused: { 'zh-CN': '有误', 'en-US': 'refused' },
	line: { 'zh-CN': '第 {line} 行', 'en-US': 'Line {line}' },
	sheet_line: { 'zh-CN': '{sheet} 第 {line} 行', 'en-US': '{sheet}, line {line}' },
	cell: { 'zh-CN': '{column} 列「{heading}」', 'en-US': 'column {column} “{heading}”' },
	whole_row: { 'zh-CN': '整行', 'en-US': 'the row' },
	allowed: { 'zh-CN': '可填：', 'en-US': 'It may be: ' },
	more: { 'zh-CN': '再显示 {count} 行', 'en-US': 'Show {count} more' },
	rows_left_out: {
		'zh-CN': '另有 {count} 行未在此列出，下载检查结果可以看到全部。',
		'en-US': '{count} more rows are not listed here; the checked file has all.',
	},
	no_rows: { 'zh-CN': '没有这样的行。', 'en-US': 'There are no such rows.' },
	skipped: {
		'zh-CN': '另有 {count} 行合计或说明，未读取。',
		'en-US': '{count} rows are sums or remarks and were not read.',
	},
	download_refused: { 'zh-CN': '下载有误的行', 'en-US': 'Download the refused rows' },
	download_all: { 'zh-CN': '下载检查结果', 'en-US': 'Download the checked file' },
	download_about: {
		'zh-CN': '下载的表格与原表列相同，另加原因一列，改好后可直接再导入。',
		'en-US': 'It has the same columns and the reasons beside them; correct it and import it again.',
	},

	effects: { 'zh-CN': '对各村得分的影响', 'en-US': 'What it does to the scores' },
	effects_about: { 'zh-CN': '这些材料全部核实后：', 'en-US': 'Once all of it is verified:' },
	village: { 'zh-CN': '村（社区）', 'en-US': 'Village' },
	rows: { 'zh-CN': '行数', 'en-US': 'Rows' },
	certain: { 'zh-CN': '已得分', 'en-US': 'Certain' },
	attainable: { 'zh-CN': '最高可得分', 'en-US': 'Attainable' },

	import_all: { 'zh-CN': '导入 {count} 行', 'en-US': 'Import {count} rows' },
	import_good: { 'zh-CN': '只导入通过的 {count} 行', 'en-US': 'Import only the {count} good rows' },
	nothing: { 'zh-CN': '没有要新增或修改的行。', 'en-US': 'There is nothing to create or to change.' },
	refused_stop: {
		'zh-CN': '有 {count} 行有误。请改正表格后重新选择，或只导入通过的行。',
		'en-US': '{count} rows are refused. Correct the sheet and choose it again, or import the good rows only.',
	},
	confirm: { 'zh-CN': '确认导入', 'en-US': 'Import' },
	confirm_text: {
		'zh-CN':
			'将新增 {create} 条、修改 {change} 条材料，登记为“{status}”。全部写入，或在有变动时一条也不写。之后可以在“导入记录”中整批撤销。',
		'en-US':
			'{create} items will be created and {change} changed, recorded as {status}: all of them, or none ' +
			'if something has changed. It can be undone as a whole under Past imports.',
	},
	confirm_left_out: { 'zh-CN': '有误的 {count} 行不导入。', 'en-US': 'The {count} refused rows are left out.' },
	imported: {
		'zh-CN': '已导入：新增 {create} 条，修改 {change} 条，未变 {unchanged} 条，未导入 {refused} 条。',
		'en-US': 'Imported: {create} created, {change} changed, {unchanged} unchanged, {refused} left out.',
	},
	next_file: { 'zh-CN': '再导入一个文件', 'en-US': 'Import another file' },

	no_imports: { 'zh-CN': '还没有导入过表格。', 'en-US': 'No sheet has been imported yet.' },
	by: { 'zh-CN': '{who}，{day}', 'en-US': '{who}, {day}' },
	somebody: { 'zh-CN': '（账号已删除）', 'en-US': '(account deleted)' },
	counts: {
		'zh-CN': '新增 {created} · 修改 {changed} · 未变 {unchanged} · 未导入 {left_out}',
		'en-US': '{created} created · {changed} changed · {unchanged} unchanged · {left_out} left out',
	},
	undo: { 'zh-CN': '整批撤销', 'en-US': 'Undo' },
	undo_of: { 'zh-CN': '撤销导入“{name}”', 'en-US': 'Undo the import of {name}' },
	undo_text: {
		'zh-CN':
			'这次导入新增的材料将删除，修改的材料将恢复原来的内容，得分随即重算。其中有材料已由他人核实或改动的，不能撤销。',
		'en-US':
			'What it created is deleted, what it changed says again what it said, and scores follow. ' +
			'It is refused where others have verified or changed some of it.',
	},
	was_undone: { 'zh-CN': '已撤销', 'en-US': 'undone' },
	undone: {
		'zh-CN': '已撤销：删除 {deleted} 条，恢复 {restored} 条。',
		'en-US': 'Undone: {deleted} deleted, {restored} restored.',
	},
} as const satisfies Texts;
