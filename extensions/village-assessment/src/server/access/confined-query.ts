// What a clerk may ask. Directus checks the fields that a condition passes through, but not the rows: by
// `filter[role][users][village][scorecards][total]` somebody confined to one village could find out, answer by answer, what the
// others have. So a condition may neither follow relations against their direction ($FOLLOW) nor pass through a table of Directus.
// Within the assessment's own tables the permissions see to it: no field that a clerk may read leads to another village.

type Query = Readonly<Record<string, unknown>>;

/** The first condition that leads out of what the asker may see, as a path; null: there is none. */
export function wayOut(collection: string, query: Query): string | null {
	const system = collection.startsWith('directus_');
	return (
		[...conditions(query), ...deepConditions(query['deep'])].find(
			(path) => path.includes('$FOLLOW') || (system && path.includes('.')),
		) ?? null
	);
}

function conditions({ filter, sort, group, aggregate }: Query): string[] {
	return [
		...filterPaths(filter),
		...texts(sort),
		...texts(group),
		...(isObject(aggregate) ? Object.values(aggregate).flatMap(texts) : []),
	];
}

/** `deep` mirrors the fields; what is asked of a level has an underscore before its name. Its paths begin at the root. */
function deepConditions(deep: unknown, at = ''): string[] {
	if (!isObject(deep)) return [];
	const { _filter: filter, _sort: sort, _group: group, _aggregate: aggregate } = deep;
	const here = conditions({ filter, sort, group, aggregate }).map((path) => `${at}${path}`);
	const below = Object.entries(deep).flatMap(([field, inner]) =>
		field.startsWith('_') ? [] : deepConditions(inner, `${at}${field}.`),
	);
	return [...here, ...below];
}

/** `{scorecard: {village: {_eq: …}}}` is `scorecard.village`. */
function filterPaths(filter: unknown, at = ''): string[] {
	if (Array.isArray(filter)) return filter.flatMap((part) => filterPaths(part, at));
	if (!isObject(filter)) return [];
	return Object.entries(filter).flatMap(([key, inner]) => {
		if (key.startsWith('_')) return isObject(inner) || Array.isArray(inner) ? filterPaths(inner, at) : [];
		const path = at === '' ? key : `${at}.${key}`;
		return [path, ...filterPaths(inner, path)];
	});
}

const texts = (value: unknown): string[] =>
	(Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

const isObject = (value: unknown): value is Query =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
