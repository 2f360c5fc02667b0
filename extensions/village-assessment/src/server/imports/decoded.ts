// The text of an uploaded file. Excel in China saves a CSV in GB18030, 「Unicode 文本」 in UTF-16; taken for UTF-8 both become rubbish.
import { DomainError } from '#domain/errors/domain-error.ts';

const MARKS: readonly (readonly [readonly number[], string])[] = [
	[[0xef, 0xbb, 0xbf], 'utf-8'],
	[[0xff, 0xfe], 'utf-16le'],
	[[0xfe, 0xff], 'utf-16be'],
	[[0x84, 0x31, 0x95, 0x33], 'gb18030'],
];
/** Workbooks: .xlsx is a zip, .xls a compound file, whatever name the file bears. */
const WORKBOOKS: readonly (readonly number[])[] = [
	[0x50, 0x4b, 0x03, 0x04],
	[0xd0, 0xcf, 0x11, 0xe0],
];

const unreadable = (chinese: string, english: string): DomainError =>
	new DomainError('FILE_UNREADABLE', { problem: { 'zh-CN': chinese, 'en-US': english } });
const OTHER_ENCODING = unreadable(
	'认不出文件的编码。请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后再导入。',
	'its encoding is none that is known. Save it as “CSV UTF-8” in Excel and import that.',
);
const WORKBOOK = unreadable(
	'这是 Excel 工作簿。请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后再导入。',
	'it is an Excel workbook. Save it as “CSV UTF-8” in Excel and import that.',
);

/** @throws DomainError where the bytes are no text in UTF-8, UTF-16 or GB18030. */
export function decoded(bytes: Uint8Array): string {
	const begins = (mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);
	if (WORKBOOKS.some(begins)) throw WORKBOOK;
	const marked = MARKS.find(([mark]) => begins(mark))?.[1];
	if (marked !== undefined && marked !== 'utf-8') return read(bytes, marked) ?? refuse(OTHER_ENCODING);
	const wide = wideEncoding(bytes);
	if (wide !== null) return read(bytes, wide) ?? refuse(OTHER_ENCODING);
	const utf8 = read(bytes, 'utf-8');
	if (utf8 !== null) return utf8;
	refuseDamaged(bytes);
	return (marked === undefined ? read(bytes, 'gb18030') : null) ?? refuse(OTHER_ENCODING);
}

function refuse(refusal: DomainError): never {
	throw refusal;
}

/** null: not in this encoding. A byte order mark is no part of the text. */
function read(bytes: Uint8Array, encoding: string): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

const SAMPLE = 4000;

/** UTF-16 without its mark: every other byte of digits, commas and line ends is zero. */
function wideEncoding(bytes: Uint8Array): string | null {
	const sample = bytes.subarray(0, SAMPLE);
	const zeros = [0, 0];
	for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
	const [even = 0, odd = 0] = zeros.map((count) => count / Math.max(1, sample.length / 2));
	if (odd > 0.1 && even < odd / 4) return 'utf-16le';
	return even > 0.1 && odd < even / 4 ? 'utf-16be' : null;
}

/** Mostly UTF-8, with some bytes broken: to read it as GB18030 would make rubbish of the rest. */
function refuseDamaged(bytes: Uint8Array): void {
	const text = new TextDecoder('utf-8').decode(bytes);
	const broken = text.match(/\ufffd/g)?.length ?? 0;
	const sound = (text.match(/[\u0080-\uffff]/g)?.length ?? 0) - broken;
	if (sound <= broken) return;
	const line = text.slice(0, text.indexOf('\ufffd')).split(/\r\n|\r|\n/).length;
	throw unreadable(
		`第 ${line} 行有损坏的字符（UTF-8）。请打开原文件改正，另存为“CSV UTF-8”后再导入。`,
		`line ${line} has broken characters (UTF-8). Correct them in the original, save it as “CSV UTF-8” and import that.`,
	);
}
