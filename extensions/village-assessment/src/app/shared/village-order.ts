// The one order of villages: by their codes, as both databases sort them (see the migration that says so of villages.code).

interface Coded {
	readonly code?: string | undefined;
}

/** For what a page has gathered itself; what the server lists is sorted by `village.code` there. */
export function byCode(a: Coded, b: Coded): number {
	const [one, other] = [a.code ?? '', b.code ?? ''];
	return one < other ? -1 : one > other ? 1 : 0;
}
