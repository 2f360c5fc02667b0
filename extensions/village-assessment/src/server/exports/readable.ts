// Rows as people read them: nothing left of keys, ids and codes that only programs know.
import { ForbiddenError } from '@directus/errors';
import type { EndpointExtensionContext } from '@directus/extensions';
import type { Accountability, SchemaOverview } from '@directus/types';
import type { Locale } from '#engine';
import { batches, type Database } from '#server/platform/database.ts';
import { excelText } from './excel-text.ts';
import type { StoredRule } from '#server/scoring/rules.ts';
import { statedFacts, type StatedText } from './facts.ts';
import { fieldsIn, loadFieldWords, type FieldWords } from './field-words.ts';
import { momentText } from './moment.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Reading {
	readonly services: EndpointExtensionContext['services'];
	readonly schema: SchemaOverview;
	readonly database: Database;
	/** Whose rights decide which names of other rows are told; what they may not see stays empty. */
	readonly accountability: Accountability | null;
	readonly locale: Locale;
	/** What one export has asked already, for its next pages. */
	readonly memory?: Memory;
}

export interface Memory {
	words?: FieldWords;
	readonly names: Map<string, Map<string, string>>;
	readonly rules: Map<string, StoredRule>;
}

export const newMemory = (): Memory => ({ names: new Map(), rules: new Map() });

/** Names that are kept of one table; with more the memory of a long export would grow. */
const NAMES_KEPT = 5_000;

interface Vocabulary {
	readonly words: FieldWords;
	/** What stands for a row, by collection and key. */
	readonly names: ReadonlyMap<string, ReadonlyMap<string, string>>;
	/** What evidence items say, by their id. */
	readonly facts: ReadonlyMap<string, StatedText>;
}

/** Rows of `collection` with the fields that they have, each in words; numbers, dates and texts stay what they are. */
export const readable = async (rows: readonly Row[], collection: string, reading: Reading): Promise<Row[]> =>
	(await inWords(rows, collection, reading)).rows;

/** The same, and the words that the fields have. */
export async function inWords(
	rows: readonly Row[],
	collection: string,
	reading: Reading,
): Promise<{ readonly rows: Row[]; readonly words: FieldWords }> {
	const { memory = newMemory() } = reading;
	const words = (memory.words ??= await loadFieldWords(reading.database, reading.locale));
	const facts =
		collection === 'evidence_items'
			? await statedFacts(
					reading.database,
					rows.map(({ id }) => String(id)),
					{ locale: reading.locale, rules: memory.rules },
				)
			: new Map<string, StatedText>();
	const names = await namesOf(keysIn(rows, { collection, schema: reading.schema }), {
		reading,
		words,
		known: memory.names,
	});
	return {
		words,
		rows: rows.map((row) =>
			rowInWords(row, { collection, schema: reading.schema, vocabulary: { words, names, facts } }),
		),
	};
}

interface Place {
	readonly collection: string;
	readonly schema: SchemaOverview;
}

/** The table that a field refers to, where it refers to one. */
const relatedTo = ({ collection, schema }: Place, field: string): string | null =>
	schema.relations.find((one) => one.collection === collection && one.field === field)?.related_collection ?? null;

type Keys = Map<string, Set<string>>;

function keysIn(rows: readonly Row[], place: Place, keys: Keys = new Map()): Keys {
	for (const row of rows) {
		for (const [field, value] of Object.entries(row)) {
			const related = relatedTo(place, field);
			if (related === null || value === null || value === undefined) continue;
			if (isRow(value)) keysIn([value], { ...place, collection: related }, keys);
			else keys.set(related, (keys.get(related) ?? new Set()).add(String(value)));
		}
	}
	return keys;
}

async function namesOf(
	keys: Keys,
	{ reading, words, known }: { readonly reading: Reading; readonly words: FieldWords; readonly known: Memory['names'] },
): Promise<Memory['names']> {
	for (const [collection, wanted] of keys) {
		const template = words.template(collection);
		const primary = reading.schema.collections[collection]?.primary;
		if (template === null || primary === undefined) continue;
		const service = new reading.services.ItemsService(collection, {
			knex: reading.database,
			schema: reading.schema,
			accountability: reading.accountability,
		});
		const before = known.get(collection) ?? new Map<string, string>();
		const named = before.size > NAMES_KEPT ? new Map<string, string>() : before;
		const missing = [...wanted].filter((key) => !named.has(key));
		for (const batch of batches(missing, 500)) {
			const rows = await unlessForbidden(
				service.readByQuery(
					{ fields: [primary, ...fieldsIn(template)], filter: { [primary]: { _in: [...batch] } }, limit: -1 },
					{ emitEvents: false },
				),
			);
			for (const key of batch) named.set(key, '');
			for (const row of rows) named.set(String(row[primary]), filledIn(template, row));
		}
		known.set(collection, named);
	}
	return known;
}

async function unlessForbidden(rows: Promise<readonly Row[]>): Promise<readonly Row[]> {
	try {
		return await rows;
	} catch (error) {
		if (error instanceof ForbiddenError || (error instanceof Error && 'code' in error && error.code === 'FORBIDDEN'))
			return [];
		throw error;
	}
}

const filledIn = (template: string, row: Row): string =>
	template
		.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, path: string) =>
			String(path.split('.').reduce<unknown>((at, name) => (isRow(at) ? at[name] : undefined), row) ?? ''),
		)
		.trim();

function rowInWords(row: Row, { vocabulary, ...place }: Place & { readonly vocabulary: Vocabulary }): Row {
	const stated = vocabulary.facts.get(String(row['id']));
	return Object.fromEntries(
		Object.entries(row).map(([field, value]) => {
			if (stated && place.collection === 'evidence_items' && (field === 'fact' || field === 'value'))
				return [field, stated[field]];
			// The Studio's list shows under an item's key what the item states.
			if (stated && place.collection === 'evidence_items' && field === 'id')
				return [field, `${stated.fact}${vocabulary.words.colon}${stated.value}`];
			return [field, valueInWords(value, { ...place, field, vocabulary })];
		}),
	);
}

function valueInWords(
	value: unknown,
	{ field, vocabulary, ...place }: Place & { readonly field: string; readonly vocabulary: Vocabulary },
): unknown {
	if (value === null || value === undefined) return value;
	const { collection } = place;
	const related = relatedTo(place, field);
	if (related !== null)
		return isRow(value)
			? rowInWords(value, { ...place, collection: related, vocabulary })
			: vocabulary.names.has(related)
				? excelText(vocabulary.names.get(related)?.get(String(value)) ?? '')
				: value;
	if (typeof value === 'boolean') return vocabulary.words.yesNo(value);
	// Rows of another table that refer to this one: how many there are.
	const type = place.schema.collections[collection]?.fields[field]?.type;
	if (Array.isArray(value))
		return type === 'alias' && !value.some(isRow)
			? value.length
			: type === 'alias'
				? value
				: value
						.map((one) => vocabulary.words.choice(collection, field, one) ?? String(one))
						.join(vocabulary.words.separator);
	if (type === 'timestamp') return momentText(value);
	const chosen = vocabulary.words.choice(collection, field, value);
	if (chosen !== undefined) return chosen;
	if (isRow(value)) return vocabulary.words.label(value) ?? JSON.stringify(value);
	return type === 'string' || type === 'text' ? excelText(value) : value;
}

const isRow = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
