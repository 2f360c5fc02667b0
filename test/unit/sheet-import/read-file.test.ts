// Files as people have them: workbooks of several programs, text in several encodings, and what is no table at all.
import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { domainErrorText, DomainError } from '#domain/errors/domain-error.ts';
import { delimiterOf, readFile } from '#server/sheet-import/read-file.ts';
import { recordsOf } from '#server/sheet-import/records.ts';
import { SHEET_FIELDS, type SheetField } from '#domain/sheet-import/columns.ts';
import { cellText } from '#domain/sheet-import/cells.ts';

interface SheetJs {
	readonly utils: {
		book_new(): object;
		aoa_to_sheet(rows: readonly (readonly unknown[])[]): Record<string, unknown>;
		book_append_sheet(book: object, sheet: object, name: string): void;
	};
	write(book: object, options: object): Buffer;
}
const xlsx: SheetJs = createRequire(import.meta.url)('@e965/xlsx');

const bytesOf = (text: string, encoding: 'utf8' | 'utf16le' = 'utf8', mark: readonly number[] = []): Uint8Array =>
	new Uint8Array(Buffer.concat([Buffer.from(mark), Buffer.from(text, encoding)]));

async function rowsOf(
	bytes: Uint8Array,
	name = '表.csv',
	mapping = {},
): Promise<Partial<Record<SheetField, string>>[]> {
	const { records } = recordsOf(await readFile(bytes, name), mapping);
	return records.map((record) =>
		Object.fromEntries(
			SHEET_FIELDS.flatMap((field) =>
				cellText(record.cell(field)) === '' ? [] : [[field, cellText(record.cell(field))]],
			),
		),
	);
}

async function refusal(bytes: Uint8Array, name = 'x.xlsx'): Promise<string> {
	try {
		await readFile(bytes, name);
	} catch (error) {
		if (error instanceof DomainError) return domainErrorText(error, 'zh-CN');
		throw error;
	}
	return 'read';
}

const book = async (sheet: Omit<WriteSheet, 'name'>, name = '事项'): Promise<Uint8Array> =>
	writeXlsx({ sheets: [{ name, ...sheet }] });
const HEAD = ['村', '细则', '事项', '数值', '核查日期'];
const ROW = { village: '芙蓉村', criterion: '2.1', fact: '识别不符', value: '3', observed_on: '2025-03-05' };
const CSV = '村,细则,事项,数值,核查日期\n芙蓉村,2.1,识别不符,3,2025-03-05\n';
/** 村 and 芙蓉村 … in GB18030. */
const gb18030 = (): Uint8Array => {
	const known = new Map<string, readonly number[]>();
	const decoder = new TextDecoder('gb18030');
	for (let high = 0x81; high <= 0xfe; high += 1)
		for (let low = 0x40; low <= 0xfe; low += 1) {
			const sign = decoder.decode(new Uint8Array([high, low]));
			if (sign.length === 1 && !known.has(sign)) known.set(sign, [high, low]);
		}
	return new Uint8Array(
		[...CSV].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : [...(known.get(sign) ?? [])])),
	);
};

describe('text', () => {
	it.each<[string, () => Uint8Array]>([
		['UTF-8', () => bytesOf(CSV)],
		['UTF-8 with its mark', () => bytesOf(CSV, 'utf8', [0xef, 0xbb, 0xbf])],
		['UTF-16 with its mark', () => bytesOf(CSV.replaceAll(',', '\t'), 'utf16le', [0xff, 0xfe])],
		['UTF-16 without', () => bytesOf(CSV, 'utf16le')],
		['GB18030', gb18030],
		['semicolons', () => bytesOf(CSV.replaceAll(',', ';'))],
		['sep= as Excel writes it', () => bytesOf(`sep=;\r\n${CSV.replaceAll(',', ';')}`)],
		['a title and blank rows above', () => bytesOf(`2025年材料汇总,,,,\n,,,,\n填报单位：街道,,,,\n${CSV}`)],
		['old line ends', () => bytesOf(CSV.replaceAll('\n', '\r'))],
		['our own way of keeping digits', () => bytesOf(CSV.replace(',2.1,', ',"=""2.1""",'))],
	])('%s', async (_, bytes) => {
		expect(await rowsOf(bytes())).toEqual([ROW]);
	});

	it('the delimiter is the one that parts most lines alike', () => {
		expect(delimiterOf('a,b;c;d\n1;2,5;3\n')).toBe(';');
		expect(delimiterOf('标题\n村\t细则\t数值\n芙蓉\t2.1\t3\n')).toBe('\t');
	});
});

