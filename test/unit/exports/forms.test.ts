// The office's own form: placeholders wherever an office program puts them, everything else left as it is.
import { createRequire } from 'node:module';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DomainError, domainErrorText } from '#domain/errors/domain-error.ts';
import { filledForm, openForm, refuseUnknown } from '#server/exports/forms/form.ts';
import { codesOf, isPlaceholder, meaningFor, type Meaning } from '#server/exports/forms/placeholders.ts';
import { SAMPLE_FORM, sampleFormSheet } from '../../../seed/system/sample-form.ts';
import { docx, SEAL, xlsx } from '../../support/fixtures/office-files.ts';
import { scored, subject } from '../../support/fixtures/workbook-subject.ts';

interface Cell {
	readonly t: string;
	readonly v: unknown;
}
interface Book {
	readonly Sheets: Record<string, Record<string, Cell>>;
}
const sheetJs: { read(bytes: Uint8Array, options: object): Book } = createRequire(import.meta.url)('@e965/xlsx');
const sheetOf = (bytes: Uint8Array): Record<string, Cell> => {
	const [sheet] = Object.values(sheetJs.read(bytes, { type: 'buffer' }).Sheets);
	if (sheet === undefined) throw new Error('no sheet');
	return sheet;
};
const partOf = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());

const { card, lines } = scored(
	{ '1.1': { leading_group: 1, work_team: 1, office: 0, archivist: 1, officer: 1 }, '2.1': { mismatch: 3 } },
	{ rank: 3, rank_best: 3, rank_worst: 3, village_name: '桃花仑村 & <社区>' },
);
const year = subject({ digest: 'a1b2c3d4e5f6' });
const meaning: Meaning = meaningFor(year, card, lines);
const codes = codesOf(year);

describe('what a placeholder stands for', () => {
	it.each([
		['村名', '桃花仑村 & <社区>'],
		['村（社区）', '桃花仑村 & <社区>'],
		['年度', 2026],
		[' 名次 ', 3],
		['总分', `${card.total}～${card.attainable}`],
		['校验码', 'a1b2c3d4'],
		['1.1 得分', 1],
		['１．１　得分', 1],
		['1.1得分', 1],
		['2.2 得分', '0～8'],
		['2.2 最高可得分', 8],
		['1 得分', '3～5'],
		['3.1 分值', 5],
		['6.1A 分值', 2],
		['3.1.1 指标', '保障兜底'],
		['1.2 细则', expect.stringContaining('精准扶贫总体规划')],
		['1.1 说明', expect.stringContaining('专门的办公场地')],
		['1 说明', '1.0 2/2；1.1 1/6；1.2 0～2/2'],
		['2 考核方式', '查看相关资料、系统数据，入户核实'],
	])('〔%s〕', (placeholder, value) => {
		expect(meaning(placeholder)).toEqual(value);
		expect(isPlaceholder(placeholder, codes)).toBe(true);
	});

	it.each(['村庄', '9.9 得分', '1.1', '得分 1.1', '', 'constructor', '1.1 分数'])(
		'〔%s〕 is nothing',
		(placeholder) => {
			expect(meaning(placeholder)).toBeUndefined();
			expect(isPlaceholder(placeholder, codes)).toBe(false);
		},
	);

	it('is empty for who is not ranked', () =>
		expect(meaningFor(year, { ...card, excluded_reason: '撤并' }, lines)('名次')).toBe(''));
});

describe('a form in Excel', () => {
	it('gets numbers where a placeholder stands alone, and text around it where it does not', async () => {
		const form = openForm(
			await xlsx(['〔1.1 得分〕', '〔村名〕：〔1.1 得分〕分', '不变', '〔2.2 得分〕', '=〔村名〕']),
		);
		const sheet = sheetOf(filledForm(form, meaning));
		expect(sheet['A1']).toMatchObject({ t: 'n', v: 1 });
		expect(['A2', 'A3', 'A4', 'A5'].map((cell) => sheet[cell]?.v)).toEqual([
			'桃花仑村 & <社区>：1分',
			'不变',
			'0～8',
			'=桃花仑村 & <社区>',
		]);
	});

	it('keeps looks, merged cells, the seal and every part without a placeholder, byte for byte', async () => {
		const original = await xlsx(['〔1.1 得分〕', '〔村名〕']);
		const filled = filledForm(openForm(original), meaning);
		const [before, after] = [unzipSync(original), unzipSync(filled)];
		const changed = Object.keys(before).filter(
			(name) => strFromU8(before[name] ?? SEAL) !== strFromU8(after[name] ?? SEAL),
		);
		expect(changed.toSorted()).toEqual(['xl/worksheets/sheet1.xml']);
		expect(after['xl/media/image1.png']).toEqual(SEAL);
		const style = /<c r="A1"[^>]* s="(\d+)"/u;
		const part = 'xl/worksheets/sheet1.xml';
		expect(style.exec(partOf(filled, part))?.[1]).toBe(style.exec(partOf(original, part))?.[1]);
		expect(sheetOf(filled)['!merges']).toHaveLength(1);
		expect(partOf(filled, part)).toContain('&amp;L桃花仑村 &amp;&amp; &lt;社区&gt;&amp;C第 &amp;P 页');
	});

	it('finds a placeholder that is in pieces of different looks', async () => {
		const filled = filledForm(openForm(await xlsx(['x'], ['甲〔村', '名', '〕乙'])), meaning);
		expect(sheetOf(filled)['B1']?.v).toBe('甲桃花仑村 & <社区>乙');
		expect(partOf(filled, 'xl/worksheets/sheet1.xml')).toMatch(/<is>.*<b\s*\/>.*<\/is>/u);
	});

	it('is reckoned anew when it is opened', async () =>
		expect(partOf(filledForm(openForm(await xlsx(['〔村名〕'])), meaning), 'xl/workbook.xml')).toContain(
			'fullCalcOnLoad="1"',
		));
});

