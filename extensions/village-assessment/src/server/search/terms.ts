// What a search looks through, as a filter: a record is found by what its list shows, which for the most part stands in other tables.
import { isUuid } from '#domain/uuid.ts';

export type Filter = Readonly<Record<string, unknown>>;

/** Paths that contain what is searched for. A code is meant from its beginning: 1.1 is not 3.1.1. */
export interface Searched {
	readonly contains: readonly string[];
	readonly begins: readonly string[];
	/** Names of people, which not everybody may read. */
	readonly people?: readonly string[];
	/** Words for the values of `status`. */
	readonly statuses?: Readonly<Record<string, { readonly 'zh-CN': string; readonly 'en-US': string }>>;
}

/** More words than anybody types; each costs a comparison with every row. */
const MOST_TERMS = 6;

/** 示例一村 1.1: every word must be found, each wherever it stands. */
export const termsOf = (search: string): readonly string[] =>
	search
		.normalize('NFKC')
		.trim()
		.split(/\s+/u)
		.filter((term) => term !== '')
		.slice(0, MOST_TERMS);

/** `more`: what else is found by a term, e.g. facts by their names. */
export const searchFilter = (
	terms: readonly string[],
	searched: Searched,
	more: (term: string) => readonly Filter[],
): Filter => ({ _and: terms.map((term) => ({ _or: [...ofTerm(term, searched), ...more(term)] })) });

function ofTerm(term: string, { contains, begins, statuses = {} }: Searched): readonly Filter[] {
	const states = Object.entries(statuses).flatMap(([status, label]) =>
		Object.values(label).some((word) => word.toLowerCase() === term.toLowerCase()) ? [status] : [],
	);
	return [
		...contains.map((path) => at(path, { _icontains: term })),
		...begins.map((path) => at(path, { _istarts_with: term })),
		...(isUuid(term) ? [{ id: { _eq: term } }] : []),
		...(states.length > 0 ? [{ status: { _in: states } }] : []),
	];
}

const at = (path: string, operation: Filter): Filter =>
	path.split('.').reduceRight<Filter>((inner, name) => ({ [name]: inner }), operation);
