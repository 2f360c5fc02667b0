// How people are called: the family name first, as accounts keep it; many have all of it in one of the two.
export interface PersonName {
	readonly first_name?: string | null;
	readonly last_name?: string | null;
}

export const PERSON_FIELDS = ['id', 'first_name', 'last_name'] as const;

/** Between two words of Latin letters stands a blank. */
export function personName({ first_name: first, last_name: last }: PersonName): string {
	const parts = [last, first].flatMap((part) => (part?.trim() ? [part.trim()] : []));
	return parts.join(parts.every((part) => /^[\p{Script=Latin} .'’-]+$/u.test(part)) ? ' ' : '');
}
