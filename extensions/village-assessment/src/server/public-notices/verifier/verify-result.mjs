#!/usr/bin/env node
// Checks a published result of a village assessment: sums, ranks and digest. One file, no other files, no network, no server.
//
//   node verify-result.mjs result.json [earlier.json …]
//
// Each file is the JSON of a public notice. With an earlier notice of the same assessment beside it, the list of corrections
// is checked, too. Exit code 0: all fits; 1: something does not; 2: a file cannot be read. docs/digest.md describes the form.
// 核对公布的考核结果：合计、名次和校验码。只有这一个文件，不联网，不需要服务器。

const FORMAT = 'village-assessment-result/2';

/**
 * Everything that does not fit, each in both languages; none when all fits.
 * @param {any} result one published result
 * @param {any[]} [others] further ones of the same assessment
 * @returns {Promise<{zh: string, en: string}[]>}
 */
export async function problemsOf(result, others = []) {
	if (result?.format !== FORMAT || result?.document?.format !== FORMAT)
		return [{ zh: `这不是 ${FORMAT} 格式的考核结果。`, en: `This is no result in the form ${FORMAT}.` }];
	const problems = [];
	const add = (zh, en) => problems.push({ zh, en });
	try {
		const digest = await sha256(canonical(result.document));
		if (digest !== result.digest)
			add(
				`校验码不符：文件写明 ${result.digest}，按内容算得 ${digest}。`,
				`The digest does not fit: the file says ${result.digest}, its content gives ${digest}.`,
			);
		checkVillages(result.document, add);
		checkRanks(result.document, add);
		const earlier = others
			.filter((one) => one?.document?.assessment?.id === result.document.assessment.id)
			.filter((one) => one.notice.number < result.notice.number)
			.sort((a, b) => b.notice.number - a.notice.number)[0];
		if (earlier !== undefined && earlier.notice.number === result.notice.number - 1)
			checkCorrections(earlier, result, add);
	} catch (error) {
		add(`文件内容不完整：${String(error)}`, `The file is not complete: ${String(error)}`);
	}
	return problems;
}

function checkVillages({ rulebook, villages }, add) {
	const rules = new Map(rulebook.criteria.map((rule) => [rule.code, rule]));
	for (const village of villages) {
		const sums = { base: 0n, bonus: 0n, penalty: 0n, open: 0n };
		const seen = new Set();
		for (const line of village.lines) {
			const rule = rules.get(line.criterion);
			if (rule === undefined || seen.has(line.criterion)) {
				add(
					`${village.name}：细则 ${line.criterion} 不在考核细则中，或重复。`,
					`${village.name}: ${line.criterion} is not in the rulebook, or stands twice.`,
				);
				continue;
			}
			seen.add(line.criterion);
			const [awarded, attainable, points] = [line.awarded, line.attainable, rule.points].map(units);
			const [least, most] = points < 0n ? [points, 0n] : [0n, points];
			if (awarded < least || attainable > most || awarded > attainable)
				add(
					`${village.name}：细则 ${line.criterion} 得 ${line.awarded} 分，超出 ${rule.points} 分的范围。`,
					`${village.name}: ${line.criterion} has ${line.awarded} of ${rule.points} points.`,
				);
			sums.open += attainable - awarded;
			if (rule.method !== 'discretionary') sums.base += awarded;
			else if (points < 0n) sums.penalty -= awarded;
			else sums.bonus += awarded;
		}
		for (const code of rules.keys())
			if (!seen.has(code)) add(`${village.name}：缺细则 ${code}。`, `${village.name}: ${code} is missing.`);
		const total = sums.base + sums.bonus - sums.penalty;
		compare(village, '基础分', 'base points', village.base_points, sums.base, add);
		compare(village, '加分', 'bonus', village.bonus_points, sums.bonus, add);
		compare(village, '扣分', 'penalty', village.penalty_points, sums.penalty, add);
		compare(village, '总分', 'total', village.total, total, add);
		compare(village, '可得最高分', 'attainable total', village.attainable, total + sums.open, add);
	}
}

