// The code on a sheet that leads to where anybody may check the published result.
import { crc32, deflateSync } from 'node:zlib';
import type { WriteSheet } from 'hucre/xlsx';
import encodeQR from 'qr';
import type { Subject } from './model.ts';

type Picture = NonNullable<WriteSheet['images']>[number];

/** Over one cell, whose width and height make it a square. null: there is no result yet, or no page to lead to. */
export const resultCodeOf = (
	{ digest, publicPage }: Pick<Subject, 'digest' | 'publicPage'>,
	{ row, column }: { readonly row: number; readonly column: number },
): Picture | null =>
	digest === null || publicPage === null
		? null
		: {
				data: png(encodeQR(publicPage, 'raw', { border: 2, scale: 4 })),
				type: 'png',
				anchor: { from: { row, col: column }, to: { row: row + 1, col: column + 1 } },
				altText: publicPage,
			};

/** Black and white, a bit a dot: the library's own GIF is not packed and has thirty times as much. */
function png(dots: readonly (readonly boolean[])[]): Uint8Array {
	const head = new DataView(new ArrayBuffer(13));
	head.setUint32(0, dots[0]?.length ?? 0);
	head.setUint32(4, dots.length);
	head.setUint8(8, 1);
	const lines = dots.map((line) => {
		const bytes = new Uint8Array(1 + Math.ceil(line.length / 8)).fill(0xff, 1);
		line.forEach((isBlack, at) => {
			if (isBlack) bytes[1 + (at >> 3)] = (bytes[1 + (at >> 3)] ?? 0) & ~(0x80 >> (at & 7));
		});
		return bytes;
	});
	return Buffer.concat([
		Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
		chunk('IHDR', new Uint8Array(head.buffer)),
		chunk('IDAT', deflateSync(Buffer.concat(lines))),
		chunk('IEND', new Uint8Array()),
	]);
}

function chunk(name: string, content: Uint8Array): Buffer {
	const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(content.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}
