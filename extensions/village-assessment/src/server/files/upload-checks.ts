// Every file that somebody sends comes through here, whatever way it takes: POST /files, PATCH /files/:id, /files/import, GraphQL.
// Directus asks no hook before it stores a file, and believes what the browser says of it.
import { createHash, type Hash } from 'node:crypto';
import { ReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ExtensionsServices } from '@directus/types';
import { toDirectusError } from '#server/platform/render-error.ts';
import type { Database } from '#server/platform/database.ts';
import type { TakenFacts } from '#domain/evidence/photo/exif.ts';
import { fromHeic, shownAs } from './heic.ts';
import { judge } from './judge.ts';
import { HEIC, JPEG } from '#domain/evidence/file-kinds.ts';
import { opened, type Opened } from './opened.ts';
import { inside, refuseTooLarge } from './picture-head.ts';
import { plainPicture, WITH_CHUNKS } from './plain-picture.ts';
import { updateUploaded } from './repository.ts';

interface Upload {
	readonly filename_download?: string;
	readonly type?: string;
	readonly [field: string]: unknown;
}

interface Service {
	readonly knex: Database;
	readonly accountability: { readonly user: string | null } | null;
}

type UploadOne = (this: Service, stream: Readable, data: Upload, key?: string, options?: unknown) => Promise<string>;

export function checkUploads({ FilesService }: Pick<ExtensionsServices, 'FilesService'>): void {
	const service: { uploadOne: UploadOne } = FilesService.prototype;
	const store = service.uploadOne;
	service.uploadOne = async function (stream, data, key, options) {
		// What the server has written itself: an export.
		if (stream instanceof ReadStream) return store.call(this, stream, data, key, options);
		const file = await opened(stream);
		const { taken, sent } = await received(file, data).catch(async (error: unknown) => {
			// A browser that is still sending would take an early answer for a broken connection.
			await file.drop().catch(() => undefined);
			throw await toDirectusError(error, this.accountability?.user ?? null, this.knex);
		});
		const hash = createHash('sha256');
		const id = await store.call(this, hashed(sent.stream, hash), sent.data, key, options);
		await updateUploaded(this.knex, id, {
			taken_at: taken.takenAt,
			taken_place: taken.takenPlace,
			sha256: hash.digest('hex'),
		});
		return id;
	};
}

/** The same bytes, and `hash` has seen them when they have been read. Directus asks the stream whether it was cut off. */
function hashed(stream: Readable, hash: Hash): Readable {
	async function* bytes(): AsyncGenerator<Uint8Array> {
		for await (const part of stream) {
			hash.update(part);
			yield part;
		}
	}
	const through = Readable.from(bytes(), { objectMode: false });
	return Object.defineProperty(through, 'truncated', {
		get: () => 'truncated' in stream && stream.truncated === true,
	});
}

type Taken = Pick<TakenFacts, 'takenAt' | 'takenPlace'>;

interface Received {
	readonly taken: Taken;
	readonly sent: { readonly stream: Readable; readonly data: Upload };
}

/** What the sender says about the file and no column keeps: facts that the browser read before it made the photo smaller, and a wish. */
const SAID = ['taken_at', 'taken_place', 'keep_original'];

async function received(file: Opened, given: Upload): Promise<Received> {
	const data = Object.fromEntries(Object.entries(given).filter(([field]) => !SAID.includes(field)));
	const { kind, name } = judge(String(given.filename_download ?? ''), file.head);
	const asItCame = given['keep_original'] === true;
	const row: Upload = { ...data, type: kind.type, filename_download: name };
	if (kind.type === HEIC && !asItCame) return converted(file, row, given);
	const picture = await inside(kind.type, file);
	refuseTooLarge(name, picture);
	if (WITH_CHUNKS.includes(kind.type) && picture !== null) {
		const bytes = await file.whole();
		const found = plainPicture(kind.type, bytes);
		return {
			taken: takenOf(given, found?.taken),
			sent: { stream: Readable.from(asItCame ? bytes : (found?.plain ?? bytes), { objectMode: false }), data: row },
		};
	}
	const taken = takenOf(given, picture);
	const head = kind.type === JPEG && !asItCame ? picture : null;
	return { taken, sent: { stream: file.from(head?.plain, head?.length), data: row } };
}

/** A HEIC that cannot be read is kept as it is: proof is not lost for a picture's sake. */
async function converted(file: Opened, data: Upload, given: Upload): Promise<Received> {
	const bytes = await file.whole();
	const { jpeg, taken } = await fromHeic(bytes);
	const sent =
		jpeg === null
			? { stream: Readable.from(bytes, { objectMode: false }), data }
			: { stream: Readable.from(jpeg, { objectMode: false }), data: shownAs(data) };
	return { taken: takenOf(given, taken), sent };
}

/** What the browser read before it made a photo smaller comes first. */
const takenOf = (given: Upload, found: Taken | null | undefined): Taken => ({
	takenAt: momentSaid(given['taken_at']) ?? found?.takenAt ?? null,
	takenPlace: placeSaid(given['taken_place']) ?? found?.takenPlace ?? null,
});

const momentSaid = (value: unknown): string | null =>
	typeof value === 'string' && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(value) ? value : null;
const placeSaid = (value: unknown): string | null =>
	typeof value === 'string' && /^-?\d{1,2}(\.\d{1,6})?, -?\d{1,3}(\.\d{1,6})?$/.test(value) ? value : null;
