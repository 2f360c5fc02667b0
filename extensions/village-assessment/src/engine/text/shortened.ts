/** Room in which the last whole sign ends, whatever it is made of. */
const LONGEST_SIGN = 64;
const signs = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * At most `longest` UTF-16 units, the ellipsis among them, cut between two signs as people see them: never inside 𠮷, é of two
 * characters, or a family of emoji. A sign longer than that is cut between its characters.
 */
export function shortened(text: string, longest: number): string {
	if (text.length <= longest) return text;
	const room = longest - 1;
	const whole = fitting(
		[...signs.segment(text.slice(0, longest + LONGEST_SIGN))].map(({ segment }) => segment),
		room,
	);
	return `${whole === '' ? fitting([...text.slice(0, longest + 1)], room) : whole}…`;
}

function fitting(parts: readonly string[], room: number): string {
	let kept = '';
	for (const part of parts) {
		if (kept.length + part.length > room) break;
		kept += part;
	}
	return kept;
}
