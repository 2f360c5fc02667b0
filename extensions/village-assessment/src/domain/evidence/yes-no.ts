// Yes and no as people, Excel and our own exports write them.
import { bare, halfWidth } from '#domain/plain-text.ts';

const YES = new Set(['true', '1', 'yes', 'y', 't', 'on', '是', '对', '√', '✓', '✔']);
const NO = new Set(['false', '0', 'no', 'n', 'f', 'off', '否', '不是', '×', '✗', '✘']);

/** What was meant; undefined where nobody can tell. An empty cell is null. */
export function yesOrNo(value: unknown): boolean | null | undefined {
	if (typeof value === 'boolean' || value === null) return value;
	if (value === 1 || value === 0) return value === 1;
	if (typeof value !== 'string') return undefined;
	const word = bare(halfWidth(value)).toLowerCase();
	if (word === '') return null;
	return YES.has(word) ? true : NO.has(word) ? false : undefined;
}
