// assessment:workbook: the workbook as a file, without a browser.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { HookExtensionContext } from '@directus/extensions';
import { fileName } from '#domain/contracts/sheets.ts';
import { DomainError, domainErrorText } from '#domain/errors/domain-error.ts';
import { loadCards, loadSubject, type Source } from '#server/exports/workbook/load.ts';
import { villageWorkbook, villageWorkbooks, wholeWorkbook } from '#server/exports/workbook/workbook.ts';
import { zipOf } from '#server/exports/workbook/zip.ts';
import { waitForLocks } from '#server/platform/database.ts';
import { drain } from '#server/scoring/drain.ts';
import { ensureTriggers } from '#server/scoring/triggers.ts';
import { findAssessment } from './find-assessment.ts';

export interface WorkbookOptions {
	readonly assessment: string;
	/** The village's code; left out: all of them. */
	readonly village?: string | undefined;
	/** Ends in .xlsx, .zip (a file for each village) or .pdf; left out: a name that says what it is, here. */
	readonly out?: string | undefined;
	readonly pdf: boolean;
}

type Platform = Pick<HookExtensionContext, 'database' | 'services' | 'getSchema' | 'env'>;

/** `assessment:workbook --assessment ID [--village CODE] [--out FILE] [--pdf]`: exit code 0, or 2 on an error. */
export async function workbookCommand(platform: Platform, options: WorkbookOptions): Promise<number> {
	try {
		const { database, services, getSchema, env } = platform;
		await findAssessment(database, options.assessment);
		await waitForLocks(database);
		await ensureTriggers(database);
		await drain(database);
		const source: Source = {
			database,
			services,
			env,
			schema: await getSchema(),
			accountability: null,
			locale: 'zh-CN',
		};
		console.log(await made(source, options));
		return 0;
	} catch (error) {
		console.error(
			error instanceof DomainError
				? `${domainErrorText(error, 'zh-CN')} · ${domainErrorText(error, 'en-US')}`
				: error instanceof Error
					? error.message
					: String(error),
		);
		return 2;
	}
}

async function made(source: Source, { assessment, village, out, pdf }: WorkbookOptions): Promise<string> {
	const subject = await loadSubject(source, assessment);
	const cards = await loadCards(source, assessment, village);
	const isPdf = pdf || extname(out ?? '').toLowerCase() === '.pdf';
	const ending = isPdf ? 'pdf' : 'xlsx';
	const name = [subject.assessment.title, ...(village === undefined ? [] : [cards[0]?.village_name ?? ''])];
	const file = resolve(out ?? fileName(name, ending));
	if (extname(file).toLowerCase() === '.zip') {
		await pipeline(zipOf(villageWorkbooks(source, subject, cards)), createWriteStream(file));
		return file;
	}
	const [card] = cards;
	const bytes =
		village !== undefined && card !== undefined
			? await villageWorkbook(source, subject, card)
			: await wholeWorkbook(source, subject, cards);
	await writeFile(file, isPdf ? await printed(bytes) : bytes);
	return file;
}

const run = promisify(execFile);

/** LibreOffice prints the workbook as it stands: A4, with the headings repeated. */
async function printed(bytes: Uint8Array): Promise<Buffer> {
	const folder = await mkdtemp(join(tmpdir(), 'workbook-'));
	try {
		const book = join(folder, 'workbook.xlsx');
		await writeFile(book, bytes);
		const program = process.env['SOFFICE_PATH'] ?? 'soffice';
		// A profile of its own: LibreOffice that somebody has open would take the order and do nothing.
		const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
		await run(program, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, book]).catch(
			(error: unknown) => {
				throw new Error(
					'没有生成 PDF：需要安装 LibreOffice，或用 SOFFICE_PATH 指明 soffice 的位置。 · ' +
						'No PDF was made: install LibreOffice, or say in SOFFICE_PATH where soffice is.',
					{ cause: error },
				);
			},
		);
		return await readFile(join(folder, `${basename(book, '.xlsx')}.pdf`));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
