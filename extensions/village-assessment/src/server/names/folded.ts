// Two spellings of one name: how people write it changes with the keyboard, who is meant does not.
import { createHash } from 'node:crypto';

const INVISIBLE = /[\p{Cf}\u034f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
const ALIKE: readonly (readonly [RegExp, string])[] = [
	[/[[{〔【〖⦅]/gu, '('],
	[/[\]}〕】〗⦆]/gu, ')'],
	[/[、]/gu, ','],
	[/[∶︰]/gu, ':'],
	[/[\p{Pd}−]/gu, '-'],
	[/[∼〜]/gu, '~'],
	[/[“”„‟‘’‚‛「」『』]/gu, '"'],
	[/[•‧・∙⋅⸱᛫ꞏ●]/gu, '·'],
	[/\s+/gu, ' '],
	// A blank parts only letters or digits that would run together without it; Chinese is written without.
	[/(?<![\p{L}\p{N}]) | (?![\p{L}\p{N}])|(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, ''],
	// 阿不都·热合曼, 阿不都•热合曼, 阿不都．热合曼, 阿不都热合曼
	[/(?<=\p{Script=Han})[·.](?=\p{Script=Han})/gu, ''],
];

/**
 * A name as it is compared: without width, case, blanks between Chinese characters, middle dots between them, and kinds of brackets,
 * commas and dashes. It is never shown; what is stored keeps its spelling.
 */
export function folded(name: string): string {
	const plain = name
		.replace(INVISIBLE, '')
		.normalize('NFKC')
		.toUpperCase()
		.toLowerCase()
		.normalize('NFKC')
		.replace(INVISIBLE, '');
	return ALIKE.reduce((text, [pattern, one]) => text.replace(pattern, one), plain).trim();
}

/** Some characters unfold to eighteen, and an index takes only so much. */
const LONGEST_KEY = 200;

/** What the unique indexes compare; null where there is no name. */
export function nameKey(name: unknown): string | null {
	const key = name === null || name === undefined ? '' : folded(String(name));
	if (key === '') return null;
	return key.length > LONGEST_KEY ? `sha256 ${createHash('sha256').update(key).digest('hex')}` : key;
}

export const sameName = (one: unknown, other: unknown): boolean => nameKey(one) === nameKey(other);