describe('workbooks', () => {
	it('numbers, days and texts as Excel shows them', async () => {
		const cells = new Map([
			['1,3', { style: { numFmt: '0.0%' } }],
			['2,3', { style: { numFmt: '000' } }],
			['1,4', { style: { numFmt: 'yyyy"年"m"月"d"日"' } }],
		]);
		const bytes = await book({
			rows: [
				HEAD,
				['芙蓉村', '6.2', '满意度', 0.964, new Date(Date.UTC(2025, 2, 5))],
				['芙蓉村', 2.1, null, 7, '2025.3.5'],
			],
			cells,
		});
		const rows = await rowsOf(bytes, '表.xlsx');
		expect(rows).toEqual([
			{ village: '芙蓉村', criterion: '6.2', fact: '满意度', value: '96.4', observed_on: '2025-03-05' },
			{ village: '芙蓉村', criterion: '2.1', value: '007', observed_on: '2025.3.5' },
		]);
	});

	it('a merged cell holds for all rows that it covers; sums, remarks and repeated headings are no rows', async () => {
		const bytes = await book({
			rows: [
				['材料汇总表'],
				HEAD,
				['芙蓉村', '2.1', '识别不符', 3, '2025-03-05'],
				[null, null, '信息不全', 1, '2025-03-06'],
				[],
				HEAD,
				['梅塘村', '2.1', '识别不符', 0, '2025-03-05'],
				['合计', null, null, 4, null],
				[null, null, null, null, null, '填表人：张三'],
			],
			merges: [
				{ startRow: 0, startCol: 0, endRow: 0, endCol: 4 },
				{ startRow: 2, startCol: 0, endRow: 3, endCol: 0 },
				{ startRow: 2, startCol: 1, endRow: 3, endCol: 1 },
			],
		});
		expect((await rowsOf(bytes)).map(({ village, fact }) => [village, fact])).toEqual([
			['芙蓉村', '识别不符'],
			['芙蓉村', '信息不全'],
			['梅塘村', '识别不符'],
		]);
	});

	it.each(['xlsx', 'biff8', 'xlml', 'html', 'ods'])('formulas by their saved results: %s', async (bookType) => {
		const made = xlsx.utils.book_new();
		const sheet = xlsx.utils.aoa_to_sheet([HEAD, ['芙蓉村', '2.1', '识别不符', 3, '2025-03-05']]);
		if (bookType !== 'html') sheet['D2'] = { t: 'n', v: 3, f: '1+2' };
		xlsx.utils.book_append_sheet(made, sheet, '事项');
		expect(await rowsOf(new Uint8Array(xlsx.write(made, { type: 'buffer', bookType })), '表.xls')).toEqual([ROW]);
	});

	it('a column that nobody knows is named, and read once somebody has said what it is', async () => {
		const bytes = await book({
			rows: [
				['哪个村', '细则', '事项', '多少'],
				['芙蓉村', '2.1', '识别不符', 3],
			],
		});
		const unknown = recordsOf(await readFile(bytes, 'x.xlsx'), {});
		expect(unknown.missing).toEqual(['village', 'value']);
		expect(
			unknown.headed[0]?.columns
				.filter(({ field }) => field === null)
				.map(({ letter, heading, sample }) => [letter, heading, sample]),
		).toEqual([
			['A', '哪个村', '芙蓉村'],
			['D', '多少', '3'],
		]);
		expect(await rowsOf(bytes, 'x.xlsx', { 哪个村: 'village', 多少: 'value' })).toEqual([
			{ village: '芙蓉村', criterion: '2.1', fact: '识别不符', value: '3' },
		]);
	});
});

/** A zip with one part, whose directory says that it is as large as `says`. */
function zip(name: string, content: Buffer, says = content.length): Uint8Array {
	const packed = deflateRawSync(content, { level: 9 });
	const head = (signature: number, middle: readonly number[]): Buffer => {
		const buffer = Buffer.alloc(signature === 0x04034b50 ? 30 : 46);
		buffer.writeUInt32LE(signature, 0);
		const at = signature === 0x04034b50 ? 8 : 10;
		buffer.writeUInt16LE(8, at);
		buffer.writeUInt32LE(packed.length, at + 10);
		buffer.writeUInt32LE(says, at + 14);
		buffer.writeUInt16LE(Buffer.byteLength(name), at + 18);
		for (const [index, value] of middle.entries()) buffer.writeUInt16LE(value, 32 + index * 2);
		return buffer;
	};
	const local = Buffer.concat([head(0x04034b50, []), Buffer.from(name), packed]);
	const central = Buffer.concat([head(0x02014b50, []), Buffer.from(name)]);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(1, 8);
	end.writeUInt16LE(1, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(local.length, 16);
	return new Uint8Array(Buffer.concat([local, central, end]));
}

describe('what is no table, or none that is wanted', () => {
	it.each<[string, RegExp, () => Uint8Array | Promise<Uint8Array>]>([
		['empty', /文件是空的/, () => new Uint8Array()],
		['a PDF', /PDF/, () => bytesOf('%PDF-1.7 …')],
		['a photo', /照片/, () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
		['cut off', /损坏/, async () => (await book({ rows: [HEAD] })).slice(0, 900)],
		['rubbish that begins as a zip', /损坏/, () => bytesOf('PK\u0003\u0004 rubbish')],
		['a zip of something else', /损坏/, () => zip('readme.txt', Buffer.from('hello'))],
		['macros', /有宏/, () => zip('xl/vbaProject.bin', Buffer.from('x'))],
		['a bomb', /过大/, () => zip('xl/worksheets/sheet1.xml', Buffer.alloc(160 * 1024 * 1024))],
		['a bomb that lies', /过大/, () => zip('xl/worksheets/sheet1.xml', Buffer.alloc(8 * 1024 * 1024), 1000)],
		[
			'encrypted',
			/密码/,
			() =>
				new Uint8Array(
					Buffer.concat([
						Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
						Buffer.alloc(2000),
						Buffer.from('EncryptedPackage', 'utf16le'),
					]),
				),
		],
		['blank', /没有内容/, async () => book({ rows: [[' ', null]] })],
		['too many rows', /超过 10000 行/, () => bytesOf(`村,细则,数值\n${'芙蓉村,2.1,3\n'.repeat(10_600)}`)],
	])('%s', async (_, reason, make) => {
		expect(await refusal(await make())).toMatch(reason);
	});

	it('a password of hucre’s own', async () => {
		const bytes = await writeXlsx({
			sheets: [{ name: 'x', rows: [HEAD] }],
			encryption: { password: 'x', spinCount: 1000 },
		});
		expect(await refusal(bytes)).toMatch(/密码/);
	});
});
