import type { Texts } from '#app/shared/texts.ts';

export const TEXTS = {
	unsaved: { 'zh-CN': '保存后即可办理考核进程。', 'en-US': 'The course of the year starts once this is saved.' },
	steps: { 'zh-CN': '考核进程', 'en-US': 'Course of the year' },
	here: { 'zh-CN': '当前', 'en-US': 'now' },
	deadline: { 'zh-CN': '材料报送截止 {date}', 'en-US': 'Evidence due {date}' },
	publicity: { 'zh-CN': '公示期：{from} 至 {to}', 'en-US': 'Public notice: {from} to {to}' },
	notice_left: { 'zh-CN': '还有 {days} 个{kind}', 'en-US': '{days} {kind} left' },
	no_deadline: { 'zh-CN': '未设材料报送截止日期', 'en-US': 'no deadline for evidence' },
	no_deadline_warning: {
		'zh-CN':
			'还没有设定材料报送截止日期：填报员不会收到提醒，逾期提交也无从标明。可以先取消，在本页下方填写并保存后再开始。',
		'en-US':
			'There is no submission deadline: clerks are not reminded, and what comes late cannot be ' +
			'marked. Cancel and fill it in first if there is to be one.',
	},
	no_holidays: {
		'zh-CN': '还没有录入 {year} 年的节假日，暂按周一至周五计算。',
		'en-US': 'No holidays of {year} are entered; Monday to Friday are counted for now.',
	},
	notice_over: { 'zh-CN': '公示期已满', 'en-US': 'the notice is over' },
	why_back: { 'zh-CN': '{at} 退回到“{status}”，理由：{reason}', 'en-US': 'Taken back to {status} on {at}: {reason}' },
	sealed: { 'zh-CN': '结果已封存，校验码 {digest}', 'en-US': 'The result is sealed, digest {digest}' },
	not_yours: { 'zh-CN': '“{step}”由{who}办理。', 'en-US': '“{step}” is for {who}.' },
	who_office: { 'zh-CN': '街道扶贫办', 'en-US': 'the office' },
	who_leader: { 'zh-CN': '领导小组成员', 'en-US': 'the leadership group' },
	final: { 'zh-CN': '考核已定稿，不再变动。', 'en-US': 'The assessment is final.' },
	reason: { 'zh-CN': '理由（必填，存入考核的备注）', 'en-US': 'Reason (required; kept among the comments)' },
	online: { 'zh-CN': '网上公示', 'en-US': 'Public notice online' },
	online_now: {
		'zh-CN': '任何人不用登录即可查阅名次、各项得分和加减分结果，不含个人、户名、附件和备注：',
		'en-US':
			'Anyone may read ranks, score sheets and results of decisions without an account; no persons, cases, files or notes:',
	},
	online_later: {
		'zh-CN': '公示后，任何人可在这个网址查阅结果：',
		'en-US': 'Once published, anyone may read the result here:',
	},
	online_off: {
		'zh-CN': '没有在网上公示。在本页下方开启“网上公示”并保存后，任何人不用登录即可查阅公示的结果。',
		'en-US': 'Not online. Switch it on below and save: then anyone may read the published result without an account.',
	},
	next_year: { 'zh-CN': '下一年度', 'en-US': 'The next year' },
	next_year_about: {
		'zh-CN': '用本次考核的细则、设置和村（社区）名单建立 {year} 年度考核，目标值作为草稿带过去，供核对。',
		'en-US':
			'Prepares {year} with the rulebook, settings and villages of this assessment; targets go along as drafts to be checked.',
	},
	next_year_prepare: { 'zh-CN': '准备 {year} 年度考核', 'en-US': 'Prepare {year}' },
	next_year_will: {
		'zh-CN': '将建立 {year} 年度考核（筹备中）。本次考核不受影响；新考核在开始收集材料前都可以修改。',
		'en-US':
			'An assessment of {year} is prepared. This one stays as it is; the new one can be changed until collecting starts.',
	},
	next_year_done: {
		'zh-CN': '{year} 年度考核已建立：{villages} 个村（社区），{targets} 个目标值草稿。',
		'en-US': '{year} is prepared: {villages} villages, {targets} targets as drafts.',
	},
	next_year_missing: { 'zh-CN': '开始前还需要：', 'en-US': 'Before it begins:' },
	next_year_open: { 'zh-CN': '打开新的考核', 'en-US': 'Open the new assessment' },
	missing_rulebook: {
		'zh-CN': '原细则已停用，且没有已发布的新版本：请先发布细则，再更换。',
		'en-US': 'The rulebook is retired and no newer version is published: publish one and move to it.',
	},
	missing_deadline: { 'zh-CN': '设定材料报送截止日期。', 'en-US': 'Set the deadline for evidence.' },
	missing_holidays: { 'zh-CN': '录入该年度的节假日和调休。', 'en-US': 'Enter the holidays of the year.' },
	missing_clerk: {
		'zh-CN': '{n} 个村（社区）没有填报员账号：{villages}',
		'en-US': '{n} villages have no clerk: {villages}',
	},
	missing_targets: {
		'zh-CN': '{n} 个村（社区）没有目标值：{villages}',
		'en-US': '{n} villages have no target: {villages}',
	},
	missing_new: { 'zh-CN': '{n} 个村（社区）是新参加的：{villages}', 'en-US': '{n} villages are new: {villages}' },
	missing_gone: {
		'zh-CN': '{n} 个村（社区）不再参加：{villages}',
		'en-US': '{n} villages no longer take part: {villages}',
	},
	unmet_conditions: { 'zh-CN': '还不能办理：', 'en-US': 'What stands in the way:' },
	more: { 'zh-CN': '其余 {n} 项', 'en-US': '{n} more' },
	not_listed: { 'zh-CN': '另有 {n} 项未列出', 'en-US': 'and {n} that are not listed' },
	record: { 'zh-CN': '记录 {n}', 'en-US': 'record {n}' },

	to_collecting: { 'zh-CN': '开始收集材料', 'en-US': 'Start collecting' },
	to_reviewing: { 'zh-CN': '结束收集，开始复核', 'en-US': 'Close collection, start the review' },
	to_publicized: { 'zh-CN': '公示', 'en-US': 'Publish' },
	to_final: { 'zh-CN': '定稿', 'en-US': 'Make it final' },
	back_to_collecting: { 'zh-CN': '退回收集材料', 'en-US': 'Back to collecting' },
	back_to_reviewing: { 'zh-CN': '撤回公示，重新复核', 'en-US': 'Withdraw the notice, review again' },
	will_preparing_collecting: {
		'zh-CN': '各村（社区）填报员即可报送材料。',
		'en-US': 'The clerks of the villages can hand in evidence.',
	},
	will_collecting_reviewing: {
		'zh-CN': '填报员不能再报送或修改材料，由街道扶贫办继续核实和补录。',
		'en-US': 'Clerks can no longer hand in or change evidence; the office goes on verifying and recording.',
	},
	unsent: {
		'zh-CN': '尚未提交的材料：草稿 {draft} 条，退回待改 {returned} 条。结束收集后，填报员不能再提交。',
		'en-US': 'Not handed in yet: {draft} drafts, {returned} returned items. Clerks cannot hand them in afterwards.',
	},
	will_reviewing_collecting: {
		'zh-CN': '各村（社区）填报员又可以报送和修改材料。',
		'en-US': 'Clerks can hand in and change evidence again.',
	},
	will_reviewing_publicized: {
		'zh-CN': '成绩和名次即行锁定，从今天起公示 {notice}，至 {until}；公示期间村（社区）可以申诉。',
		'en-US':
			'Scores and ranks are locked and published for {notice} from today, until {until}; villages can appeal meanwhile.',
	},
	will_publicized_reviewing: {
		'zh-CN': '公示作废，成绩恢复可改；改正后须重新公示 {notice}。',
		'en-US': 'The notice is void and scores can change again; afterwards they are published anew for {notice}.',
	},
	will_publicized_final: {
		'zh-CN': '材料、加减分和成绩全部冻结并封存，此后任何人不能再改。',
		'en-US': 'Evidence, decisions and scores are frozen and sealed; nobody can change them afterwards.',
	},

	villages: { 'zh-CN': '参加考核的村（社区）', 'en-US': 'Villages taking part' },
	taking_part: { 'zh-CN': '{n} 个参加', 'en-US': '{n} take part' },
	out_count: { 'zh-CN': '{n} 个不参加', 'en-US': '{n} do not' },
	not_in: { 'zh-CN': '尚未加入的村（社区）', 'en-US': 'Villages not yet in' },
	enrol: { 'zh-CN': '加入考核（{n}）', 'en-US': 'Add ({n})' },
	enrolled: { 'zh-CN': '已加入 {n} 个村（社区）。', 'en-US': '{n} villages added.' },
	take_out: { 'zh-CN': '不再参加', 'en-US': 'Take out' },
	take_out_of: { 'zh-CN': '{village}不再参加本次考核', 'en-US': 'Take {village} out of the assessment' },
	will_take_out: {
		'zh-CN':
			'已登记的材料和得分保留，但不再排名，未核实、未评完的也不影响公示；未决的加分扣分和申诉仍须办理。以后可以恢复。',
		'en-US':
			'What is recorded stays, but the village has no rank, and what is not verified or assessed no ' +
			'longer holds up the notice; open proposals and appeals still do. It can be brought back.',
	},
	take_out_reason: { 'zh-CN': '理由（必填，评分表上可见）', 'en-US': 'Reason (required; shown on the score sheet)' },
	bring_back: { 'zh-CN': '恢复参加', 'en-US': 'Bring back' },
	bring_back_of: { 'zh-CN': '恢复{village}参加考核', 'en-US': 'Bring {village} back' },
	will_bring_back: {
		'zh-CN': '该村（社区）重新参加排名，原理由不再显示。',
		'en-US': 'The village is ranked again; the reason is no longer shown.',
	},
	taken_out: { 'zh-CN': '不参加：{reason}', 'en-US': 'Does not take part: {reason}' },
	idle: {
		'zh-CN': '该村（社区）已停用，仍参加考核和排名。如已撤并，请点“不再参加”。',
		'en-US': 'Inactive, and still takes part. Take it out if it no longer exists.',
	},
	all_in: { 'zh-CN': '在用的村（社区）都已加入。', 'en-US': 'All active villages are in.' },

	rulebook: { 'zh-CN': '考核细则', 'en-US': 'Rulebook' },
	rulebook_of: { 'zh-CN': '{title}（{version} 版）', 'en-US': '{title} (version {version})' },
	draft: { 'zh-CN': '草稿', 'en-US': 'draft' },
	new_rulebook: { 'zh-CN': '换成', 'en-US': 'Change to' },
	choose: { 'zh-CN': '选择细则', 'en-US': 'Choose a rulebook' },
	move: { 'zh-CN': '更换细则', 'en-US': 'Change the rulebook' },
	will_move: {
		'zh-CN':
			'材料、加减分和申诉按细则编号转到“{title}”，全部成绩随即重算。已有材料的细则若在新版本中没有，则不作任何改动。',
		'en-US':
			'Evidence, decisions and appeals are carried over to {title} by criterion code and every score ' +
			'is computed anew. If a criterion in use is not in it, nothing is changed.',
	},
	moved: {
		'zh-CN': '已更换细则，转移记录 {n} 条。',
		'en-US': 'The rulebook was changed; {n} records were carried over.',
	},
	no_other: { 'zh-CN': '没有其他可用的细则。', 'en-US': 'There is no other rulebook.' },

	check: { 'zh-CN': '核对成绩', 'en-US': 'Check the scores' },
	check_hint: {
		'zh-CN': '按已核实的材料重新计算全部得分，与系统所存逐项比对，只查不改。',
		'en-US': 'Computes every score anew from the verified evidence and compares; changes nothing.',
	},
	check_equal: {
		'zh-CN': '已核对 {cards} 张评分表、{lines} 项得分，全部一致。',
		'en-US': '{cards} score sheets with {lines} lines checked: all equal.',
	},
	check_waiting: {
		'zh-CN': '另有 {n} 张评分表正在重算，请稍后再核对。',
		'en-US': '{n} more are being computed; check again in a moment.',
	},
	check_differs: {
		'zh-CN': '已核对 {cards} 张评分表、{lines} 项得分，有 {n} 处不一致，请与管理员联系：',
		'en-US': '{cards} score sheets with {lines} lines checked; {n} values differ. Tell the administrator:',
	},
	difference: {
		'zh-CN': '{label}{criterion}：所存 {stored}，应为 {computed}',
		'en-US': '{label}{criterion}: stored {stored}, should be {computed}',
	},
} as const satisfies Texts;
