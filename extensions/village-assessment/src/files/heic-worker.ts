// The thread that decodes one HEIC: libheif as WebAssembly, then a JPEG of at most 2560 pixels, as the browser makes them.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

interface HeicImage {
	get_width(): number;
	get_height(): number;
	display(target: { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }, done: (drawn: { readonly data: Uint8ClampedArray } | null) => void): void;
}

interface Libheif {
	readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeicImage[] };
}

interface Picture {
	resize(options: { readonly width: number; readonly height: number; readonly fit: 'inside'; readonly withoutEnlargement: true }): Picture;
	flatten(options: { readonly background: string }): Picture;
	jpeg(options: { readonly quality: number }): Picture;
	toBuffer(): Promise<Buffer>;
}

type Sharp = (pixels: Uint8ClampedArray, options: { readonly raw: { readonly width: number; readonly height: number; readonly channels: 4 } }) => Picture;

const MOST_PIXELS = 64_000_000;
const LONGEST_SIDE = 2560;
const require = createRequire(import.meta.url);

async function converted(bytes: Uint8Array): Promise<Buffer | null> {
	const libheif: Libheif = require('libheif-js/wasm-bundle');
	const sharp: Sharp = require('sharp');
	const [image] = new libheif.HeifDecoder().decode(bytes);
	if (image === undefined) return null;
	const [width, height] = [image.get_width(), image.get_height()];
	if (width * height > MOST_PIXELS || width < 1 || height < 1) return null;
	const pixels = new Uint8ClampedArray(width * height * 4);
	const drawn = await new Promise<boolean>((resolve) => image.display({ data: pixels, width, height }, (result) => resolve(result !== null)));
	if (!drawn) return null;
	return sharp(pixels, { raw: { width, height, channels: 4 } })
		.resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
		.flatten({ background: '#fff' })
		.jpeg({ quality: 85 })
		.toBuffer();
}

parentPort?.postMessage(workerData instanceof Uint8Array ? await converted(workerData).catch(() => null) : null);
