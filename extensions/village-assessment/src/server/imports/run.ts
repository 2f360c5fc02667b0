// An import from the upload to the answer: read, look at the heading, write all rows or none; what is refused is told row by row.
import { Readable } from 'node:stream';
import type { HookExtensionContext } from '@directus/extensions';
import type { Accountability, SchemaOverview } from '@directus/types';
import { mayWrite } from '#server/platform/may-write.ts';
import { localeOf } from '#server/platform/render-error.ts';
import { plain, sendNotices } from '#server/notifications/send.ts';
import { columnProblems, columnsOf } from './columns.ts';
import { problemsOf } from './judge.ts';
import { importRefused, isCut, listText, subjects } from './refused.ts';
import { sheetOf, type RowProblem, type Sheet } from './sheet.ts';
import { duringImport } from '#server/platform/import-under-way.ts';
import type { Upload } from './upload.ts';

export type ImportContext = Pick<HookExtensionContext, 'database' | 'services' | 'getSchema' | 'logger' | 'env'>;

export interface Wanted {
	readonly collection: string;
	readonly accountability: Accountability | null;
	readonly schema: SchemaOverview;
	/** Nobody waits for the answer: a notice tells how it ended. */
	readonly background: boolean;
}

/** Reads the file and its heading; what it returns writes the rows. @throws what the importer is to be told. */
export async function prepareImport(
	context: ImportContext,
	wanted: Wanted,
	upload: Upload,
): Promise<() => Promise<void>> {
	const { collection, schema } = wanted;
	// Whoever may not write there learns nothing of it; Directus refuses him.
	if (!(await mayImport(context, wanted))) await writeRows(context, wanted, '[]');
	const sheet = sheetOf(upload);
	const columns = await columnsOf(context.database, schema, collection);
	const heading = columnProblems(sheet, columns);
	const names = columns.map(({ name }) => name);
	if (heading.length > 0)
		throw await refusalOf(context, { ...wanted, background: false }, { sheet, problems: heading, names });
	return () => writeSheet(context, wanted, { sheet, names });
}

async function writeSheet(
	context: ImportContext,
	wanted: Wanted,
	{ sheet, names }: Omit<Outcome, 'problems'>,
): Promise<void> {
	const { collection, accountability, schema } = wanted;
	if (sheet.problems.length === 0) {
		try {
			await writeRows(context, wanted, JSON.stringify(sheet.entries.map(({ row }) => row)));
			if (wanted.background) await tellDone(context, wanted, sheet);
			return;
		} catch (error) {
			if (!isOfRows(error)) throw error;
			if (!isJudged(collection)) throw error;
		}
	}
	const problems = await duringImport(() => problemsOf(context, { collection, accountability, schema, sheet }));
	if (problems.length === 0) throw new Error('The import was refused, and no row of it is.');
	throw await refusalOf(context, wanted, { sheet, problems, names });
}

/** What Directus answers for a file: its refusals of rows come as a list. */
const isOfRows = (error: unknown): boolean => Array.isArray(error);
const isJudged = (collection: string): boolean =>
	!collection.startsWith('directus_') || collection === 'directus_users';

async function mayImport({ database }: ImportContext, { collection, accountability }: Wanted): Promise<boolean> {
	if (accountability === null) return true;
	if (collection.startsWith('directus_')) return accountability.admin;
	return (
		(await mayWrite(database, accountability, { collection, action: 'create' })) &&
		(await mayWrite(database, accountability, { collection, action: 'update' }))
	);
}

async function writeRows(
	{ services }: ImportContext,
	{ collection, accountability, schema }: Wanted,
	rows: string,
): Promise<void> {
	await duringImport(() =>
		new services.ImportService({ accountability, schema }).import(
			collection,
			'application/json',
			Readable.from([Buffer.from(rows)]),
		),
	);
}

interface Outcome {
	readonly sheet: Sheet;
	readonly problems: readonly RowProblem[];
	readonly names: readonly string[];
}

/** What does not fit the message that the Studio shows comes as a notice as well. */
async function refusalOf(
	context: ImportContext,
	{ accountability, collection, background }: Wanted,
	{ sheet, problems, names }: Outcome,
): Promise<Error> {
	const user = accountability?.user ?? null;
	const locale = await localeOf(user, context.database);
	if (user !== null && (background || isCut(problems, { sheet, locale }))) {
		const list = (language: 'zh-CN' | 'en-US'): string =>
			listText(problems, { kind: sheet.kind, locale: language })
				.split('\n')
				.map((line) => `- ${plain(line)}`)
				.join('\n');
		await sendNotices(context, [
			{
				recipient: user,
				sender: user,
				subject: subjects.refused,
				message: { 'zh-CN': list('zh-CN'), 'en-US': list('en-US') },
				collection,
			},
		]);
	}
	return importRefused(problems, { sheet, locale, columns: names });
}

async function tellDone(
	context: ImportContext,
	{ accountability, collection }: Wanted,
	{ entries }: Sheet,
): Promise<void> {
	const user = accountability?.user ?? null;
	if (user === null) return;
	const message = { 'zh-CN': `已写入 ${entries.length} 行。`, 'en-US': `${entries.length} rows were written.` };
	await sendNotices(context, [{ recipient: user, sender: user, subject: subjects.done, message, collection }]);
}
