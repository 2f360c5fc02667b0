// A form in Excel: the placeholders of its cells, text boxes, headers and footers.
import { dirname, posix } from 'node:path';
import type { Document, Element } from '@xmldom/xmldom';
import { placeholdersIn, type LocatedPlaceholder, type Meaning, type Value } from './placeholders.ts';
import { parsedPart, writePart, type Parts } from './package.ts';
import { elementsOf, fillPieces, ownPieces, sibling, wholeText } from './text-nodes.ts';

const STRINGS = 'xl/sharedStrings.xml';
const WORKBOOK = 'xl/workbook.xml';

interface Sheet {
	readonly name: string;
	readonly part: string;
	readonly drawings: readonly string[];
}

/** The sheets by the names on their tabs. */
function sheetsOf(parts: Parts): Sheet[] {
	const targets = relationsOf(parts, WORKBOOK);
	const workbook = parsedPart(parts, WORKBOOK);
	return (workbook === null ? [] : elementsOf(workbook, 'sheet')).flatMap((sheet) => {
		const part = targets.get(relationIn(sheet));
		if (part === undefined || parts[part] === undefined) return [];
		const drawings = [...relationsOf(parts, part).values()].filter((target) => /\/drawing\d*\.xml$/u.test(target));
		return [{ name: sheet.getAttribute('name') ?? '', part, drawings }];
	});
}

const relationIn = (element: Element): string =>
	[...element.attributes].find(
		({ localName, namespaceURI }) => localName === 'id' && /relationships$/u.test(namespaceURI ?? ''),
	)?.value ?? '';

function relationsOf(parts: Parts, part: string): Map<string, string> {
	const relations = parsedPart(parts, `${dirname(part)}/_rels/${posix.basename(part)}.rels`);
	const found = relations === null ? [] : elementsOf(relations, 'Relationship');
	return new Map(
		found
			.filter((one) => one.getAttribute('TargetMode') !== 'External')
			.map((one) => {
				const target = one.getAttribute('Target') ?? '';
				return [
					one.getAttribute('Id') ?? '',
					target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(dirname(part), target)),
				];
			}),
	);
}

/** The pieces of text of a shared string or of a cell; how Chinese is read aloud is no part of it. */
const piecesOf = (owner: Element): Element[] =>
	elementsOf(owner, 't').filter((piece) => !(piece.parentNode !== null && piece.parentNode.localName === 'rPh'));

interface TextCell {
	readonly cell: Element;
	/** A shared string, or the text that stands in the cell. */
	readonly text: Element;
}

function textCells(sheet: Document, strings: readonly Element[]): TextCell[] {
	return elementsOf(sheet, 'c').flatMap((cell): TextCell[] => {
		const type = cell.getAttribute('t');
		if (type === 'inlineStr') return elementsOf(cell, 'is').map((text) => ({ cell, text }));
		if (type !== 's') return [];
		const text = strings[Number(elementsOf(cell, 'v')[0]?.textContent)];
		return text === undefined ? [] : [{ cell, text }];
	});
}

const HEADINGS = ['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'];
const headingsOf = (sheet: Document): Element[] => HEADINGS.flatMap((name) => elementsOf(sheet, name));
const paragraphsOf = (drawing: Document | null): Element[] => (drawing === null ? [] : elementsOf(drawing, 'p'));
const stringsOf = (parts: Parts): Element[] => {
	const strings = parsedPart(parts, STRINGS);
	return strings === null ? [] : elementsOf(strings, 'si');
};

/** Named by sheet and cell. */
export function placeholdersOfXlsx(parts: Parts): LocatedPlaceholder[] {
	const strings = stringsOf(parts);
	return sheetsOf(parts).flatMap(({ name, part, drawings }) => {
		const sheet = parsedPart(parts, part);
		if (sheet === null) return [];
		const found = (text: string, chinese: string, english: string): LocatedPlaceholder[] =>
			placeholdersIn(text).map(({ placeholder }) => ({
				placeholder,
				place: { 'zh-CN': `${name}!${chinese}`, 'en-US': `${name}!${english}` },
			}));
		return [
			...textCells(sheet, strings).flatMap(({ cell, text }) => {
				const at = cell.getAttribute('r') ?? '';
				return found(wholeText(piecesOf(text)), at, at);
			}),
			...headingsOf(sheet).flatMap((heading) => found(heading.textContent ?? '', '页眉页脚', 'header or footer')),
			...drawings
				.flatMap((drawing) => paragraphsOf(parsedPart(parts, drawing)))
				.flatMap((paragraph) => found(wholeText(ownPieces(paragraph, 't')), '文本框', 'text box')),
		];
	});
}

export function fillXlsx(parts: Parts, meaning: Meaning): void {
	const strings = stringsOf(parts);
	for (const { part, drawings } of sheetsOf(parts)) {
		const sheet = parsedPart(parts, part);
		if (sheet === null) continue;
		const cells = textCells(sheet, strings).filter(({ text }) => placeholdersIn(wholeText(piecesOf(text))).length > 0);
		const headings = headingsOf(sheet).filter(({ textContent }) => placeholdersIn(textContent ?? '').length > 0);
		for (const one of cells) fillCell(sheet, one, meaning);
		for (const heading of headings) fillPieces([heading], (placeholder) => inHeading(meaning(placeholder)));
		if (cells.length + headings.length > 0) writePart(parts, part, sheet);
		for (const name of drawings) {
			const drawing = parsedPart(parts, name);
			if (drawing === null || placeholdersIn(drawing.documentElement?.textContent ?? '').length === 0) continue;
			for (const paragraph of paragraphsOf(drawing)) fillPieces(ownPieces(paragraph, 't'), meaning);
			writePart(parts, name, drawing);
		}
	}
	reckonAnew(parts);
}

/** There & begins an instruction. */
const inHeading = (value: Value | undefined): Value | undefined =>
	value === undefined ? undefined : String(value).replaceAll('&', '&&');

/** A cell that is nothing but a placeholder becomes the number; any other text stands in the cell itself, with the looks of its pieces. */
function fillCell(sheet: Document, { cell, text }: TextCell, meaning: Meaning): void {
	const whole = wholeText(piecesOf(text));
	const placeholders = placeholdersIn(whole);
	const [only] = placeholders;
	if (only === undefined) return;
	const value = whole.trim() === `〔${only.placeholder}〕` ? meaning(only.placeholder) : undefined;
	const content = sibling(sheet, cell, typeof value === 'number' ? 'v' : 'is');
	if (typeof value === 'number') {
		content.textContent = String(value);
		cell.removeAttribute('t');
	} else {
		for (const child of [...text.childNodes]) content.appendChild(sheet.importNode(child, true));
		fillPieces(piecesOf(content), meaning);
		cell.setAttribute('t', 'inlineStr');
	}
	for (const child of [...cell.childNodes]) cell.removeChild(child);
	cell.appendChild(content);
}

/** Formulas that reckon with what was filled in are reckoned anew when the file is opened. */
function reckonAnew(parts: Parts): void {
	const workbook = parsedPart(parts, WORKBOOK);
	if (workbook === null) return;
	const [setting] = elementsOf(workbook, 'calcPr');
	if (setting === undefined) return;
	setting.setAttribute('fullCalcOnLoad', '1');
	writePart(parts, WORKBOOK, workbook);
}
