// The parts of tar-stream that the archive uses; the package ships no types.
declare module 'tar-stream' {
	import type { Readable, Writable } from 'node:stream';
	interface Header {
		readonly name: string;
		readonly size: number;
		readonly mode?: number;
		readonly mtime?: Date;
		readonly type?: string;
	}
	export function pack(): Readable & {
		entry(header: Header, done: (error?: Error | null) => void): Writable;
		finalize(): void;
	};
	export function extract(): Writable & AsyncIterable<Readable & { readonly header: Header }>;
}
