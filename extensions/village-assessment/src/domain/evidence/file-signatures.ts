// What the first bytes of a file say.
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** A PDF's header may stand after what a scanner or a mail program put before it. */
const PDF_WITHIN = 1024;

export const startsWith = (head: Uint8Array, bytes: readonly number[]): boolean =>
	bytes.every((byte, index) => head[index] === byte);

export const at = (head: Uint8Array, offset: number, text: string): boolean =>
	[...text].every((letter, index) => head[offset + index] === letter.charCodeAt(0));

export const zip = (head: Uint8Array): boolean => startsWith(head, ZIP) && [3, 5, 7].includes(head[2] ?? 0);

/** Office documents: an archive of XML, the older container, or RTF under the name of a document. */
export const zipOrOle = (head: Uint8Array): boolean => zip(head) || startsWith(head, OLE) || at(head, 0, '{\\rtf');

export function isPdf(head: Uint8Array): boolean {
	const within = Math.min(PDF_WITHIN, head.length);
	for (let offset = 0; offset < within; offset += 1) if (at(head, offset, '%PDF-')) return true;
	return false;
}

/** UTF-8, GB18030 or, marked as such, UTF-16: no other text has a zero byte. */
export const isText = (head: Uint8Array): boolean =>
	startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]) || !head.includes(0);
