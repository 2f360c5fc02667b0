/** So that the message keeps room for what to do; the whole reason stands on the score sheet. */
const LONGEST_REASON = 60;

export function takenOutValues(village: string, reason: string): { readonly village: string; readonly reason: string } {
	const said = [...reason];
	return { village, reason: said.length > LONGEST_REASON ? `${said.slice(0, LONGEST_REASON).join('')}…` : reason };
}
