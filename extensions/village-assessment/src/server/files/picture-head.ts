// How large a picture is, told by its head, and how large it may be: a small picture of it must be possible without memory running away.
import { DomainError } from '#domain/errors/domain-error.ts';
import { NO_FACTS, type TakenFacts } from '#domain/evidence/photo/exif.ts';
import { jpegHead } from '#domain/evidence/photo/jpeg.ts';
import { JPEG } from '#domain/evidence/file-kinds.ts';
import type { Opened } from './opened.ts';

export interface PictureHead extends TakenFacts {
	readonly width: number;
	readonly height: number;
	/** Has to be held in memory whole to be made smaller. */
	readonly whole: boolean;
	/** Of a JPEG: its head without what is private, and how long the head is. */
	readonly plain?: Uint8Array;
	readonly length?: number;
}

/** As much as a JPEG's head may take before its pixels begin. */
const LONGEST_HEAD = 4 * 1024 ** 2;
/** More than any phone makes; ops/start/environment.mjs tells Directus the same. */
const LONGEST_SIDE = 16_384;
const MOST_PIXELS = LONGEST_SIDE ** 2;
const MOST_PIXELS_WHOLE = 64_000_000;

/** `null` where the head does not tell. */
export async function inside(type: string, file: Opened): Promise<PictureHead | null> {
	if (type === JPEG) {
		let head = jpegHead(file.head);
		while ('wanted' in head && head.wanted && file.head.length < LONGEST_HEAD && (await file.more()))
			head = jpegHead(file.head);
		return 'wanted' in head ? null : { ...head, whole: head.progressive };
	}
	return sizeOf(type, file.head);
}

/** PNG, GIF, WebP and BMP have their size in their first bytes. */
export function sizeOf(type: string, head: Uint8Array): PictureHead | null {
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	if (head.length < 32) return null;
	const is = (width: number, height: number, whole: boolean): PictureHead => ({ ...NO_FACTS, width, height, whole });
	switch (type) {
		case 'image/png':
			return is(view.getUint32(16), view.getUint32(20), view.getUint8(28) === 1);
		case 'image/gif':
			return is(view.getUint16(6, true), view.getUint16(8, true), true);
		case 'image/bmp':
			return is(Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true)), true);
		case 'image/webp':
			return webpSize(view, is);
		default:
			return null;
	}
}

function webpSize(
	view: DataView,
	is: (width: number, height: number, whole: boolean) => PictureHead,
): PictureHead | null {
	const kind = view.getUint8(15);
	const three = (offset: number): number => view.getUint16(offset, true) + view.getUint8(offset + 2) * 65_536;
	if (kind === 0x58) return is(three(24) + 1, three(27) + 1, true);
	if (kind === 0x20) return is(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff, true);
	const packed = view.getUint32(21, true);
	return kind === 0x4c ? is((packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1, true) : null;
}

export function refuseTooLarge(file: string, picture: PictureHead | null): void {
	if (picture === null) return;
	const { width, height, whole } = picture;
	if (width <= LONGEST_SIDE && height <= LONGEST_SIDE && width * height <= (whole ? MOST_PIXELS_WHOLE : MOST_PIXELS))
		return;
	throw new DomainError('PICTURE_TOO_LARGE', {
		file: file.slice(-40),
		width,
		height,
		limit: (whole ? MOST_PIXELS_WHOLE : MOST_PIXELS) / 1_000_000,
	});
}
