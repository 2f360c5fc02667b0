// The names and numbers in what somebody wrote as one case.

const HAN_NAME = /^\p{Script=Han}[\p{Script=Han}·•]{1,5}$/u;
/** What stands in brackets describes the name before it, and is not divided. */
const IN_BRACKETS = /[（(【[][^）)】\]]*[）)】\]]/g;
const HELD = '\uE000';
/** The rest of a list that is not written out: 等, 等人, 等3户. */
const AND_OTHERS = /\s*等\s*(?:\p{N}+|[一二两三四五六七八九十百]+|多|若干)?\s*余?\s*[\p{Script=Han}]{0,2}\s*$/u;

/** The names that a case lists, at least two; else none. */
export function splitNames(text: string): readonly string[] {
	const held: string[] = [];
	const plain = text
		.trim()
		.replace(IN_BRACKETS, (part) => `${HELD}${held.push(part) - 1}${HELD}`)
		.replace(AND_OTHERS, '');
	const parts = byList(plain) ?? byWord(plain) ?? byBlank(plain) ?? [];
	const names = parts.map((part) =>
		part.replace(new RegExp(`${HELD}(\\d+)${HELD}`, 'g'), (_, index: string) => held[Number(index)] ?? '').trim(),
	);
	return new Set(names).size < 2 ? [] : [...new Set(names)];
}

const asList = (parts: readonly string[]): readonly string[] | null => {
	const named = parts.map((part) => part.trim()).filter((part) => part !== '');
	return named.length < 2 ? null : named;
};

/** 张三、李四；王五. A comma or a stroke between digits is none. */
function byList(text: string): readonly string[] | null {
	const parts = asList(text.split(/[、，,；;\n\r|]|(?<!\d)[/／+＋&＆]|[/／+＋&＆](?!\d)/));
	return parts === null ? null : parts.flatMap((part) => byWord(part) ?? byBlank(part) ?? [part]);
}

/** 张三和李四: a word that is also part of names divides only what are two names. */
function byWord(text: string): readonly string[] | null {
	for (const word of ['以及', '和', '与', '及', '跟', '同']) {
		const parts = asList(text.split(word));
		if (parts?.length === 2 && parts.every((part) => HAN_NAME.test(bareName(part)))) return parts;
	}
	return null;
}

/** 张三 李四; 张 三 is one name. */
function byBlank(text: string): readonly string[] | null {
	const parts = asList(text.split(/\s+/));
	return parts?.every((part) => HAN_NAME.test(bareName(part)) && bareName(part).length <= 4) ? parts : null;
}

const bareName = (part: string): string => part.replace(new RegExp(`${HELD}\\d+${HELD}`, 'g'), '').trim();

const DIGITS: Readonly<Record<string, number>> = {
	一: 1,
	二: 2,
	两: 2,
	俩: 2,
	三: 3,
	四: 4,
	五: 5,
	六: 6,
	七: 7,
	八: 8,
	九: 9,
};
const ONES = '[一二两三四五六七八九]';
/** 3, １２, 十二, 两; not what 张三户 ends in, which is the household of 张三, and not 第2次. */
const TO_999 = `(?:${ONES}?百)?(?:${ONES}?十)?${ONES}?`;
const NUMBER = `(?<![第\\p{Nd}])\\p{Nd}+|两|(?<![第\\p{Script=Han}]|\\p{Nd})${TO_999}|(?<=等|共|计|有)${TO_999}`;
/** Words that count cases; 3组 and 5号 are places, and so is 三家村. */
const COUNTED = new RegExp(
	`(等|共|合计|计)?\\s*(${NUMBER})\\s*(多|余)?\\s*(户次|人次|户|家|人|名|位|例|处|件|起|次|项|个|宗|份|条)(?![组村店屯庄口路沟湾坝乡镇])`,
	'gu',
);

/** How many cases the text itself says, where that is more than one; 'some' where it says no number (30余户, 多户). */
export function numberOfCases(text: string, unit: string): number | 'some' | null {
	for (const [, lead, digits = '', more, word = ''] of text.matchAll(COUNTED)) {
		const number = numberOf(digits);
		// 张三（3人）is a household of three; a finding counted in households is one all the same.
		const isOther = lead !== '等' && /户|家/.test(unit) && /人|名|位/.test(word);
		if (number === null || number < 2 || isOther) continue;
		return more === undefined ? number : 'some';
	}
	return /等(人|户|家)?\s*$|[多数几](户|家|人|名|位|例|处)|若干/u.test(text.trim()) ? 'some' : null;
}

function numberOf(digits: string): number | null {
	const half = digits.replace(/[０-９]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
	if (/^\d+$/.test(half)) return half.length > 4 ? null : Number(half);
	const [, hundreds, tens = '', ones] =
		/^(?:([一二两三四五六七八九])百)?(?:([一二两三四五六七八九]?)十)?([一二两三四五六七八九])?$/.exec(half) ?? [];
	const sum =
		(hundreds === undefined ? 0 : (DIGITS[hundreds] ?? 0) * 100) +
		(half.includes('十') ? (DIGITS[tens] ?? 1) * 10 : 0) +
		(ones === undefined ? 0 : (DIGITS[ones] ?? 0));
	return sum === 0 ? null : sum;
}
