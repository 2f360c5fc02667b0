// A PNG or WebP without what tells of somebody: camera, time, place, texts of programs. Its pixels and colours stay as they are.
import { crc32 } from 'node:zlib';
import { exifFacts, NO_FACTS, orientationOnly, type TakenFacts } from '#domain/evidence/photo/exif.ts';
import { at } from '#domain/evidence/file-signatures.ts';

export interface PlainPicture {
	readonly plain: Uint8Array;
	readonly taken: TakenFacts;
}

/** What cameras write into these may stand behind the pixels, so they are read whole. */
export const WITH_CHUNKS: readonly string[] = ['image/png', 'image/webp'];

/** null: of another kind, or not made as its kind is; then it is kept as it came. */
export function plainPicture(type: string, bytes: Uint8Array): PlainPicture | null {
	if (type === 'image/png') return plainPng(bytes);
	return type === 'image/webp' ? plainWebp(bytes) : null;
}

const PRIVATE_IN_PNG = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'];
const PNG_MARK = 8;
/** Length and name before a chunk's content, a checksum behind it. */
const [BEFORE, BEHIND] = [8, 4];

function plainPng(bytes: Uint8Array): PlainPicture | null {
	const view = viewOf(bytes);
	const kept: Uint8Array[] = [bytes.subarray(0, PNG_MARK)];
	let taken = NO_FACTS;
	let name = '';
	// What stands behind the end is no part of the picture.
	for (let offset = PNG_MARK; name !== 'IEND';) {
		if (offset + BEFORE + BEHIND > bytes.length) return null;
		const end = offset + BEFORE + view.getUint32(offset) + BEHIND;
		if (end > bytes.length) return null;
		name = nameAt(bytes, offset + 4);
		const chunk = bytes.subarray(offset, end);
		if (name === 'eXIf') {
			taken = exifFacts(chunk.subarray(BEFORE, -BEHIND));
			if (taken.orientation > 1) kept.push(pngChunk(name, orientationOnly(taken.orientation)));
		} else if (!PRIVATE_IN_PNG.includes(name)) kept.push(chunk);
		offset = end;
	}
	return { plain: Buffer.concat(kept), taken };
}

function pngChunk(name: string, content: Uint8Array): Buffer {
	const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(content.length);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
}

const RIFF_MARK = 12;
/** What the head of an extended WebP says that there is. */
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04];

function plainWebp(bytes: Uint8Array): PlainPicture | null {
	const view = viewOf(bytes);
	const kept: Buffer[] = [];
	let taken = NO_FACTS;
	const whole = Math.min(bytes.length, BEFORE + view.getUint32(4, true));
	for (let offset = RIFF_MARK; offset < whole;) {
		if (offset + BEFORE > whole) return null;
		const size = view.getUint32(offset + 4, true);
		if (offset + BEFORE + size > whole) return null;
		const name = nameAt(bytes, offset);
		const content = bytes.subarray(offset + BEFORE, offset + BEFORE + size);
		if (name === 'EXIF') {
			taken = exifFacts(at(content, 0, 'Exif') ? content.subarray(6) : content);
			if (taken.orientation > 1) kept.push(riffChunk(name, orientationOnly(taken.orientation)));
		} else if (name !== 'XMP ') kept.push(riffChunk(name, content));
		offset += BEFORE + size + (size % 2);
	}
	const [head] = kept;
	if (head !== undefined && nameAt(head, 0) === 'VP8X') {
		head.writeUInt8((head.readUInt8(BEFORE) & ~(HAS_EXIF | HAS_XMP)) | (taken.orientation > 1 ? HAS_EXIF : 0), BEFORE);
	}
	return { plain: riffChunk('RIFF', Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept])), taken };
}

function riffChunk(name: string, content: Uint8Array): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32LE(content.length);
	return Buffer.concat([Buffer.from(name, 'latin1'), length, content, Buffer.alloc(content.length % 2)]);
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const nameAt = (bytes: Uint8Array, offset: number): string =>
	String.fromCharCode(...bytes.subarray(offset, offset + 4));
