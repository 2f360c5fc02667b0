// The platform's own export. As `csv_utf8`, the format for Excel, it is written for people: choices, relations and facts in words,
// texts that no spreadsheet takes for formulas. csv, json, xml and yaml stay what is stored, for programs and for importing again.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import { plainPath } from '../access/plain-path.ts';
import { localeOf } from '../guards/errors.ts';
import { exportedFile } from './exported-file.ts';
import { exportNotice } from './notice.ts';
import { readable, type Row } from './readable.ts';
import { safeText } from './safe-text.ts';
import { withXmlNames } from './xml-names.ts';

const FOR_PEOPLE = 'csv_utf8';
/** Set while `POST /utils/export/:collection` is under way: the query that it reads by does not tell the format. */
const underWay = new AsyncLocalStorage<{ readonly format: unknown }>();
/** Queries that were given the key of evidence items, which nobody asked for. */
const withKey = new WeakSet<object>();

const isExport = (query: Row, format: string): boolean => query['export'] === format || underWay.getStore()?.format === format;
const isForPeople = (query: Row): boolean => isExport(query, FOR_PEOPLE);

export function registerExports({ filter, init }: RegisterFunctions, { database, services }: HookExtensionContext): void {
	filter('items.query', (query, { collection }) => {
		if (!isRow(query) || query['aggregate']) return query;
		// Without a limit the platform would stop at 100 rows and not say so.
		const whole = query['export'] !== undefined && query['limit'] === undefined ? { ...query, limit: -1 } : query;
		const { fields } = whole;
		if (collection !== 'evidence_items' || !isForPeople(whole) || !Array.isArray(fields) || !fields.some((field) => field === 'fact' || field === 'value') || fields.includes('id')) return whole;
		const keyed = { ...whole, fields: [...fields, 'id'] };
		withKey.add(keyed);
		return keyed;
	});

	filter('items.read', async (rows, { query, collection }, { database: trx, schema, accountability }) => {
		if (!isRow(query) || query['aggregate'] || query['group'] || !isRows(rows) || schema === null) return rows;
		if (isExport(query, 'xml')) return rows.map(withXmlNames);
		if (!isForPeople(query)) return rows;
		const locale = await localeOf(accountability?.user ?? null, trx);
		const told = await readable(rows, String(collection), { services, schema, database: trx, accountability, locale });
		return told.map((row) => safeRow(withKey.has(query) ? Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'id')) : row));
	});

	filter('notifications.create', (payload, _meta, { database: trx }) => exportNotice(payload, trx));

	init('middlewares.after', ({ app }) => {
		if (!isApp(app)) return;
		app.use((request, _response, next) => {
			const collection = /^\/utils\/export\/(\w+)$/.exec(plainPath(request.path))?.[1];
			if (collection === undefined || !isRow(request.body)) return next();
			const { format, file } = request.body;
			exportedFile(database, { collection, format, file, user: request.accountability?.user ?? null }).then((named) => {
				request.body = { ...(isRow(request.body) ? request.body : {}), file: named };
				underWay.run({ format }, next);
			}, next);
		});
	});
}

/** What lies deeper is written out as columns of its own. */
const safeRow = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([field, value]) => [field, isRow(value) ? safeRow(value) : safeText(value)]));

interface Request {
	readonly path: string;
	body: unknown;
	readonly accountability?: { readonly user: string | null } | null;
}

interface App {
	use(handler: (request: Request, response: unknown, next: (error?: unknown) => void) => void): unknown;
}

const isApp = (value: unknown): value is App => typeof value === 'function' && 'use' in value;
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
const isRows = (value: unknown): value is Row[] => Array.isArray(value) && value.every(isRow);
