// The sheets of an uploaded file: a workbook in a thread of its own, text as CSV. What cannot be read says why and what to do.
import { Worker } from 'node:worker_threads';
import Papa from 'papaparse';
import { DomainError } from '#domain/errors/domain-error.ts';
import { CELL_KINDS, type Cell } from '#domain/sheet-import/cells.ts';
import type { Label } from '#engine';
import { decoded } from '#server/imports/decoded.ts';
import { readThread, type ReadTask } from './read-worker.ts';
import type { ReadSheet, SheetRow } from './sheets.ts';

export const MOST_ROWS = 10_000;
const MOST_UNPACKED = 150 * 1024 * 1024;
const LONGEST_MS = 60_000;
const HEAP_MB = 384;

const unreadable = (chinese: string, english: string): DomainError =>
	new DomainError('FILE_UNREADABLE', { problem: { 'zh-CN': chinese, 'en-US': english } });

const REASONS: Readonly<Record<string, Required<Label>>> = {
	too_large: {
		'zh-CN': '解压后内容过大，可能有问题。请只保留要导入的表格，另存后再导入。',
		'en-US': 'unpacked it is far too large. Keep only the rows to import in a new file.',
	},
	too_many_rows: {
		'zh-CN': `超过 ${MOST_ROWS} 行。请分成几个文件导入。`,
		'en-US': `it has more than ${MOST_ROWS} rows. Split it into several files.`,
	},
	encrypted: {
		'zh-CN': '文件有密码保护。请在 Excel 中取消密码（文件 → 信息 → 保护工作簿）后再导入。',
		'en-US': 'it is protected by a password. Remove the password in Excel and import it again.',
	},
	macros: {
		'zh-CN': '文件里有宏。请在 Excel 中另存为“Excel 工作簿（.xlsx）”后再导入。',
		'en-US': 'it contains macros. Save it as “Excel workbook (.xlsx)” and import that.',
	},
	unreadable: {
		'zh-CN': '文件损坏，或不是 Excel 表格。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再导入。',
		'en-US': 'it is damaged, or no spreadsheet. Open it in Excel, save it as .xlsx and import that.',
	},
};

export const tooManyRows = (): DomainError =>
	new DomainError('FILE_UNREADABLE', { problem: REASONS['too_many_rows'] ?? '' });

const begins = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);
const isWorkbook = (bytes: Uint8Array): boolean =>
	begins(bytes, [0x50, 0x4b, 0x03, 0x04]) || begins(bytes, [0xd0, 0xcf, 0x11, 0xe0]);

/** Files that people take for tables. */
const OTHERS: readonly (readonly [readonly number[], string, string])[] = [
	[[0x25, 0x50, 0x44, 0x46], '这是 PDF 文件', 'it is a PDF'],
	[[0xff, 0xd8, 0xff], '这是照片', 'it is a photo'],
	[[0x89, 0x50, 0x4e, 0x47], '这是图片', 'it is a picture'],
	[[0x52, 0x61, 0x72, 0x21], '这是 RAR 压缩包', 'it is a RAR archive'],
	[[0x37, 0x7a, 0xbc, 0xaf], '这是 7z 压缩包', 'it is a 7z archive'],
	[[0x50, 0x4b, 0x05, 0x06], '这是空的压缩包', 'it is an empty archive'],
];

/** @throws DomainError FILE_UNREADABLE with the reason. */
export async function readFile(bytes: Uint8Array, name: string, signal?: AbortSignal): Promise<readonly ReadSheet[]> {
	if (bytes.length === 0) throw unreadable('文件是空的。', 'it is empty.');
	const other = OTHERS.find(([mark]) => begins(bytes, mark));
	if (other !== undefined)
		throw unreadable(
			`${other[1]}。请导入 Excel（.xlsx、.xls）或 CSV 文件。`,
			`${other[2]}. Import an Excel or CSV file.`,
		);
	const text = (): string => decoded(bytes);
	const sheets = isWorkbook(bytes) || looksLikeMarkup(bytes) ? await inThread(bytes, signal) : [csvSheet(text(), name)];
	if (sheets.every(({ rows }) => rows.length === 0)) throw unreadable('里面没有内容。', 'there is nothing in it.');
	return sheets;
}

