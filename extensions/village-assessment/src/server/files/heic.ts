// HEIC, as newer phones take photos, becomes a JPEG once, when it comes in: no browser but Safari shows it. One at a time, in a
// thread of its own that is gone afterwards with all the memory it took.
import { Worker } from 'node:worker_threads';
import { exifInside, type TakenFacts } from '#domain/evidence/photo/exif.ts';
import { JPEG } from '#domain/evidence/file-kinds.ts';
import { heicThread, type HeicTask } from './heic-worker.ts';
import { queueOf } from './queue.ts';

export interface Conversion {
	/** null: it could not be read. */
	readonly jpeg: Buffer | null;
	readonly taken: TakenFacts;
}

const inTurn = queueOf(1);
const LONGEST_MS = 60_000;

export async function fromHeic(bytes: Buffer): Promise<Conversion> {
	return { jpeg: await inTurn(() => converted(bytes)), taken: exifInside(bytes) };
}

/** The same file's row, told of the JPEG. */
export const shownAs = <T extends { readonly filename_download?: string }>(data: T): T => ({
	...data,
	type: JPEG,
	filename_download: `${(data.filename_download ?? 'photo').replace(/\.[^.]*$/, '')}.jpg`,
});

function converted(bytes: Buffer): Promise<Buffer | null> {
	return new Promise((resolve) => {
		const task: HeicTask = { bytes, program: process.argv[1] ?? import.meta.url };
		const worker = new Worker(`(${heicThread.toString()})()`, {
			eval: true,
			workerData: task,
			resourceLimits: { maxOldGenerationSizeMb: 256 },
		});
		const done = (jpeg: Buffer | null): void => {
			clearTimeout(timer);
			void worker.terminate();
			resolve(jpeg);
		};
		const timer = setTimeout(() => done(null), LONGEST_MS);
		worker.on('message', (jpeg: unknown) => done(jpeg instanceof Uint8Array ? Buffer.from(jpeg) : null));
		worker.on('error', () => done(null));
		worker.on('exit', () => done(null));
	});
}
