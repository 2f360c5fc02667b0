// `GET /items/…?export=…`: Directus would read every row before it writes the first.
import type { HookExtensionContext } from '@directus/extensions';
import type { Accountability, ExportFormat, Query, SchemaOverview } from '@directus/types';
import { localeOf } from '#server/platform/render-error.ts';
import { plainPath } from '#server/platform/request-path.ts';
import { BrokenOff, sendParts, type Answer } from './send.ts';
import { isWrittenInParts, writeRows, type RowExport } from './write-rows.ts';

export interface RowsRequest {
	readonly method: string;
	readonly path: string;
	readonly sanitizedQuery?: Query;
	readonly schema?: SchemaOverview;
	readonly accountability?: Accountability | null;
}

type Context = Pick<HookExtensionContext, 'database' | 'services' | 'env' | 'logger'> & {
	readonly hiddenKey: (collection: string, schema: SchemaOverview) => RowExport['hiddenKey'];
};

/** As Directus answers: type and ending of each format. */
const FILES: Readonly<Record<ExportFormat, { readonly type: string; readonly ending: string }>> = {
	csv: { type: 'text/csv; charset=utf-8', ending: 'csv' },
	csv_utf8: { type: 'text/csv; charset=utf-8', ending: 'csv' },
	json: { type: 'application/json; charset=utf-8', ending: 'json' },
	xml: { type: 'text/xml; charset=utf-8', ending: 'xml' },
	yaml: { type: 'text/yaml; charset=utf-8', ending: 'yaml' },
};

/** null: it is none of ours. */
export function sendRows(request: RowsRequest, answer: Answer, context: Context): Promise<void> | null {
	const { method, sanitizedQuery: query, schema, accountability = null } = request;
	const format = query?.export;
	if (method !== 'GET' || query === undefined || !format || schema === undefined) return null;
	const collection = /^\/items\/(\w+)$/.exec(plainPath(request.path))?.[1];
	if (collection === undefined) return null;
	const asked = { collection, query, format, accountability, schema };
	return isWrittenInParts(asked) ? send(asked, FILES[format], answer, context) : null;
}

async function send(
	asked: Omit<RowExport, 'locale' | 'hiddenKey'>,
	{ type, ending }: { readonly type: string; readonly ending: string },
	answer: Answer,
	{ hiddenKey, ...context }: Context,
): Promise<void> {
	const { accountability, collection, schema } = asked;
	const locale = await localeOf(accountability?.user ?? null, context.database);
	const headers = {
		'Content-Type': type,
		'Content-Disposition': `attachment; filename="${collection} ${moment()}.${ending}"`,
		'Cache-Control': 'no-cache',
		Vary: 'Origin, Cache-Control',
	};
	try {
		await sendParts(answer, headers, (write) =>
			writeRows({ ...asked, locale, hiddenKey: hiddenKey(collection, schema) }, context, write),
		);
	} catch (error) {
		if (!(error instanceof BrokenOff)) throw error;
		context.logger.error(error);
	}
}

/** 20260318-150000. */
const moment = (): string => {
	const now = new Date();
	const two = (part: number): string => String(part).padStart(2, '0');
	const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
	return `${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
};
