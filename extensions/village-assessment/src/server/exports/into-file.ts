// Directus's export into the library, in its own words and with its own notice, but written part by part beside everything else.
import { createReadStream } from 'node:fs';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HookExtensionContext } from '@directus/extensions';
import type { Accountability, ExportFormat, Query, SchemaOverview } from '@directus/types';
import { localeOf } from '#server/platform/render-error.ts';
import { isWrittenInParts, writeRows, type RowExport } from './write-rows.ts';

const TYPES: Readonly<Record<ExportFormat, string>> = {
	csv: 'text/csv',
	csv_utf8: 'text/csv; charset=utf-8',
	json: 'application/json',
	xml: 'text/xml',
	yaml: 'text/yaml',
};

interface ExportService {
	readonly accountability: Accountability | null;
	readonly schema: SchemaOverview;
}
interface FileOptions {
	readonly file?: Readonly<Record<string, unknown>>;
}
type ExportToFile = (
	this: ExportService,
	collection: string,
	query: Query,
	format: ExportFormat,
	options?: FileOptions,
) => Promise<void>;
interface Exporter {
	readonly prototype: { exportToFile: ExportToFile };
}

const isExporter = (service: unknown): service is Exporter =>
	typeof service === 'function' && typeof Reflect.get(Object(service.prototype), 'exportToFile') === 'function';

type Context = Pick<HookExtensionContext, 'database' | 'services' | 'env' | 'logger'>;

export function writeFilesInParts(
	context: Context,
	hiddenKey: (asked: ExportService, collection: string) => RowExport['hiddenKey'],
): void {
	const { services } = context;
	const service: unknown = services.ExportService;
	if (!isExporter(service))
		throw new TypeError('The platform’s ExportService has no exportToFile any more: see exports/into-file.ts.');
	const { prototype } = service;
	const { exportToFile } = prototype;
	prototype.exportToFile = async function (collection, query, format, options) {
		const { accountability, schema } = this;
		const asked = { collection, query, format, accountability, schema };
		if (!isWrittenInParts(asked)) return exportToFile.call(this, collection, query, format, options);
		const locale = await localeOf(accountability?.user ?? null, context.database);
		await exportInto({ ...asked, locale, hiddenKey: hiddenKey(this, collection) }, context, options?.file ?? {});
	};
}

async function exportInto(asked: RowExport, context: Context, file: Readonly<Record<string, unknown>>): Promise<void> {
	const { collection, accountability, schema, format } = asked;
	const { services, logger } = context;
	const directory = await mkdtemp(join(tmpdir(), 'export-'));
	const path = join(directory, 'part');
	try {
		await writeFile(path, '');
		await writeRows(asked, context, (part) => appendFile(path, part));
		const title = `export-${collection}-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
		const saved = await new services.FilesService({ accountability, schema }).uploadOne(createReadStream(path), {
			title,
			filename_download: `${title}.${format}`,
			...file,
			type: TYPES[format],
		});
		await tell(asked, context, String(saved));
	} catch (error) {
		logger.error(error, `Couldn't export ${collection}`);
		await notify(asked, context, {
			subject: `Your export of ${collection} failed`,
			message: 'Please contact your system administrator for more information.',
		});
	} finally {
		await rm(directory, { recursive: true, force: true });
	}
}

/** In Directus's words, which notice.ts puts into the reader's language. */
async function tell(asked: RowExport, context: Context, saved: string): Promise<void> {
	const base = String(context.env['PUBLIC_URL'] ?? '').replace(/\/+$/, '');
	await notify(asked, context, {
		subject: `Your export of ${asked.collection} is ready`,
		message: `\nHello,\n\nYour export of ${asked.collection} is ready. <a href="${base}/admin/files/${saved}">Click here to view.</a>\n`,
		collection: 'directus_files',
		item: saved,
	});
}

async function notify(
	{ accountability, schema }: RowExport,
	{ services }: Context,
	notice: Readonly<Record<string, string>>,
): Promise<void> {
	const user = accountability?.user;
	if (user === null || user === undefined) return;
	await new services.NotificationsService({ schema }).createOne({ recipient: user, sender: user, ...notice });
}
