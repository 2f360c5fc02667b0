// Which kinds of files are taken as proof, told by their ending and their first bytes. What a browser calls them counts for nothing:
// it knows no .ofd, no .wps and no .heic, and calls a spreadsheet what the last installed program likes.
import { at, isPdf, isText, startsWith, zip, zipOrOle } from './file-signatures.ts';

export interface Kind {
	/** What Directus keeps and serves it as. */
	readonly type: string;
	/** The first is given to what came under another name. */
	readonly endings: readonly [string, ...string[]];
	readonly is: (head: Uint8Array) => boolean;
	/** Told by its first bytes alone: such a file may come with the ending of another picture, or with none. */
	readonly sure?: true;
	/** A browser may show it in place; anything else is served as a download. */
	readonly shown?: true;
}

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
/** Brands of the box that a film, a sound or a HEIC picture begins with. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'heif'];
const brandOf = (head: Uint8Array): string | null =>
	at(head, 4, 'ftyp') ? String.fromCharCode(...head.subarray(8, 12)) : null;
const isHeic = (head: Uint8Array): boolean => HEIC_BRANDS.includes(brandOf(head) ?? '');
const isFilm = (head: Uint8Array): boolean =>
	(brandOf(head) !== null && !isHeic(head)) || ['moov', 'mdat', 'wide', 'free', 'skip'].some((box) => at(head, 4, box));

export const HEIC = 'image/heic';
export const JPEG = 'image/jpeg';

export const KINDS: readonly Kind[] = [
	{
		type: JPEG,
		endings: ['jpg', 'jpeg', 'jfif', 'jpe'],
		is: (head) => startsWith(head, [0xff, 0xd8, 0xff]),
		sure: true,
		shown: true,
	},
	{
		type: 'image/png',
		endings: ['png'],
		is: (head) => startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		sure: true,
		shown: true,
	},
	{ type: 'image/gif', endings: ['gif'], is: (head) => at(head, 0, 'GIF8'), sure: true, shown: true },
	{
		type: 'image/webp',
		endings: ['webp'],
		is: (head) => at(head, 0, 'RIFF') && at(head, 8, 'WEBP'),
		sure: true,
		shown: true,
	},
	{ type: HEIC, endings: ['heic', 'heif', 'hif'], is: isHeic, sure: true, shown: true },
	{
		type: 'image/tiff',
		endings: ['tif', 'tiff'],
		is: (head) => startsWith(head, [0x49, 0x49, 0x2a, 0]) || startsWith(head, [0x4d, 0x4d, 0, 0x2a]),
		sure: true,
		shown: true,
	},
	{ type: 'image/bmp', endings: ['bmp'], is: (head) => at(head, 0, 'BM'), shown: true },
	{ type: 'application/pdf', endings: ['pdf'], is: isPdf, shown: true },
	{ type: 'application/ofd', endings: ['ofd'], is: zip },
	{ type: 'application/msword', endings: ['doc'], is: zipOrOle },
	{ type: 'application/vnd.ms-excel', endings: ['xls'], is: zipOrOle },
	{ type: 'application/vnd.ms-powerpoint', endings: ['ppt'], is: zipOrOle },
	// A document with a password is no zip but an OLE container.
	{ type: `${OPEN_XML}.wordprocessingml.document`, endings: ['docx'], is: zipOrOle },
	{ type: `${OPEN_XML}.spreadsheetml.sheet`, endings: ['xlsx'], is: zipOrOle },
	{ type: `${OPEN_XML}.presentationml.presentation`, endings: ['pptx'], is: zipOrOle },
	{ type: 'application/wps-office.wps', endings: ['wps'], is: zipOrOle },
	{ type: 'application/wps-office.et', endings: ['et'], is: zipOrOle },
	{ type: 'application/wps-office.dps', endings: ['dps'], is: zipOrOle },
	{ type: 'application/zip', endings: ['zip'], is: zip },
	{ type: 'text/plain', endings: ['txt'], is: isText, shown: true },
	{ type: 'text/csv', endings: ['csv'], is: isText },
	{
		type: 'audio/mpeg',
		endings: ['mp3'],
		is: (head) => at(head, 0, 'ID3') || (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && head[1] !== 0xff),
		shown: true,
	},
	{ type: 'audio/mp4', endings: ['m4a'], is: isFilm, shown: true },
	{ type: 'video/mp4', endings: ['mp4', 'm4v'], is: isFilm, shown: true },
	{ type: 'video/quicktime', endings: ['mov'], is: isFilm, shown: true },
];

/** May the browser show it in place? Types of rows that are older than this rule included; HTML, SVG and whatever is unknown may not. */
export const isShown = (type: string): boolean =>
	KINDS.some((kind) => kind.shown && kind.type === type.split(';')[0]?.trim().toLowerCase());

/** For a file chooser. */
export const ENDINGS: readonly string[] = KINDS.flatMap(({ endings }) => endings.map((ending) => `.${ending}`));
