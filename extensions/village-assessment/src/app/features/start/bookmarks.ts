// The lists of seed/system/bookmarks.yaml, as addresses.
import { useStores } from '@directus/extensions-sdk';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

/** Where a bookmarked list stands; the whole collection where somebody has deleted the bookmark. */
export function useBookmarks(): (collection: string, name: string) => string {
	const store: unknown = useStores().usePresetsStore();
	return (collection, name) => {
		const bookmarks = isRecord(store) && Array.isArray(store['bookmarks']) ? store['bookmarks'] : [];
		const found: unknown = bookmarks.find(
			(entry: unknown) => isRecord(entry) && entry['collection'] === collection && entry['bookmark'] === `$t:${name}`,
		);
		return `/content/${collection}${isRecord(found) ? `?bookmark=${String(found['id'])}` : ''}`;
	};
}
