// A form in Word: the placeholders of its body, tables, text boxes, headers and footers.
import type { Document, Element } from '@xmldom/xmldom';
import { placeholdersIn, type LocatedPlaceholder, type Meaning } from './placeholders.ts';
import { parsedPart, writePart, type Parts } from './package.ts';
import { elementsOf, fillPieces, ownPieces, sibling, wholeText } from './text-nodes.ts';

const PARTS = /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/u;

const partsOf = (parts: Parts): string[] =>
	Object.keys(parts)
		.filter((name) => PARTS.test(name))
		.toSorted();
const pieces = (paragraph: Element): Element[] => ownPieces(paragraph, 't');

/** Named by their paragraphs, counted as they stand in the file. */
export const placeholdersOfDocx = (parts: Parts): LocatedPlaceholder[] =>
	partsOf(parts).flatMap((name) => {
		const document = parsedPart(parts, name);
		return document === null
			? []
			: elementsOf(document, 'p').flatMap((paragraph, index) =>
					placeholdersIn(wholeText(pieces(paragraph))).map(({ placeholder }) => ({
						placeholder,
						place: placeOf(name, index),
					})),
				);
	});

function placeOf(name: string, index: number): LocatedPlaceholder['place'] {
	const [, part = ''] = PARTS.exec(name) ?? [];
	const count = index + 1;
	if (part.startsWith('header')) return { 'zh-CN': `页眉第 ${count} 段`, 'en-US': `header, paragraph ${count}` };
	if (part.startsWith('footer')) return { 'zh-CN': `页脚第 ${count} 段`, 'en-US': `footer, paragraph ${count}` };
	if (part !== 'document') return { 'zh-CN': `脚注第 ${count} 段`, 'en-US': `notes, paragraph ${count}` };
	return { 'zh-CN': `第 ${count} 段`, 'en-US': `paragraph ${count}` };
}

export function fillDocx(parts: Parts, meaning: Meaning): void {
	for (const name of partsOf(parts)) {
		const document = parsedPart(parts, name);
		if (document === null || !placeholdersIn(document.documentElement?.textContent ?? '').length) continue;
		for (const paragraph of elementsOf(document, 'p')) {
			fillPieces(pieces(paragraph), meaning);
			for (const piece of pieces(paragraph)) breakLines(document, piece);
		}
		writePart(parts, name, document);
	}
}

/** A new line is an element of its own in Word. */
function breakLines(document: Document, piece: Element): void {
	const [first = '', ...others] = (piece.textContent ?? '').split('\n');
	if (others.length === 0) return;
	piece.textContent = first;
	const before = piece.nextSibling;
	for (const line of others) {
		const text = document.createElementNS(piece.namespaceURI, 't');
		text.setAttribute('xml:space', 'preserve');
		text.textContent = line;
		piece.parentNode?.insertBefore(sibling(document, piece, 'br'), before);
		piece.parentNode?.insertBefore(text, before);
	}
}
