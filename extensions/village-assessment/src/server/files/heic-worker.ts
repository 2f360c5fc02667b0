// The thread that decodes one HEIC: libheif as WebAssembly, then a JPEG of at most 2560 pixels, as the browser makes them.

interface HeicImage {
	get_width(): number;
	get_height(): number;
	display(
		target: { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number },
		done: (drawn: { readonly data: Uint8ClampedArray } | null) => void,
	): void;
}

interface Libheif {
	readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeicImage[] };
}

interface Picture {
	resize(options: {
		readonly width: number;
		readonly height: number;
		readonly fit: 'inside';
		readonly withoutEnlargement: true;
	}): Picture;
	flatten(options: { readonly background: string }): Picture;
	jpeg(options: { readonly quality: number }): Picture;
	toBuffer(): Promise<Buffer>;
}

type Sharp = (
	pixels: Uint8ClampedArray,
	options: { readonly raw: { readonly width: number; readonly height: number; readonly channels: 4 } },
) => Picture;

/** What the thread is given: the file, and the program from which its libraries are found, wherever the extension lies. */
export interface HeicTask {
	readonly bytes: Uint8Array;
	readonly program: string;
}

/** Runs as the thread's whole program, from its own text: it may use nothing that stands outside of it. */
export function heicThread(): void {
	const MOST_PIXELS = 64_000_000;
	const LONGEST_SIDE = 2560;
	const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
	const { bytes, program }: HeicTask = workerData;
	const load = process.getBuiltinModule('node:module').createRequire(program);

	const converted = async (): Promise<Uint8Array | null> => {
		const libheif: Libheif = load('libheif-js/wasm-bundle');
		const sharp: Sharp = load('sharp');
		const [image] = new libheif.HeifDecoder().decode(bytes);
		if (image === undefined) return null;
		const [width, height] = [image.get_width(), image.get_height()];
		if (width * height > MOST_PIXELS || width < 1 || height < 1) return null;
		const pixels = new Uint8ClampedArray(width * height * 4);
		const drawn = await new Promise<boolean>((resolve) =>
			image.display({ data: pixels, width, height }, (result) => resolve(result !== null)),
		);
		if (!drawn) return null;
		return sharp(pixels, { raw: { width, height, channels: 4 } })
			.resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
			.flatten({ background: '#fff' })
			.jpeg({ quality: 85 })
			.toBuffer();
	};

	converted().then(
		(jpeg) => parentPort?.postMessage(jpeg),
		() => parentPort?.postMessage(null),
	);
}
