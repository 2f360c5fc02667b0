// What is read of a photo's head, and what is left of it; and who gets the turn at the queue.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exifInside, exifFacts } from '#domain/evidence/photo/exif.ts';
import { jpegHead } from '#domain/evidence/photo/jpeg.ts';
import { sizeOf } from '#server/files/picture-head.ts';
import { queueOf } from '#server/files/queue.ts';
import { ROOT } from '../../support/rulebooks/load.ts';

const segment = (marker: number, content: readonly number[]): number[] => [
	0xff,
	marker,
	(content.length + 2) >> 8,
	(content.length + 2) & 0xff,
	...content,
];
const text = (value: string): number[] => [...value].map((letter) => letter.charCodeAt(0));
const FRAME = segment(0xc0, [8, 0x17, 0x70, 0x1f, 0x40, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
const PROGRESSIVE = segment(0xc2, [8, 0, 10, 0, 20, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
const SCAN = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3];
/** Orientation 6, nothing else. */
const TURNED = [
	...text('Exif\0\0'),
	0x4d,
	0x4d,
	0,
	0x2a,
	0,
	0,
	0,
	8,
	0,
	1,
	0x01,
	0x12,
	0,
	3,
	0,
	0,
	0,
	1,
	0,
	6,
	0,
	0,
	0,
	0,
	0,
	0,
];
const jpeg = (...segments: readonly (readonly number[])[]): Uint8Array =>
	Uint8Array.from([0xff, 0xd8, ...segments.flat()]);
const head = (bytes: Uint8Array) => {
	const found = jpegHead(bytes);
	if ('wanted' in found) throw new Error('no whole head');
	return found;
};

describe('a JPEG’s head', () => {
	const photo = jpeg(
		segment(0xe0, text('JFIF\0')),
		segment(0xe1, TURNED),
		segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0<x/>')),
		segment(0xed, text('Photoshop')),
		segment(0xfe, text('a comment')),
		segment(0xe2, text('MPF\0')),
		segment(0xe2, text('ICC_PROFILE\0')),
		FRAME,
		SCAN,
	);

	it('tells the size, and what the camera wrote', () => {
		expect(head(photo)).toMatchObject({
			width: 8000,
			height: 6000,
			progressive: false,
			orientation: 6,
			takenAt: null,
			takenPlace: null,
			length: photo.length - SCAN.length,
		});
		expect(head(jpeg(PROGRESSIVE, SCAN))).toMatchObject({ width: 20, height: 10, progressive: true });
	});

	it('is left with colours and which way is up, without anything that tells of somebody', () => {
		const plain = String.fromCharCode(...head(photo).plain);
		expect(['JFIF', 'ICC_PROFILE', 'Exif'].filter((kept) => !plain.includes(kept))).toEqual([]);
		expect(['adobe', 'Photoshop', 'a comment', 'MPF'].filter((gone) => plain.includes(gone))).toEqual([]);
		const again = head(Uint8Array.from([...head(photo).plain, ...SCAN]));
		expect(again).toMatchObject({ width: 8000, height: 6000, orientation: 6 });
		expect([...again.plain]).toEqual([...head(photo).plain]);
	});

	it.each([
		['cut off', photo.subarray(0, 30), true],
		['only its mark', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), true],
		['rubbish after the mark', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 9, 9, 9, 9]), false],
	])('%s: none', (_, bytes, wanted) => {
		expect(jpegHead(bytes)).toEqual({ wanted });
	});
});

describe('EXIF', () => {
	it('of a HEIC is found where it lies', () => {
		expect(exifInside(readFileSync(join(ROOT, 'test/support/fixtures/photo.heic')))).toEqual({
			takenAt: '2026-05-03 14:22:10',
			takenPlace: '28.20833, 112.97',
			orientation: 1,
		});
	});

	it('that is none, or that points nowhere, says nothing', () => {
		const nothing = { takenAt: null, takenPlace: null, orientation: 1 };
		for (const bytes of [
			[],
			[1, 2, 3],
			text('MM\0*'),
			[0x4d, 0x4d, 0, 0x2a, 0xff, 0xff, 0xff, 0xff],
			[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0xff, 0xff],
		])
			expect(exifFacts(Uint8Array.from(bytes))).toEqual(nothing);
	});
});

it.each([
	[
		'image/png',
		[
			0x89,
			...text('PNG\r\n'),
			0x1a,
			0x0a,
			0,
			0,
			0,
			13,
			...text('IHDR'),
			0,
			0,
			1,
			0,
			0,
			0,
			0,
			8,
			8,
			2,
			0,
			0,
			1,
			0,
			0,
			0,
		],
		{ width: 256, height: 8, whole: true },
	],
	['image/gif', [...text('GIF89a'), 0, 1, 8, 0, ...Array<number>(30).fill(0)], { width: 256, height: 8 }],
	[
		'image/bmp',
		[...text('BM'), ...Array<number>(16).fill(0), 0, 1, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0],
		{ width: 256, height: 8 },
	],
	[
		'image/webp',
		[...text('RIFF....WEBPVP8X'), 10, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 7, 0, 0, 0, 0],
		{ width: 256, height: 8 },
	],
] as const)('the size of %s', (type, bytes, size) => {
	expect(sizeOf(type, Uint8Array.from(bytes))).toMatchObject(size);
});

it('a queue has as many at work as it has places, in the order in which they came, failures included', async () => {
	const inTurn = queueOf(2);
	const began: number[] = [];
	let [now, most] = [0, 0];
	const task = (nth: number) => async (): Promise<number> => {
		began.push(nth);
		most = Math.max(most, (now += 1));
		await new Promise((resolve) => setTimeout(resolve, 2));
		now -= 1;
		if (nth % 3 === 0) throw new Error(String(nth));
		return nth;
	};
	const results = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map((nth) => inTurn(task(nth))));
	expect([began, most, results.filter(({ status }) => status === 'rejected').length]).toEqual([
		[1, 2, 3, 4, 5, 6, 7],
		2,
		2,
	]);
});