/** What some systems call .xls is a table in HTML or XML: SheetJS reads both. */
const looksLikeMarkup = (bytes: Uint8Array): boolean =>
	/^\ufeff?\s*<(\?xml|html|table|!doctype|meta)/i.test(Buffer.from(bytes.subarray(0, 200)).toString('utf8'));

interface WorkerAnswer {
	readonly sheets?: unknown;
	readonly failure?: unknown;
}

function inThread(bytes: Uint8Array, signal?: AbortSignal): Promise<readonly ReadSheet[]> {
	return new Promise((resolve, reject) => {
		const task: ReadTask = {
			bytes,
			program: process.argv[1] ?? import.meta.url,
			mostRows: MOST_ROWS,
			mostUnpacked: MOST_UNPACKED,
		};
		const worker = new Worker(`(${readThread.toString()})()`, {
			eval: true,
			workerData: task,
			resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
		});
		const end = (failure: string): void =>
			finish(() =>
				reject(new DomainError('FILE_UNREADABLE', { problem: REASONS[failure] ?? REASONS['unreadable'] ?? '' })),
			);
		const finish = (tell: () => void): void => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', stop);
			void worker.terminate();
			tell();
		};
		const stop = (): void => finish(() => reject(signal?.reason));
		const timer = setTimeout(() => end('too_large'), LONGEST_MS);
		signal?.addEventListener('abort', stop);
		worker.on('message', ({ sheets, failure }: WorkerAnswer) =>
			isSheets(sheets) ? finish(() => resolve(sheets)) : end(String(failure)),
		);
		// Out of memory, too.
		worker.on('error', (error: unknown) =>
			end(
				error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
					? 'too_large'
					: 'unreadable',
			),
		);
	});
}

const isSheets = (value: unknown): value is readonly ReadSheet[] =>
	Array.isArray(value) && value.every((one: unknown) => typeof one === 'object' && one !== null && 'rows' in one);

const MARKS = [',', '\t', ';', '|', '，'] as const;

/** The delimiter that parts the first lines most evenly. */
export function delimiterOf(text: string): string {
	const lines = text.split(/\r\n|\r|\n/, 30).filter((line) => line.trim() !== '');
	let best = { mark: ',', parts: 0 };
	for (const mark of MARKS) {
		const counts = lines.map((line) => line.split(mark).length - 1).sort((one, other) => one - other);
		const middle = counts[Math.floor(counts.length / 2)] ?? 0;
		if (middle > best.parts) best = { mark, parts: middle };
	}
	return best.mark;
}

function csvSheet(text: string, name: string): ReadSheet {
	const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, '').replace(/^sep=.\r?\n/i, ''), {
		delimiter: delimiterOf(text),
		skipEmptyLines: false,
		preview: MOST_ROWS + 1000,
	});
	const rows = data.flatMap((cells, index): SheetRow[] =>
		cells.some((cell) => cell.trim() !== '') ? [{ line: index + 1, cells: cells.slice(0, 100).map(textCell) }] : [],
	);
	if (rows.length > MOST_ROWS + 500) throw tooManyRows();
	return { name: name.replace(/\.[^.]*$/, '').slice(0, 60) || 'CSV', rows };
}

/** ="0012" is how our own exports keep an 0012 from becoming 12. */
function textCell(text: string): Cell | null {
	const [, quoted] = /^="([^"]*)"$/.exec(text) ?? [];
	const value = quoted ?? text.replace(/^'(?=[=+\-@])/, '');
	if (value.trim() === '') return null;
	if (/^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/.test(value)) return { kind: 'error', text: value };
	return { kind: CELL_KINDS[0], text: value };
}
