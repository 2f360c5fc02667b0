// The head of a JPEG: how large the picture is, what the camera wrote, and the same head without it.
import { exifFacts, NO_FACTS, orientationOnly, type TakenFacts } from './exif.ts';
import { at } from '../file-signatures.ts';

export interface JpegHead extends TakenFacts {
	readonly width: number;
	readonly height: number;
	/** Decoded from its whole content at once, not line by line. */
	readonly progressive: boolean;
	/** Where the pixels begin; the head is everything before. */
	readonly length: number;
	/** The head without camera, time and place, and without texts and pictures of programs. It says only which way is up. */
	readonly plain: Uint8Array;
}

const [START_OF_SCAN, EXIF_OR_XMP, PICTURES_BESIDE, IPTC, COMMENT] = [0xda, 0xe1, 0xe2, 0xed, 0xfe];
const FRAMES = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
const PROGRESSIVE = [0xc2, 0xc6, 0xca, 0xce];

/** `null`: this is no whole head. `wanted`: more bytes may complete it. */
export function jpegHead(bytes: Uint8Array): JpegHead | { readonly wanted: boolean } {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const kept: Uint8Array[] = [bytes.subarray(0, 2)];
	let [facts, width, height, progressive, offset] = [NO_FACTS, 0, 0, false, 2];
	for (;;) {
		if (offset + 4 > bytes.length) return { wanted: true };
		if (bytes[offset] !== 0xff) return { wanted: false };
		const marker = bytes[offset + 1] ?? 0;
		if (marker === 0xff) {
			offset += 1;
			continue;
		}
		const end = offset + 2 + view.getUint16(offset + 2);
		if (end > bytes.length && marker !== START_OF_SCAN) return { wanted: true };
		const segment = bytes.subarray(offset, end);
		if (marker === START_OF_SCAN) break;
		if (marker === EXIF_OR_XMP && at(segment, 4, 'Exif')) facts = exifFacts(segment.subarray(10));
		if (FRAMES.includes(marker) && segment.length > 9) {
			[height, width] = [view.getUint16(offset + 5), view.getUint16(offset + 7)];
			progressive = PROGRESSIVE.includes(marker);
		}
		const isPrivate =
			[EXIF_OR_XMP, IPTC, COMMENT].includes(marker) || (marker === PICTURES_BESIDE && at(segment, 4, 'MPF'));
		if (!isPrivate) kept.push(segment);
		offset = end;
	}
	if (facts.orientation > 1) kept.splice(1, 0, exifSegment(orientationOnly(facts.orientation)));
	return { ...facts, width, height, progressive, length: offset, plain: joined(kept) };
}

const exifSegment = (content: Uint8Array): Uint8Array =>
	Uint8Array.from([0xff, EXIF_OR_XMP, 0, content.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...content]);

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let offset = 0;
	for (const part of parts) {
		whole.set(part, offset);
		offset += part.length;
	}
	return whole;
}
