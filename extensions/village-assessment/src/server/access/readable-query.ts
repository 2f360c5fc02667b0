// What a request asks for can be read at all: Directus takes it as it comes, and breaks where a text was expected.
import { malformed } from './readable-body.ts';

/** What may be counted without naming a field. */
const WITHOUT_FIELD: ReadonlySet<string> = new Set(['count', 'countAll']);

/** Refuses (400) a query of the URL or of a `SEARCH` whose fields are no texts, or that sums up what is no field. */
export function requireReadableQuery(query: unknown): void {
	if (query === undefined) return;
	if (typeof query !== 'object' || query === null) throw malformed('“query”应为对象。', '“query” must be an object.');
	if ('fields' in query && !texts(query.fields).every(isText))
		throw malformed('“fields”应为字段名的列表。', '“fields” must be a list of names.');
	if (!('aggregate' in query)) return;
	for (const [kind, fields] of Object.entries(object(query.aggregate))) {
		if (!texts(fields).every(isText)) throw malformed('“aggregate”应写明字段名。', '“aggregate” must name fields.');
		if (!WITHOUT_FIELD.has(kind) && texts(fields).includes('*'))
			throw malformed(
				`“aggregate[${kind}]”须写明字段，只有 count 可用“*”。`,
				`“aggregate[${kind}]” must name a field; only count takes “*”.`,
			);
	}
}

const isText = (value: unknown): value is string => typeof value === 'string';

const texts = (value: unknown): readonly unknown[] =>
	isText(value)
		? value.split(',')
		: Array.isArray(value)
			? value
			: value === null || value === undefined
				? []
				: [value];

/** In a URL it may be written as JSON. */
function object(value: unknown): object {
	if (typeof value === 'object' && value !== null) return value;
	if (value === undefined || value === null || value === '') return {};
	try {
		const read: unknown = JSON.parse(String(value));
		if (typeof read === 'object' && read !== null) return read;
	} catch {
		// Refused below.
	}
	throw malformed('“aggregate”应写成 aggregate[count]=字段。', '“aggregate” is written aggregate[count]=field.');
}
