// What somebody takes out of a list in the Studio, without having chosen anything: the sheet for people, whole. The Studio itself
// proposes what is stored, as far as the list happens to be turned to. Programs come with a token and get what they ask for.
import type { Accountability } from '@directus/types';

type Query = Readonly<Record<string, unknown>>;

/** The lengths of a page that the Studio offers, and its own when none is chosen: nobody has asked for just so many rows. */
const PAGE_LENGTHS = new Set([25, 50, 100, 250, 500, 1000]);

/** Signed in with a browser, which carries its session as a cookie. */
export const isByHand = (accountability: Accountability | null | undefined): boolean =>
	typeof accountability?.session === 'string';

export const formatByHand = <F>(format: F): F | 'csv_utf8' => (format === 'csv' ? 'csv_utf8' : format);

export function wholeList<Q extends Query>(query: Q): Q {
	return query['limit'] === undefined || PAGE_LENGTHS.has(Number(query['limit'])) ? { ...query, limit: -1 } : query;
}
