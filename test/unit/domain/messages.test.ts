import { expect, test } from 'vitest';
import { formatMessage } from '#domain/messages.ts';

const ITEMS = '{village} has {count, plural, =0 {no items} one {# item} other {# items}}';

test.each([
	[
		'a value stands where its name is',
		'{village}共 {count} 件',
		{ village: '东山村', count: 2 },
		'zh-CN',
		'东山村共 2 件',
	],
	['numbers are not grouped', '{count} 元', { count: 1234567.5 }, 'zh-CN', '1234567.5 元'],
	['one is no plural', ITEMS, { village: 'Dongshan', count: 1 }, 'en-US', 'Dongshan has 1 item'],
	['none has words of its own', ITEMS, { village: 'Dongshan', count: 0 }, 'en-US', 'Dongshan has no items'],
	['what is not given is left out', '{village}：{reason}', { village: '东山村' }, 'zh-CN', '东山村：'],
	[
		'an apostrophe is one',
		"{village}'s items don't count",
		{ village: 'Dongshan' },
		'en-US',
		"Dongshan's items don't count",
	],
	['a value is never read as a message', '{name}', { name: '{village} <b>' }, 'zh-CN', '{village} <b>'],
	['a text is no markup', 'a <b>{name}</b>', { name: 'x' }, 'en-US', 'a <b>x</b>'],
] as const)('%s', (_, text, values, locale, filled) => {
	expect(formatMessage(text, values, locale)).toBe(filled);
});
