// The thread that reads one workbook: every part unpacked under its own limit first, then SheetJS. What it takes is gone with it.

/** What the thread is given: the file, and the program from which SheetJS is found, wherever the extension lies. */
export interface ReadTask {
	readonly bytes: Uint8Array;
	readonly program: string;
	readonly mostRows: number;
	readonly mostUnpacked: number;
}

export type ReadFailure = 'too_large' | 'too_many_rows' | 'encrypted' | 'macros' | 'unreadable';

interface RawCell {
	readonly t?: string;
	readonly v?: unknown;
	readonly w?: string;
	readonly z?: string | number;
	readonly f?: string;
}
interface Place {
	readonly r: number;
	readonly c: number;
}
interface RawSheet {
	readonly '!data'?: readonly (readonly (RawCell | undefined)[] | undefined)[];
	readonly '!merges'?: readonly { readonly s: Place; readonly e: Place }[];
}
interface SheetJs {
	read(
		bytes: Uint8Array,
		options: Readonly<Record<string, unknown>>,
	): {
		readonly SheetNames: readonly string[];
		readonly Sheets: Readonly<Record<string, RawSheet>>;
		readonly vbaraw?: unknown;
		readonly Workbook?: {
			readonly WBProps?: { readonly date1904?: boolean };
			readonly Sheets?: readonly { readonly Hidden?: number }[];
		};
	};
	readonly SSF: {
		is_date(format: string): boolean;
		parse_date_code(
			serial: number,
			options: { readonly date1904: boolean },
		): { readonly y: number; readonly m: number; readonly d: number } | null;
	};
}

/** Runs as the thread's whole program, from its own text: it may use nothing that stands outside of it. */
export function readThread(): void {
	const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
	const { inflateRawSync } = process.getBuiltinModule('node:zlib');
	const { bytes: given, program, mostRows, mostUnpacked }: ReadTask = workerData;
	const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
	const MOST_COLUMNS = 100;
	const MOST_PARTS = 2000;
	const fail = (failure: ReadFailure): never => {
		throw new Error(failure);
	};

	/** What the central directory of a zip says of a part may be a lie: each is unpacked no further than it says. */
	const checkParts = (): void => {
		const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
		if (end < 0) return fail('unreadable');
		let at = bytes.readUInt32LE(end + 16);
		const parts = bytes.readUInt16LE(end + 10);
		if (parts > MOST_PARTS) fail('too_large');
		let unpacked = 0;
		for (let part = 0; part < parts; part += 1) {
			if (bytes.readUInt32LE(at) !== 0x02014b50) fail('unreadable');
			const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
			const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
			const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
			const local = bytes.readUInt32LE(at + 42);
			const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
			if ((flags & 1) !== 0) fail('encrypted');
			if (/vbaProject\.bin$|macrosheets\//i.test(name)) fail('macros');
			unpacked += size;
			if (unpacked > mostUnpacked) fail('too_large');
			if (method === 8) {
				const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
				try {
					inflateRawSync(bytes.subarray(from, from + packed), { maxOutputLength: Math.max(1, size) });
				} catch (error) {
					fail(error instanceof RangeError ? 'too_large' : 'unreadable');
				}
			} else if (method !== 0) fail('unreadable');
			at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
		}
	};

	/** A compound file: an old .xls, or a workbook encrypted with a password. Names in it are UTF-16. */
	const checkCompound = (): void => {
		const has = (name: string): boolean => bytes.includes(Buffer.from(name, 'utf16le'));
		if (has('EncryptedPackage')) fail('encrypted');
		if (has('_VBA_PROJECT_CUR')) fail('macros');
	};

	const decimal = (value: number): string => {
		const short = Number(value.toPrecision(15));
		return Math.abs(short) < 1e15 && !/e/.test(String(short)) ? String(short) : short.toFixed(10).replace(/\.?0+$/, '');
	};

	const work = (): unknown => {
		if (bytes[0] === 0x50) checkParts();
		else checkCompound();
		const xlsx: SheetJs = process.getBuiltinModule('node:module').createRequire(program)('@e965/xlsx');
		const book = xlsx.read(bytes, {
			type: 'buffer',
			dense: true,
			cellNF: true,
			cellText: false,
			cellHTML: false,
			cellFormula: true,
			bookVBA: true,
			sheetRows: mostRows + 1000,
		});
		if (book.vbaraw !== undefined) fail('macros');
		const date1904 = book.Workbook?.WBProps?.date1904 === true;
		const cellOf = (cell: RawCell | undefined): { kind: string; text: string } | null => {
			if (cell === undefined) return null;
			const { t, v, w, z, f } = cell;
			if (t === 'e') return { kind: 'error', text: w ?? '#N/A' };
			if (v === undefined || v === null || v === '')
				return f === undefined ? null : { kind: 'empty_formula', text: '' };
			if (t === 'b') return { kind: 'text', text: v === true ? 'TRUE' : 'FALSE' };
			if (typeof v !== 'number') return { kind: 'text', text: String(v) };
			const format = String(z ?? 'General');
			const bare = format.replace(/"[^"]*"|\\./g, '');
			if (xlsx.SSF.is_date(format)) {
				const day = xlsx.SSF.parse_date_code(v, { date1904 });
				const two = (part: number): string => String(part).padStart(2, '0');
				if (day !== null && v >= 1) return { kind: 'date', text: `${day.y}-${two(day.m)}-${two(day.d)}` };
			}
			if (bare.includes('%')) return { kind: 'percent', text: decimal(v * 100) };
			// 007 by its format 000
			if (/^0+$/.test(bare) && bare.length > 1 && Number.isInteger(v) && v >= 0)
				return { kind: 'number', text: String(v).padStart(bare.length, '0') };
			return { kind: 'number', text: decimal(v) };
		};
		let rows = 0;
		return book.SheetNames.flatMap((name, at) => {
			if ((book.Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0) return [];
			const sheet = book.Sheets[name];
			const grid = (sheet?.['!data'] ?? []).map((cells) => (cells ?? []).slice(0, MOST_COLUMNS).map(cellOf));
			for (const { s, e } of sheet?.['!merges'] ?? []) {
				const value = grid[s.r]?.[s.c] ?? null;
				if (value === null) continue;
				for (let r = s.r; r <= Math.min(e.r, grid.length - 1, s.r + mostRows); r += 1) {
					const row = (grid[r] ??= []);
					for (let c = s.c; c <= Math.min(e.c, MOST_COLUMNS); c += 1) row[c] ??= value;
				}
			}
			const withCells = grid.flatMap((cells, index) =>
				cells.some((cell) => cell !== null && cell !== undefined && (cell.kind !== 'text' || cell.text.trim() !== ''))
					? [{ line: index + 1, cells: Array.from(cells, (cell) => cell ?? null) }]
					: [],
			);
			rows += withCells.length;
			if (rows > mostRows + 500) fail('too_many_rows');
			return [{ name, rows: withCells }];
		});
	};

	try {
		parentPort?.postMessage({ sheets: work() });
	} catch (error) {
		const text = error instanceof Error ? error.message : '';
		const known = ['too_large', 'too_many_rows', 'encrypted', 'macros'].find((one) => one === text);
		parentPort?.postMessage({ failure: known ?? (/password|encrypt/i.test(text) ? 'encrypted' : 'unreadable') });
	}
}
