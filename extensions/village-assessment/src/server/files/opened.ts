// A file on its way in: its first bytes can be looked at before it is decided what becomes of the rest.
import { Readable } from 'node:stream';
import { DomainError } from '#domain/errors/domain-error.ts';

export interface Opened {
	/** What was read so far, at least {@link FIRST} bytes where the file has as many. */
	readonly head: Uint8Array;
	/** Reads on; false at the file's end. */
	readonly more: () => Promise<boolean>;
	/** The file, with another head in place of its first `length` bytes where one is given. */
	readonly from: (head?: Uint8Array, length?: number) => Readable;
	readonly whole: () => Promise<Buffer>;
	/** Reads what is left and drops it. */
	readonly drop: () => Promise<void>;
}

const FIRST = 4096;
const LARGEST = 1024 ** 2 * Number(/^(\d+)\s*mb$/i.exec(process.env['FILES_MAX_UPLOAD_SIZE'] ?? '')?.[1] ?? 50);

export async function opened(stream: Readable): Promise<Opened> {
	const rest: AsyncIterator<Buffer> = stream.iterator({ destroyOnReturn: false });
	let head = Buffer.alloc(0);
	const more = async (): Promise<boolean> => {
		const { done, value } = await rest.next();
		if (done === true) return false;
		head = Buffer.concat([head, value]);
		return true;
	};
	while (head.length < FIRST && (await more()));

	let tooLarge = false;
	/** Directus, too, cuts off at its limit, and says so by this name. */
	const isCutOff = (): boolean => tooLarge || ('truncated' in stream && stream.truncated === true);

	async function* bytes(newHead: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
		let size = head.length;
		yield Buffer.concat([newHead, head.subarray(length)]);
		for (;;) {
			const { done, value } = await rest.next();
			if (done === true) return;
			size += value.length;
			// What comes from another address has no limit of Directus's.
			tooLarge = size > LARGEST;
			if (tooLarge) {
				stream.destroy();
				return;
			}
			yield value;
		}
	}

	return {
		get head() {
			return head;
		},
		more,
		from: (newHead = head, length = head.length) => {
			const sent = Readable.from(bytes(newHead, length), { objectMode: false });
			return Object.defineProperty(sent, 'truncated', { get: isCutOff });
		},
		whole: async () => {
			const parts: Uint8Array[] = [];
			for await (const part of bytes(head, head.length)) parts.push(part);
			if (isCutOff()) throw new DomainError('FILE_TOO_LARGE', { megabytes: LARGEST / 1024 ** 2 });
			return Buffer.concat(parts);
		},
		drop: async () => {
			while ((await rest.next()).done !== true);
		},
	};
}
