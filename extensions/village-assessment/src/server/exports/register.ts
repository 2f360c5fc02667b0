// Directus's own export. As `csv_utf8`, the format for Excel, it is written for people: headings, choices, relations and facts in
// words, texts that no spreadsheet takes for formulas or numbers. Whoever is signed in with a browser gets it for csv as well, and
// the whole list. Else csv, json, xml and yaml stay what is stored, for programs and for importing again.
import { isUuid } from '#domain/uuid.ts';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import type { Query, SchemaOverview } from '@directus/types';
import { plainPath } from '#server/platform/request-path.ts';
import { localeOf } from '#server/platform/render-error.ts';
import { exportedFile } from './exported-file.ts';
import { formatByHand, isByHand, wholeList } from './by-hand.ts';
import { exportNotice } from './notice.ts';
import { rememberOrigin, writePlatformSheets } from './platform-sheets.ts';
import { writeFilesInParts } from './into-file.ts';
import { inWords, type Row } from './readable.ts';
import type { Answer } from './send.ts';
import { sendRows, type RowsRequest } from './send-rows.ts';
import { noteQuery } from './settled-query.ts';
import { FOR_PEOPLE } from './write-rows.ts';
import { withXmlNames } from './xml-names.ts';

/** Set while `POST /utils/export/:collection` is under way: the query that it reads by does not tell the format. */
const underWay = new AsyncLocalStorage<{ readonly format: unknown }>();
/** Queries that were given the key of evidence items, which nobody asked for. */
const withKey = new WeakSet<object>();

const isExport = (query: Row, format: string): boolean =>
	query['export'] === format || underWay.getStore()?.format === format;
const isForPeople = (query: Row): boolean => isExport(query, FOR_PEOPLE);

export function registerExports({ filter, init }: RegisterFunctions, context: HookExtensionContext): void {
	const { database, services } = context;
	filter('items.query', (query, { collection }) => {
		if (isRow(query)) noteQuery(query);
		if (!isRow(query) || query['aggregate']) return query;
		// Without a limit Directus would stop at 100 rows and not say so.
		const whole = query['export'] !== undefined && query['limit'] === undefined ? { ...query, limit: -1 } : query;
		const { fields } = whole;
		if (
			collection !== 'evidence_items' ||
			!isForPeople(whole) ||
			!Array.isArray(fields) ||
			!fields.some((field) => field === 'fact' || field === 'value') ||
			fields.includes('id')
		)
			return whole;
		const keyed = { ...whole, fields: [...fields, 'id'] };
		withKey.add(keyed);
		return keyed;
	});

	writePlatformSheets(services.ExportService);
	writeFilesInParts(
		context,
		({ accountability, schema }, collection) =>
			(rows) =>
				hiddenKey(rows, { collection, schema, isAddedKey: false, byHand: isByHand(accountability) }),
	);

	for (const scope of ['items', 'users', 'files'])
		filter(`${scope}.read`, async (rows, { query, collection }, { database: trx, schema, accountability }) => {
			if (!isRow(query) || query['aggregate'] || query['group'] || !isRows(rows) || schema === null) return rows;
			if (rows.length === 0) return rows;
			if (isExport(query, 'xml')) return rows.map(withXmlNames);
			if (!isForPeople(query)) return rows;
			const locale = await localeOf(accountability?.user ?? null, trx);
			const origin = { collection: String(collection), schema };
			const { rows: worded, words } = await inWords(rows, origin.collection, {
				services,
				schema,
				database: trx,
				accountability,
				locale,
			});
			const hidden = hiddenKey(worded, { ...origin, isAddedKey: withKey.has(query), byHand: isByHand(accountability) });
			const shown =
				hidden === null
					? worded
					: worded.map((row): Row => Object.fromEntries(Object.entries(row).filter(([field]) => field !== hidden)));
			rememberOrigin(shown, { ...origin, words });
			return shown;
		});

	filter('notifications.create', (payload, _meta, { database: trx }) => exportNotice(payload, trx));

	init('middlewares.after', ({ app }) => {
		if (!isApp(app)) return;
		app.use((request, response, next) => {
			const byHand = isByHand(request.accountability);
			const { sanitizedQuery: asked } = request;
			if (byHand && asked?.['export'] !== undefined)
				request.sanitizedQuery = { ...wholeList(asked), export: formatByHand(asked['export']) };
			const rows = sendRows(request, response, {
				...context,
				hiddenKey: (collection, schema) => (found) =>
					hiddenKey(found, { collection, schema, isAddedKey: false, byHand }),
			});
			if (rows !== null) return void rows.catch(next);
			const collection = /^\/utils\/export\/(\w+)$/.exec(plainPath(request.path))?.[1];
			if (collection === undefined || !isRow(request.body)) return next();
			const { file, query } = request.body;
			const format = byHand ? formatByHand(request.body['format']) : request.body['format'];
			if (byHand) request.body = { ...request.body, format, query: wholeList(isRow(query) ? query : {}) };
			exportedFile(database, { collection, format, file, user: request.accountability?.user ?? null }).then((named) => {
				request.body = { ...(isRow(request.body) ? request.body : {}), file: named };
				underWay.run({ format }, next);
			}, next);
		});
	});
}

/** A key that says nothing to people: one that nobody asked for, and the one that the Studio puts among the columns by itself. */
function hiddenKey(
	rows: readonly Row[],
	{
		collection,
		schema,
		isAddedKey,
		byHand,
	}: {
		readonly collection: string;
		readonly schema: SchemaOverview;
		readonly isAddedKey: boolean;
		readonly byHand: boolean;
	},
): string | null {
	if (isAddedKey) return 'id';
	const primary = schema.collections[collection]?.primary ?? 'id';
	const [first] = rows;
	return byHand && first !== undefined && Object.keys(first).length > 1 && isUuid(String(first[primary]))
		? primary
		: null;
}

interface Request extends RowsRequest {
	body: unknown;
	sanitizedQuery?: Query;
}

interface App {
	use(handler: (request: Request, response: Answer, next: (error?: unknown) => void) => void): unknown;
}

const isApp = (value: unknown): value is App => typeof value === 'function' && 'use' in value;
const isRow = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
const isRows = (value: unknown): value is Row[] => Array.isArray(value) && value.every(isRow);
