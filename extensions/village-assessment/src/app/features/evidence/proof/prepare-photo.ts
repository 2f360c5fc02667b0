// A photo is made smaller in the browser before it is sent: a phone's camera makes 12 megapixels and more, and a village's network is
// slow. When and where it was taken goes along as data. What the browser cannot read is sent as it is; the server sees to it.
import { exifInside, type TakenFacts } from '#domain/evidence/photo/exif.ts';
import { jpegHead } from '#domain/evidence/photo/jpeg.ts';

export interface Prepared {
	readonly file: File;
	/** What the server is told about it. */
	readonly details: Readonly<Record<string, string>>;
}

export const LONGEST_SIDE = 2560;
const QUALITY = 0.85;
const PHOTO = /\.(jpe?g|jfif|jpe|png|webp|bmp|heic|heif|hif)$/i;
const HEIC = /\.(heic|heif|hif)$/i;
/** As much of a file as its head may take. */
const HEAD = 1024 ** 2;

/** `original`: it is asked for as it is. */
export async function preparePhoto(file: File, original: boolean): Promise<Prepared> {
	if (original) return { file, details: { keep_original: 'true' } };
	if (!PHOTO.test(file.name) && !file.type.startsWith('image/')) return { file, details: {} };
	const facts = await factsOf(file).catch(() => null);
	const smaller = await shrunk(file).catch(() => null);
	const details = {
		...(facts?.takenAt ? { taken_at: facts.takenAt } : {}),
		...(facts?.takenPlace ? { taken_place: facts.takenPlace } : {}),
	};
	return smaller === null ? { file, details: {} } : { file: smaller, details };
}

async function factsOf(file: File): Promise<TakenFacts | null> {
	const isHeic = HEIC.test(file.name);
	const bytes = new Uint8Array(await (isHeic ? file : file.slice(0, HEAD)).arrayBuffer());
	if (isHeic) return exifInside(bytes);
	const head = jpegHead(bytes);
	return 'wanted' in head ? exifInside(bytes) : head;
}

/** null where it is small enough. Throws where the browser cannot read it. */
async function shrunk(file: File): Promise<File | null> {
	const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
	try {
		const share = LONGEST_SIDE / Math.max(bitmap.width, bitmap.height);
		if (share >= 1 && !HEIC.test(file.name)) return null;
		const canvas = document.createElement('canvas');
		const scaled = (side: number): number => Math.max(1, Math.round(side * Math.min(1, share)));
		[canvas.width, canvas.height] = [scaled(bitmap.width), scaled(bitmap.height)];
		const context = canvas.getContext('2d');
		if (context === null) return null;
		context.imageSmoothingQuality = 'high';
		// A JPEG knows no transparency; without this it would be black.
		context.fillStyle = '#fff';
		context.fillRect(0, 0, canvas.width, canvas.height);
		context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
		const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
		canvas.width = 0;
		return blob === null
			? null
			: new File([blob], file.name.replace(/\.[^.]*$|$/, '.jpg'), {
					type: 'image/jpeg',
					lastModified: file.lastModified,
				});
	} finally {
		bitmap.close();
	}
}
