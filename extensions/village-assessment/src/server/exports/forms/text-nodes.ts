// Texts that an office program has cut into pieces: Word splits a placeholder wherever the spelling checker or an edit has been.
import type { Element, Document } from '@xmldom/xmldom';
import { placeholdersIn, type Meaning } from './placeholders.ts';

/** The pieces of one text: where it is cut says nothing of what it means. */
export const wholeText = (pieces: readonly Element[]): string =>
	pieces.map((piece) => piece.textContent ?? '').join('');

/** Puts the meaning in the place of each placeholder, in the piece in which that begins: it looks as the placeholder did. */
export function fillPieces(pieces: readonly Element[], meaning: Meaning): void {
	for (const { placeholder, start, end } of placeholdersIn(wholeText(pieces)).toReversed()) {
		const value = meaning(placeholder);
		if (value === undefined) continue;
		let from = 0;
		for (const piece of pieces) {
			const text = piece.textContent ?? '';
			const to = from + text.length;
			const [cutFrom, cutTo] = [Math.max(start, from), Math.min(end, to)];
			if (cutFrom < cutTo) {
				const begins = start >= from;
				piece.textContent = `${text.slice(0, cutFrom - from)}${begins ? printable(String(value)) : ''}${text.slice(cutTo - from)}`;
				piece.setAttribute('xml:space', 'preserve');
			}
			from = to;
		}
	}
}

/** XML has no way to write the others. */
export const printable = (text: string): string =>
	[...text].filter((one) => (one < ' ' ? '\t\n'.includes(one) : !/[\uD800-\uDFFF\uFFFE\uFFFF]/u.test(one))).join('');

/** By their local names: programs choose their own prefixes. */
export const elementsOf = (parent: Document | Element, name: string): Element[] => [
	...parent.getElementsByTagNameNS('*', name),
];

/** With the prefix that its neighbour has. */
export const sibling = (document: Document, { namespaceURI, prefix }: Element, name: string): Element =>
	document.createElementNS(namespaceURI, prefix ? `${prefix}:${name}` : name);

/** Those that belong to `owner` itself and not to another of its kind inside it: a text box stands in a paragraph and has its own. */
export const ownPieces = (owner: Element, piece: string): Element[] =>
	elementsOf(owner, piece).filter((one) => nearest(one, owner.localName ?? '') === owner);

function nearest(element: Element, name: string): Element | null {
	for (let at = element.parentNode; at !== null; at = at.parentNode)
		if (isElement(at) && at.localName === name) return at;
	return null;
}

const isElement = (node: object): node is Element => 'tagName' in node;
