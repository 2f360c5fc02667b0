// An office file as the parts that it is packed of. A part without placeholders is handed on byte for byte: formats, pictures, seals.
import { DOMParser, XMLSerializer, type Document } from '@xmldom/xmldom';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Label } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';

export type Parts = Record<string, Uint8Array>;
export type FormKind = 'xlsx' | 'docx';

/** Unpacked, of all parts together: a form of a few pages with its seals is far below. */
const LARGEST = 60 * 1024 * 1024;
const MOST_PARTS = 2000;

export const unusable = (chinese: string, english: string): DomainError =>
	new DomainError('FORM_UNUSABLE', { problem: { 'zh-CN': chinese, 'en-US': english } satisfies Label });

/** Refuses (422) what is no office file, is locked with a password, has macros, or unpacks to more than a form can be. */
export function unpacked(bytes: Uint8Array): { readonly kind: FormKind; readonly parts: Parts } {
	if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
		throw unusable(
			'文件设有密码，或是旧格式（.xls、.doc）。请去掉密码，另存为 .xlsx 或 .docx。',
			'it has a password, or is of the old kind (.xls, .doc). Save it without as .xlsx or .docx.',
		);
	const parts = unzipped(bytes);
	if (Object.keys(parts).some((name) => /vbaProject\.bin$/iu.test(name)))
		throw unusable(
			'文件带有宏。请另存为不带宏的 .xlsx 或 .docx。',
			'it has macros. Save it without as .xlsx or .docx.',
		);
	const kind = 'xl/workbook.xml' in parts ? 'xlsx' : 'word/document.xml' in parts ? 'docx' : null;
	if (kind === null)
		throw unusable('不是 Excel（.xlsx）或 Word（.docx）文件。', 'it is no Excel (.xlsx) or Word (.docx) file.');
	return { kind, parts };
}

function unzipped(bytes: Uint8Array): Parts {
	let size = 0;
	let count = 0;
	try {
		return unzipSync(bytes, {
			filter: ({ originalSize }) => {
				size += originalSize;
				count += 1;
				if (size > LARGEST || count > MOST_PARTS) throw unusable('文件解开后过大。', 'it unpacks to too much.');
				return true;
			},
		});
	} catch (error) {
		if (error instanceof DomainError) throw error;
		throw unusable('文件已损坏，不能打开。', 'it is damaged and cannot be opened.');
	}
}

export const packed = (parts: Parts): Uint8Array => zipSync(parts, { level: 6 });

/** Refuses (422) a part that is no XML, or that brings entities of its own. */
export function parsedPart(parts: Parts, name: string): Document | null {
	const bytes = parts[name];
	if (bytes === undefined) return null;
	const text = strFromU8(bytes);
	if (text.includes('<!DOCTYPE')) throw unusable('文件内容不合规范。', 'its content is not as it should be.');
	try {
		return new DOMParser({ onError: stop }).parseFromString(text.replace(/^\uFEFF/, ''), 'text/xml');
	} catch {
		throw unusable('文件已损坏，不能打开。', 'it is damaged and cannot be opened.');
	}
}

function stop(level: string, message: string): void {
	if (level !== 'warning') throw new Error(message);
}

export const writePart = (parts: Parts, name: string, document: Document): void => {
	parts[name] = strToU8(new XMLSerializer().serializeToString(document));
};
