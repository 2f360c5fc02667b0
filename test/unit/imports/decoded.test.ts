import { describe, expect, test } from 'vitest';
import { DomainError } from '#domain/errors/domain-error.ts';
import { decoded } from '#server/imports/decoded.ts';
import { sheetOf, type Sheet } from '#server/imports/sheet.ts';
import { damageIn, textDamage } from '#server/platform/sound-text.ts';

const TEXT = 'code,name\n0103,示例甲村\n';
/** 示例甲村 in GB18030. */
const GB18030 = Buffer.concat([
	Buffer.from('code,name\n0103,'),
	Buffer.from([0xca, 0xbe, 0xc0, 0xfd, 0xbc, 0xd7, 0xb4, 0xe5]),
	Buffer.from('\n'),
]);
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
const utf16 = Buffer.from(TEXT, 'utf16le');

test.each([
	['UTF-8', Buffer.from(TEXT)],
	['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`)],
	['GB18030', GB18030],
	['UTF-16 LE with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
	['UTF-16 BE with its mark', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped(utf16)])],
	['UTF-16 LE without', utf16],
	['UTF-16 BE without', swapped(utf16)],
])('%s', (_encoding, bytes) => {
	expect(decoded(bytes)).toBe(TEXT);
});

const refusalOf = (bytes: Uint8Array): string => {
	try {
		return decoded(bytes);
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		const { problem } = error.values;
		return typeof problem === 'object' ? problem['zh-CN'] : '';
	}
};

test('what is no such text is refused by name', () => {
	expect(refusalOf(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14]))).toContain('Excel 工作簿');
	expect(refusalOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toContain('Excel 工作簿');
	expect(refusalOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0xff, 0xff]))).toContain('编码');
	expect(
		refusalOf(
			Buffer.concat([
				Buffer.from('code,name\n0103,示例甲村\n0104,示例'),
				Buffer.from([0xe4, 0xb8]),
				Buffer.from('村\n'),
			]),
		),
	).toContain('第 3 行');
});

const csv = (text: string): Sheet => sheetOf({ name: 'a.csv', type: 'text/csv', bytes: Buffer.from(text) });

describe('a sheet', () => {
	test('counts lines as a spreadsheet does', () => {
		const sheet = csv('code,name,\n1,"两\n行"\n\n,,\n2,乙\n');
		expect(sheet.entries.map(({ line, row }) => [line, row])).toEqual([
			[2, { code: '1', name: '两\n行' }],
			[5, { code: '2', name: '乙' }],
		]);
		expect(sheet.columns.map(({ name }) => name)).toEqual(['code', 'name']);
	});

	test('takes tabs and semicolons, and keeps digits as they are', () => {
		expect(csv('code\tname\n0012\t甲\n').entries[0]?.row).toEqual({ code: '0012', name: '甲' });
		expect(csv('code;name\n0012;甲\n').entries[0]?.row).toEqual({ code: '0012', name: '甲' });
	});

	test('tells of cells too many and of quotation marks that do not match', () => {
		expect(csv('code,name\n1,甲,乙\n').problems).toMatchObject([{ line: 2 }]);
		expect(csv('code,name\n1,甲\n2,"乙\n').problems.length).toBeGreaterThan(0);
	});

	test('has lines in JSON, too', () => {
		const json = (text: string): Sheet =>
			sheetOf({ name: 'a.json', type: 'application/json', bytes: Buffer.from(text) });
		expect(json('[{"code":"1"},{"name":"x"}]').columns).toEqual([
			{ name: 'code', line: 1 },
			{ name: 'name', line: 2 },
		]);
		for (const text of ['{"code":"1"}', '[', '[1]', '[]', '']) expect(() => json(text), text).toThrow(DomainError);
	});
});

test.each(['\ufffd', '锟斤拷', '\u0007', '\u000b', '\u001b', '\u007f', '\u0085', '\ud800', 'a\u0000'])(
	'%j is no sound text',
	(text) => {
		expect(textDamage(`甲${text}乙`)).not.toBeNull();
		expect(damageIn({ a: [{ b: `甲${text}` }] })).not.toBeNull();
		expect(damageIn({ [`甲${text}`]: 1 })).not.toBeNull();
	},
);

test.each(['两\n行', '\t', '𠮷', '👍', '\r\n', '—·…', '\u200b'])('%j is', (text) => {
	expect(textDamage(text)).toBeNull();
});
