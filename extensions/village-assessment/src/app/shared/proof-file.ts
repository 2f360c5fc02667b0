// A file that proves something, as the screens show it.

export interface ProofFile {
	readonly id: string;
	readonly title: string | null;
	readonly type: string | null;
	readonly filename_download: string;
	/** Bytes; a text where the database's number is too large for JSON. */
	readonly filesize: number | string | null;
	/** Pixels; unknown of what was never measured. */
	readonly width?: number | null;
	readonly height?: number | null;
	/** As the camera wrote it: 2026-05-03 14:22:10. */
	readonly taken_at?: string | null;
	/** Latitude and longitude. */
	readonly taken_place?: string | null;
}

export const PROOF_FIELDS = [
	'id',
	'title',
	'type',
	'filename_download',
	'filesize',
	'width',
	'height',
	'taken_at',
	'taken_place',
] as const;

export type ProofKind = 'image' | 'pdf' | 'other';

/** Pictures that every browser draws, PDF, and what can only be downloaded. */
export function kindOf({ type }: ProofFile): ProofKind {
	if (type === 'application/pdf') return 'pdf';
	return /^image\/(jpeg|png|gif|webp|bmp|tiff)$/.test(type ?? '') ? 'image' : 'other';
}

export const nameOf = ({ title, filename_download: filename }: ProofFile): string => title?.trim() || filename;

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** 830 kB, 2.4 MB; nothing where the size is unknown. */
export function sizeText({ filesize }: ProofFile): string {
	let size = Number(filesize ?? 0);
	if (!Number.isFinite(size) || size <= 0) return '';
	let unit = 0;
	while (size >= 1000 && unit < UNITS.length - 1) {
		size /= 1000;
		unit += 1;
	}
	return `${size >= 10 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit]}`;
}

export interface AssetOptions {
	/** The longest side in pixels of a smaller picture; the file itself where left out. */
	readonly width?: number;
	readonly format?: 'jpg';
	readonly download?: boolean;
}

/** Where the browser gets a file with the session it has. `base` is the API's own address. */
export function assetUrl(
	base: string | undefined,
	id: string,
	{ width, format, download = false }: AssetOptions = {},
): string {
	const query = [
		...(width === undefined ? [] : [`width=${width}`, `height=${width}`, 'fit=inside', 'withoutEnlargement=true']),
		...(format === undefined ? [] : [`format=${format}`]),
		...(download ? ['download'] : []),
	];
	return `${(base ?? '').replace(/\/$/, '')}/assets/${id}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** What fills a screen. A larger one is fetched only where it is opened by itself. */
const SCREEN = 2560;
/** Browsers draw no TIFF. */
const formatOf = ({ type }: ProofFile): { readonly format?: 'jpg' } => (type === 'image/tiff' ? { format: 'jpg' } : {});

/** A small picture, `width` pixels on its longest side. */
export const smallPictureUrl = (base: string | undefined, file: ProofFile, width: number): string =>
	assetUrl(base, file.id, { width, ...formatOf(file) });

/** The picture as large as a screen; as it is where it is no larger. */
export function pictureUrl(base: string | undefined, file: ProofFile): string {
	const isLarge = Math.max(file.width ?? SCREEN + 1, file.height ?? SCREEN + 1) > SCREEN;
	return isLarge || file.type === 'image/tiff' ? smallPictureUrl(base, file, SCREEN) : assetUrl(base, file.id);
}
