/** The vote closes with the end of the day that lies `days` after the proposal, in the office's time zone (TZ). */
export const deadlineOf = (proposed: Date, days: number): Date =>
	new Date(proposed.getFullYear(), proposed.getMonth(), proposed.getDate() + days, 23, 59, 59);