describe('a form in Word', () => {
	it('gets the values wherever Word has cut the text, and keeps the looks of where it begins', () => {
		const filled = filledForm(
			openForm(docx([['村：〔村', '名〕，得', '分〔1.1', ' ', '得分〕。'], ['不变']])),
			meaning,
		);
		const text = partOf(filled, 'word/document.xml');
		expect(text.replace(/<[^>]+>/gu, '')).toBe('村：桃花仑村 &amp; &lt;社区&gt;，得分1。不变');
		expect(text.match(/<w:b\/>/gu)).toHaveLength(6);
		expect(unzipSync(filled)['word/media/seal.png']).toEqual(new Uint8Array([1, 2, 3]));
	});

	it('is filled in tables, text boxes and headers', () => {
		const box =
			'<w:p><w:r><w:t>外〔村名〕</w:t></w:r><w:r><w:txbxContent><w:p><w:r><w:t>内〔年度〕</w:t></w:r></w:p></w:txbxContent></w:r></w:p>';
		const filled = filledForm(
			openForm(docx([], { raw: `<w:tbl><w:tr><w:tc>${box}</w:tc></w:tr></w:tbl>`, header: '〔考核〕' })),
			meaning,
		);
		expect(partOf(filled, 'word/document.xml')).toMatch(/外桃花仑村.*内2026/u);
		expect(partOf(filled, 'word/header1.xml')).toContain('2026年度考核');
	});

	it('breaks lines as Word does', () => {
		const filled = filledForm(openForm(docx([['〔1 细则〕']])), meaning);
		expect(partOf(filled, 'word/document.xml').match(/<w:br\/>/gu)).toHaveLength(2);
	});
});

const refusal = (run: () => unknown): { readonly code: string; readonly text: string; readonly details: unknown } => {
	try {
		run();
	} catch (error) {
		if (error instanceof DomainError)
			return { code: error.code, text: domainErrorText(error, 'zh-CN'), details: error.details };
		throw error;
	}
	throw new Error('was not refused');
};

describe('what is refused', () => {
	it('is every placeholder that means nothing, at once, with its cell', async () => {
		const form = openForm(await xlsx(['〔村庄〕〔村名〕', '〔9.9 得分〕']));
		const { code, text, details } = refusal(() => refuseUnknown(form, codes));
		expect(code).toBe('FORM_PLACEHOLDERS_UNKNOWN');
		expect(text).toBe('2 个标记没有含义，请改正后再上传：〔村庄〕（登记表!A1）、〔9.9 得分〕（登记表!A2）');
		expect(details).toMatchObject({ placeholders: [{ placeholder: '村庄' }, { placeholder: '9.9 得分' }] });
	});

	it('is named with its paragraph in Word', () =>
		expect(
			refusal(() => refuseUnknown(openForm(docx([['x'], ['〔村', '庄〕']], { header: '〔?〕' })), codes)).text,
		).toContain('〔村庄〕（第 2 段）、〔?〕（页眉第 1 段）'));

	const bomb = (): Uint8Array => zipSync({ 'xl/workbook.xml': new Uint8Array(61 * 1024 * 1024) }, { level: 9 });
	it.each([
		['no zip', () => strToU8('村名,得分')],
		['a cut file', async () => (await xlsx(['〔村名〕'])).slice(0, 900)],
		['a password', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])],
		['another zip', () => zipSync({ 'a.txt': strToU8('〔村名〕') })],
		['macros', async () => zipSync({ ...unzipSync(await xlsx(['〔村名〕'])), 'xl/vbaProject.bin': new Uint8Array(1) })],
		['too much when unpacked', bomb],
		['entities of its own', () => docx([['〔村名〕']], { raw: '<!DOCTYPE x>' })],
		['broken XML', () => docx([['〔村名〕']], { raw: '<w:p>' })],
		['nothing to fill in', () => docx([['村名']])],
	] as const)('is %s', async (_what, bytes) => {
		const file = await bytes();
		expect(refusal(() => openForm(file)).code).toBe('FORM_UNUSABLE');
	});
});

describe('the sample form', () => {
	it('is what its script writes', async () => {
		const [written, kept] = [await writeXlsx({ sheets: [sampleFormSheet()] }), readFileSync(SAMPLE_FORM)];
		for (const part of ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/styles.xml'])
			expect(partOf(kept, part)).toBe(partOf(written, part));
	});

	it('has only placeholders that mean something, all of which are filled in', () => {
		const form = openForm(readFileSync(SAMPLE_FORM));
		refuseUnknown(form, codes);
		const filled = filledForm(form, meaning);
		expect(Object.values(sheetOf(filled)).filter((cell) => String(cell.v).includes('〔'))).toEqual([]);
		expect(sheetOf(filled)['C5']).toMatchObject({ t: 's', v: '3～5' });
	});
});
