// What notices have in common with words.

/** Points as they are written: without the zeros of a stored decimal. */
export const pointsText = (stored: unknown): string => String(Number(stored));

/** What somebody wrote, cut by characters, not inside one. */
export function shortened(text: string, longest = 300): string {
	const characters = [...text];
	return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text;
}
