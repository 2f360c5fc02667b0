/** So that the message keeps room for what to do; the whole reason stands on the score sheet. */
const LONGEST_REASON = 60;

export function takenOutValues(village: string, reason: string): { readonly village: string; readonly reason: string } {
	const characters = [...reason];
	return {
		village,
		reason: characters.length > LONGEST_REASON ? `${characters.slice(0, LONGEST_REASON).join('')}…` : reason,
	};
}
