import { expect, test } from 'vitest';
import { folded, nameKey } from '#server/names/folded.ts';

const ONE_NAME: readonly (readonly string[])[] = [
	['张三', '张　三', '张 三', ' 张三 ', '张\u200b三', '张\u00a0三', '张\ufe00三'],
	['李四(3组)', '李四（3组）', '李四 （3组）', '李四（ 3 组）', '李四【3组】', '李四〔３组〕', '李四[3组]'],
	['王五3组', '王五３组', '王五 3 组'],
	['Abc', 'ABC', 'ａｂｃ', 'abc '],
	[
		'阿不都·热合曼',
		'阿不都•热合曼',
		'阿不都・热合曼',
		'阿不都 · 热合曼',
		'阿不都．热合曼',
		'阿不都热合曼',
		'阿不都‧热合曼',
	],
	['张三,李四', '张三，李四', '张三、李四', '张三， 李四', '张三､李四'],
	['3-2号', '3－2号', '3–2号', '3—2号'],
	['Li Ming', 'LI  MING', 'Ｌｉ　Ｍｉｎｇ'],
	['1.1', '１．１', '1. 1'],
	['豈', '\uf900'],
	['é', 'e\u0301', 'É'],
];

test.each(ONE_NAME)('%s in all its spellings', (...names) => {
	expect([...new Set(names.map(folded))]).toEqual([folded(names[0] ?? '')]);
});

const TWO_NAMES: readonly (readonly [string, string])[] = [
	['张三', '张三丰'],
	['王五3组', '王五13组'],
	['1 2组', '12组'],
	['Li Ming', 'LiMing'],
	['1.1', '11'],
	['1·2', '12'],
	['6.1a', '6.1b'],
	['李四(3组)', '李四3组'],
	['3-2', '32'],
];

test.each(TWO_NAMES)('%s is not %s', (one, other) => {
	expect(folded(one)).not.toBe(folded(other));
});

test('a key fits its column, and tells long names apart', () => {
	const long = '\ufdfa'.repeat(255);
	expect(nameKey(long)?.length).toBeLessThan(100);
	expect(nameKey(long)).not.toBe(nameKey(`${long}。`));
	expect([nameKey(null), nameKey(''), nameKey(' \u200b')]).toEqual([null, null, null]);
});
