// The last day on which evidence is due ends at midnight where the office is (TZ).

/** The first moment that is late; null: nothing is. `deadline` is YYYY-MM-DD. */
export function lateFrom(deadline: string | null): Date | null {
	if (deadline === null) return null;
	const [year = 0, month = 1, day = 1] = deadline.split('-').map(Number);
	return new Date(year, month - 1, day + 1);
}

export function isLate(moment: Date, deadline: string | null): boolean {
	const from = lateFrom(deadline);
	return from !== null && moment >= from;
}
