// A collection's rows in one of Directus's formats, written part by part.
import type { EndpointExtensionContext } from '@directus/extensions';
import type { Accountability, ExportFormat, Query, SchemaOverview } from '@directus/types';
import type { Locale } from '#engine';
import { requireAffordable } from '#server/access/request-cost/require-affordable.ts';
import type { Database } from '#server/platform/database.ts';
import { columnsOf } from './columns.ts';
import { eachPage, withoutKey, type Page } from './pages.ts';
import { settledQuery } from './settled-query.ts';
import { sheetPart } from './platform-sheets.ts';
import { inWords, newMemory, type Row } from './readable.ts';
import { withXmlNames } from './xml-names.ts';

export const FOR_PEOPLE = 'csv_utf8';
const FORMATS: readonly unknown[] = ['csv', FOR_PEOPLE, 'json', 'xml', 'yaml'];

export interface RowExport {
	readonly collection: string;
	readonly query: Query;
	readonly format: ExportFormat;
	readonly accountability: Accountability | null;
	readonly schema: SchemaOverview;
	readonly locale: Locale;
	/** A key that says nothing to people and that the Studio puts among the columns by itself is left out. */
	readonly hiddenKey: (rows: readonly Row[]) => string | null;
}

export interface Exporting {
	readonly database: Database;
	readonly services: EndpointExtensionContext['services'];
	readonly env: Readonly<Record<string, unknown>>;
}

/**
 * Whether it can be written in parts. Sums cannot; nor a plain CSV of lists of named values, which Directus spreads over as many
 * columns as there are names in any row.
 */
export function isWrittenInParts({
	collection,
	query,
	format,
	schema,
}: Omit<RowExport, 'locale' | 'hiddenKey'>): boolean {
	const table = schema.collections[collection];
	if (table === undefined || table.singleton || collection.startsWith('directus_') || !FORMATS.includes(format))
		return false;
	if (query.aggregate || query.group || query.version || query.backlink) return false;
	return format !== 'csv' || !reachesJson(query.fields ?? ['*'], collection, schema);
}

function reachesJson(fields: readonly string[], collection: string, schema: SchemaOverview): boolean {
	return fields.some((path) => {
		const [field = '', ...rest] = path.split('.');
		const own = Object.entries(schema.collections[collection]?.fields ?? {});
		if (field === '*') return rest.length > 0 || own.some(([, { type }]) => type === 'json');
		if (field.includes('(')) return true;
		if (rest.length === 0) return own.some(([name, { type }]) => name === field && type === 'json');
		const related = schema.relations.find(
			(one) => one.collection === collection && one.field === field,
		)?.related_collection;
		return typeof related === 'string' && reachesJson([rest.join('.')], related, schema);
	});
}

/** Throws where the asker may not have it, before anything is written. `write` takes each part once the one before is gone. */
export async function writeRows(
	asked: RowExport,
	{ database, services, env }: Exporting,
	write: (part: string) => Promise<void>,
): Promise<void> {
	const { collection, format, accountability, schema, locale } = asked;
	const query = await settledQuery(asked, { database, services });
	await requireAffordable({
		collection,
		query: { ...query, limit: query.limit ?? -1 },
		schema,
		accountability,
		database,
		services,
		usualLimit: Number(env['QUERY_LIMIT_DEFAULT']) || 100,
		limit: 'exported',
	});
	const memory = newMemory();
	const transform = transformOf(services, { accountability, schema });
	let columns: string[] | null = null;
	await eachPage(database, [{ collection, query, schema, accountability, services }], async (page, trx) => {
		if (format === FOR_PEOPLE) {
			const { rows, words } = await inWords(page.rows, collection, {
				services,
				schema,
				database: trx,
				accountability,
				locale,
				memory,
			});
			const shown = withoutKey(withoutKey(rows, page.addedKey), asked.hiddenKey(rows));
			if (page.isFirst && page.isLast && shown.length === 0) return;
			columns ??= columnsOf(shownFields(query, asked.hiddenKey(rows)), shown, { collection, schema });
			await write(sheetPart(shown, columns, page.isFirst ? { collection, schema, words } : null));
			return;
		}
		const rows = withoutKey(page.rows, page.addedKey);
		if (format === 'csv' && rows.length > 0) columns ??= columnsOf(query.fields ?? ['*'], rows, { collection, schema });
		await write(partOf(transform, { ...page, rows: [...rows] }, { format, columns }));
	});
}

const shownFields = ({ fields }: Query, hidden: string | null): readonly string[] =>
	(fields ?? ['*']).filter((field) => field !== hidden);

function partOf(
	transform: Transform,
	{ rows, isFirst, isLast }: Pick<Page, 'rows' | 'isFirst' | 'isLast'>,
	{ format, columns }: { readonly format: ExportFormat; readonly columns: string[] | null },
): string {
	const listed: readonly Row[] = format === 'xml' ? rows.map(withXmlNames) : rows;
	return transform(listed, format, { includeHeader: isFirst, includeFooter: isLast, fields: columns });
}

type Transform = (rows: readonly Row[], format: ExportFormat, parts: Parts) => string;

interface Parts {
	readonly includeHeader: boolean;
	readonly includeFooter: boolean;
	readonly fields: string[] | null;
}

function transformOf(
	services: Exporting['services'],
	asker: { readonly accountability: Accountability | null; readonly schema: SchemaOverview },
): Transform {
	const service = new services.ExportService(asker);
	return (rows, format, parts) => String(service.transform([...rows], format, parts));
}
