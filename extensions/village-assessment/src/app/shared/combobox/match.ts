// What somebody means by the first letters they type: a code, or words in any order.

export interface Choice {
	readonly value: string;
	readonly text: string;
	/** Typed as it stands, or without its dots: `3.3.1`, `331`. */
	readonly code?: string | undefined;
	/** Further words to be found by, e.g. the official wording. */
	readonly words?: string | undefined;
	/** Shown beside the text. */
	readonly hint?: string | undefined;
}

const bare = (text: string): string => text.toLowerCase().replaceAll(/[.．。\-\s]/g, '');

/** How well a choice fits, 0 best; null: not at all. */
function fit({ text, code = '', words = '' }: Choice, query: string): number | null {
	const typed = bare(query);
	const own = bare(code);
	if (own !== '' && own === typed) return 0;
	if (own !== '' && typed !== '' && own.startsWith(typed)) return 1;
	const terms = query
		.toLowerCase()
		.split(/\s+/)
		.filter((term) => term !== '');
	const [inName, inAll] = [text, `${text} ${words}`].map((where) =>
		terms.every((term) => where.toLowerCase().includes(term)),
	);
	if (inName === true) return text.toLowerCase().startsWith(terms[0] ?? '') ? 2 : 3;
	return inAll === true ? 4 : null;
}

/** The choices that fit, best first; of equals the order stays. Nothing typed: all of them. */
export function matching<C extends Choice>(choices: readonly C[], query: string): readonly C[] {
	if (query.trim() === '') return choices;
	return choices
		.flatMap((choice, index) => {
			const rank = fit(choice, query);
			return rank === null ? [] : [{ choice, index, rank }];
		})
		.sort((a, b) => a.rank - b.rank || a.index - b.index)
		.map(({ choice }) => choice);
}
