// The file of a multipart request, read whole: it is judged before anything of it is written.
import { DomainError } from '#domain/errors/domain-error.ts';

export interface Upload {
	readonly name: string;
	readonly type: string;
	readonly bytes: Uint8Array;
}

export interface UploadRequest extends AsyncIterable<Uint8Array> {
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Some 100,000 rows. */
const LARGEST = 20 * 1024 * 1024;

const malformed = (chinese: string, english: string): DomainError =>
	new DomainError('FILE_UNREADABLE', { problem: { 'zh-CN': chinese, 'en-US': english } });
const TOO_LARGE = malformed(
	'超过 20 MB。请分成几个文件导入。',
	'it is larger than 20 MB. Split it into several files.',
);
const NO_FILE = malformed('没有收到文件。请重新选择要导入的文件。', 'there is none. Choose the file again.');

/** @throws DomainError where there is no file, or more than one could mean. */
export async function uploadOf(request: UploadRequest): Promise<Upload> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request) {
		size += chunk.length;
		// What comes after that is read, so that the answer arrives, and thrown away.
		if (size <= LARGEST) chunks.push(chunk);
		else chunks.length = 0;
	}
	if (size > LARGEST) throw TOO_LARGE;
	const file = await firstFile(Buffer.concat(chunks), String(request.headers['content-type'] ?? ''));
	if (file === null) throw NO_FILE;
	return { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}

async function firstFile(body: Uint8Array<ArrayBuffer>, type: string): Promise<File | null> {
	try {
		const form = await new Response(body, { headers: { 'content-type': type } }).formData();
		const files: File[] = [];
		form.forEach((value) => {
			if (typeof value !== 'string') files.push(value);
		});
		return files[0] ?? null;
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}
