import { expect, test } from 'vitest';
import { shortened } from '#engine';

const FAMILY = '👨‍👩‍👧‍👦';

test.each([
	['张三', 2, '张三'],
	['张三丰', 2, '张…'],
	['𠮷野家', 3, '𠮷…'],
	['𠮷野家', 2, '…'],
	[`张${FAMILY}三`, 6, '张…'],
	[`张${FAMILY}三四`, 13, `张${FAMILY}…`],
	['e\u0301e\u0301e\u0301', 4, 'e\u0301…'],
	['\u{20BB7}'.repeat(200), 190, `${'\u{20BB7}'.repeat(94)}…`],
	[`a${'\u0301'.repeat(500)}`, 10, `a${'\u0301'.repeat(8)}…`],
])('%s in %i', (text, longest, cut) => {
	expect(shortened(text, longest)).toBe(cut);
	expect(shortened(text, longest)).not.toMatch(/\p{Cs}/u);
});