function compare(village, zh, en, stated, computed, add) {
	if (units(stated) === computed) return;
	add(
		`${village.name}：${zh}写明 ${stated}，按各项算得 ${decimal(computed)}。`,
		`${village.name}: the ${en} is said to be ${stated}, the lines give ${decimal(computed)}.`,
	);
}

function checkRanks({ villages }, add) {
	for (const village of villages) {
		const rank = 1 + villages.filter((other) => units(other.total) > units(village.total)).length;
		if (village.rank !== rank)
			add(
				`${village.name}：名次写明 ${village.rank}，按总分应为 ${rank}。`,
				`${village.name}: the rank is said to be ${village.rank}, the totals give ${rank}.`,
			);
	}
}

function checkCorrections(earlier, result, add) {
	const listed = new Set(
		result.corrections.map((one) => [one.village, one.criterion, one.field, one.before, one.after].join('\u0000')),
	);
	const changed = new Set();
	for (const village of result.document.villages) {
		const was = earlier.document.villages.find(({ id }) => id === village.id);
		if (was === undefined) continue;
		const note = (criterion, field, before, after) => {
			if (before !== after) changed.add([village.name, criterion, field, before, after].join('\u0000'));
		};
		for (const line of village.lines) {
			const old = was.lines.find(({ criterion }) => criterion === line.criterion);
			if (old !== undefined) note(line.criterion, 'points', old.awarded, line.awarded);
		}
		note(null, 'total', was.total, village.total);
		note(null, 'rank', String(was.rank ?? ''), String(village.rank ?? ''));
	}
	const shown = (key) => key.split('\u0000').filter(Boolean).join(' ');
	for (const key of changed)
		if (!listed.has(key)) add(`更正中没有写明：${shown(key)}`, `Not listed among the corrections: ${shown(key)}`);
	for (const key of listed)
		if (!changed.has(key))
			add(`更正与两次公示不符：${shown(key)}`, `Listed as corrected, but the notices differ otherwise: ${shown(key)}`);
}

/** Decimals as whole numbers of a millionth, so that sums are exact. */
function units(text) {
	const parts = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(String(text));
	if (parts === null) throw new Error(`${text} is no number`);
	const value = BigInt(parts[2] + (parts[3] ?? '').padEnd(6, '0'));
	return parts[1] === '-' ? -value : value;
}

function decimal(value) {
	const digits = String(value < 0n ? -value : value).padStart(7, '0');
	const text = `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
	return value < 0n ? `-${text}` : text;
}

/** JSON without blanks, keys in order of their code units (RFC 8785 for texts, whole numbers, true, false and null). */
function canonical(value) {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const keys = Object.keys(value).sort();
	return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

async function sha256(text) {
	const bytes = await globalThis.crypto.subtle.digest('SHA-256', new globalThis.TextEncoder().encode(text));
	return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function main(files) {
	const { readFile } = await import('node:fs/promises');
	if (files.length === 0) {
		console.error('用法 · usage: node verify-result.mjs result.json [earlier.json …]');
		return 2;
	}
	const results = [];
	for (const file of files) {
		try {
			results.push(JSON.parse(await readFile(file, 'utf8')));
		} catch (error) {
			console.error(`${file}：无法读取 · cannot be read: ${error.message}`);
			return 2;
		}
	}
	let code = 0;
	for (const [index, result] of results.entries()) {
		const problems = await problemsOf(result, results);
		for (const { zh, en } of problems) console.log(`${files[index]}：${zh}\n  ${en}`);
		if (problems.length > 0) code = 1;
		else
			console.log(
				`${files[index]}：合计、名次、校验码全部相符 · sums, ranks and digest fit（${result.document.assessment.title}，${result.document.villages.length}）`,
			);
	}
	return code;
}

const isProgram =
	typeof process !== 'undefined' &&
	process.argv[1] !== undefined &&
	import.meta.url === (await import('node:url')).pathToFileURL(process.argv[1]).href;
if (isProgram) process.exitCode = await main(process.argv.slice(2));
