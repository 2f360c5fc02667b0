// The file of a request and what is wanted with it: refused before it is read whole where it is too large.
import { importOptions, type ImportOptions } from '#domain/contracts/sheet-import.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { foldedMapping } from './mapping.ts';
import type { SheetFile } from './check.ts';

export interface Received {
	readonly file: SheetFile;
	readonly options: ImportOptions;
}

export interface UploadRequest extends AsyncIterable<Uint8Array> {
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const LARGEST = 20 * 1024 * 1024;
/** What is larger than that is not even waited for: whoever sends it hears that the connection is gone. */
const NOT_AWAITED = 200 * 1024 * 1024;

const unreadable = (chinese: string, english: string): DomainError =>
	new DomainError('FILE_UNREADABLE', { problem: { 'zh-CN': chinese, 'en-US': english } });
const tooLarge = (): DomainError =>
	unreadable(
		'超过 20 MB。请只保留要导入的表格，去掉图片，或分成几个文件。',
		'it is larger than 20 MB. Keep only the rows to import, without pictures, or split it.',
	);

/** @throws DomainError 400 no file, one that is too large, or options that are none. */
export async function received(request: UploadRequest): Promise<Received> {
	if (Number(request.headers['content-length'] ?? 0) > NOT_AWAITED) throw tooLarge();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request) {
		size += chunk.length;
		// What comes after that is read, so that the answer arrives, and thrown away.
		if (size <= LARGEST) chunks.push(chunk);
		else chunks.length = 0;
	}
	if (size > LARGEST) throw tooLarge();
	const form = await formOf(Buffer.concat(chunks), String(request.headers['content-type'] ?? ''));
	const file = form?.get('file');
	if (form === null || !(file instanceof File))
		throw unreadable('没有收到文件。请重新选择要导入的文件。', 'there is none. Choose the file again.');
	return {
		file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
		options: optionsOf(form.get('options')),
	};
}

async function formOf(body: Uint8Array<ArrayBuffer>, type: string): Promise<FormData | null> {
	try {
		return await new Response(body, { headers: { 'content-type': type } }).formData();
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}

export function optionsOf(given: unknown): ImportOptions {
	const { data, error } = importOptions.safeParse(typeof given === 'string' ? json(given) : {});
	if (error !== undefined) {
		const where = (error.issues[0]?.path ?? []).map(String).join('.').slice(0, 60) || 'options';
		throw new DomainError('MALFORMED_REQUEST', {
			problem: { 'zh-CN': `「${where}」格式不对。`, 'en-US': `\`${where}\` is malformed.` },
		});
	}
	return { ...data, mapping: foldedMapping(data.mapping) };
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
