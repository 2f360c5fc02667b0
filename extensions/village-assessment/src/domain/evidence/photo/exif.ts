// What a camera writes into a photo: when and where it was taken, and which way up it is to be shown. Read in the browser and on
// the server alike.
export interface TakenFacts {
	/** As the camera's clock had it: 2026-05-03 14:22:10. */
	readonly takenAt: string | null;
	/** Latitude and longitude in degrees: 28.20833, 112.97. */
	readonly takenPlace: string | null;
	/** 1: as it lies; 5 and more: turned on its side. */
	readonly orientation: number;
}

export const NO_FACTS: TakenFacts = { takenAt: null, takenPlace: null, orientation: 1 };

const ORIENTATION = 0x0112;
const PHOTO = 0x8769;
const GPS = 0x8825;
const TIMES = [0x9003, 0x9004];
const [SOUTH_NORTH, LATITUDE, WEST_EAST, LONGITUDE] = [1, 2, 3, 4];
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };
/** More entries than any camera writes: the bytes are no EXIF. */
const MOST_ENTRIES = 512;

/** `bytes`: the TIFF structure, without the name `Exif` before it. Whatever cannot be read is left out. */
export function exifFacts(bytes: Uint8Array): TakenFacts {
	try {
		return read(bytes);
	} catch {
		return NO_FACTS;
	}
}

/** An EXIF of nothing but which way is up. */
export const orientationOnly = (orientation: number): Uint8Array =>
	Uint8Array.from([
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
		orientation,
		0,
		0,
		0,
		0,
		0,
		0,
	]);

/** Where EXIF lies somewhere in a file, as in a HEIC: the mark that it begins with tells. */
export function exifInside(bytes: Uint8Array): TakenFacts {
	for (const mark of MARKS) {
		for (let offset = bytes.indexOf(mark[0]); offset >= 0; offset = bytes.indexOf(mark[0], offset + 1)) {
			if (mark.every((byte, index) => bytes[offset + index] === byte))
				return exifFacts(bytes.subarray(offset, offset + LONGEST));
		}
	}
	return NO_FACTS;
}

/** The byte order, 42, and that the first list follows at once. */
const MARKS = [
	[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8],
	[0x49, 0x49, 0x2a, 0, 8, 0, 0, 0],
] as const;
const LONGEST = 65_536;

function read(bytes: Uint8Array): TakenFacts {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const little = view.getUint16(0) === 0x4949;
	const entriesAt = (offset: number): Map<number, readonly (number | string)[]> => {
		const count = view.getUint16(offset, little);
		const entries = new Map<number, readonly (number | string)[]>();
		if (count > MOST_ENTRIES) return entries;
		for (let index = 0; index < count; index += 1) {
			const entry = offset + 2 + index * 12;
			entries.set(view.getUint16(entry, little), valuesAt(entry));
		}
		return entries;
	};
	const valuesAt = (entry: number): readonly (number | string)[] => {
		const type = view.getUint16(entry + 2, little);
		const size = SIZES[type];
		const count = Math.min(view.getUint32(entry + 4, little), 64);
		if (size === undefined) return [];
		const start = size * count > 4 ? view.getUint32(entry + 8, little) : entry + 8;
		if (type === 2) return [textAt(start, count)];
		return Array.from({ length: count }, (_, index) => numberAt(type, start + index * size));
	};
	const textAt = (start: number, count: number): string => {
		const end = Math.min(start + count, bytes.length);
		return String.fromCharCode(...bytes.subarray(start, end))
			.replace(/\0.*$/s, '')
			.trim();
	};
	const numberAt = (type: number, offset: number): number => {
		if (type === 3) return view.getUint16(offset, little);
		if (type === 5) return view.getUint32(offset, little) / view.getUint32(offset + 4, little);
		return type === 4 ? view.getUint32(offset, little) : view.getUint8(offset);
	};
	const main = entriesAt(view.getUint32(4, little));
	const inside = (tag: number): Map<number, readonly (number | string)[]> => {
		const offset = Number(main.get(tag)?.[0] ?? 0);
		return offset > 0 ? entriesAt(offset) : new Map();
	};
	const photo = inside(PHOTO);
	const orientation = Number(main.get(ORIENTATION)?.[0] ?? 1);
	return {
		takenAt: TIMES.map((tag) => momentOf(photo.get(tag)?.[0])).find((moment) => moment !== null) ?? null,
		takenPlace: placeOf(inside(GPS)),
		orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
	};
}

/** A camera writes 2026:05:03 14:22:10, and zeros where its clock was never set. */
function momentOf(value: unknown): string | null {
	const [, year, month, day, time] = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(String(value ?? '')) ?? [];
	if (year === undefined || year < '1990' || Number.isNaN(Date.parse(`${year}-${month}-${day}T${time}Z`))) return null;
	return `${year}-${month}-${day} ${time}`;
}

function placeOf(gps: ReadonlyMap<number, readonly (number | string)[]>): string | null {
	const degrees = (reference: number, value: number, negative: string): number => {
		const [whole = NaN, minutes = 0, seconds = 0] = (gps.get(value) ?? []).map(Number);
		return (whole + minutes / 60 + seconds / 3600) * (gps.get(reference)?.[0] === negative ? -1 : 1);
	};
	const [latitude, longitude] = [degrees(SOUTH_NORTH, LATITUDE, 'S'), degrees(WEST_EAST, LONGITUDE, 'W')];
	// Phones without a fix write 0, 0.
	if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180) || (latitude === 0 && longitude === 0)) return null;
	return `${Number(latitude.toFixed(5))}, ${Number(longitude.toFixed(5))}`;
}
