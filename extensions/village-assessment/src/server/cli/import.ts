// assessment:import FILE: checks a sheet and says what it would do; with --commit writes it, in somebody's name.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { HookExtensionContext } from '@directus/extensions';
import type { Accountability } from '@directus/types';
import type { CheckedRow, SheetCheck } from '#domain/contracts/sheet-import.ts';
import { domainErrorText, DomainError } from '#domain/errors/domain-error.ts';
import { actorById } from '#server/platform/actor.ts';
import { waitForLocks, type Database } from '#server/platform/database.ts';
import { prepared } from '#server/platform/item-writer.ts';
import { drainQueueOf } from '#server/scoring/queue.ts';
import { checkSheet } from '#server/sheet-import/check.ts';
import { commitSheet, type CommitContext } from '#server/sheet-import/commit.ts';
import { optionsOf } from '#server/sheet-import/receive.ts';
import { findAssessment } from './find-assessment.ts';
import { accountByEmail } from './repository.ts';

export interface ImportCommand {
	readonly file: string;
	readonly assessment: string;
	/** The e-mail of the account in whose name it is checked and written. */
	readonly as: string;
	readonly status: string;
	readonly commit: boolean;
	readonly skipRefused: boolean;
}

type Context = Pick<HookExtensionContext, 'database' | 'services' | 'getSchema' | 'logger' | 'env'>;

/** Exit code 0: all rows are good, or written; 1: some are refused; 2: an error. */
export async function importCommand(platform: Context, command: ImportCommand): Promise<number> {
	const { database } = platform;
	try {
		await findAssessment(database, command.assessment);
		await waitForLocks(database);
		const context = await contextOf(platform, command.as);
		const file = { name: basename(command.file), bytes: new Uint8Array(await readFile(command.file)) };
		const options = optionsOf(JSON.stringify({ status: command.status, skip_refused: command.skipRefused }));
		const request = { assessment: command.assessment, file, options };
		const { check } = await checkSheet(request, context);
		tell(check);
		if (!command.commit) return check.counts.refused > 0 || check.missing.length > 0 ? 1 : 0;
		if (check.counts.refused > 0 && !command.skipRefused) return 1;
		const { id } = await commitSheet({ ...request, options: { ...options, token: check.token } }, context);
		console.log(`已导入，编号 ${id} · imported as ${id}`);
		return 0;
	} catch (error) {
		console.error(textOf(error));
		return 2;
	}
}

async function contextOf(platform: Context, email: string): Promise<CommitContext> {
	const user = await accountOf(platform.database, email);
	const actor = await actorById(platform.database, user.id);
	const ready = await prepared(platform);
	const accountability: Accountability = {
		user: user.id,
		role: user.role,
		roles: user.role === null ? [] : [user.role],
		admin: actor.role === 'administrator',
		app: true,
		ip: null,
	};
	return {
		database: platform.database,
		schema: ready.schema,
		queue: drainQueueOf(platform.database),
		actor,
		platform: ready,
		accountability,
		signal: new AbortController().signal,
		progress: ({ step, done, of }) => void process.stderr.write(`\r${step} ${done}/${of}   `),
	};
}

async function accountOf(
	database: Database,
	email: string,
): Promise<{ readonly id: string; readonly role: string | null }> {
	const row = await accountByEmail(database, email);
	if (row?.status === 'active') return row;
	throw new Error(
		email === ''
			? '请用 --as 给出以谁的名义导入（邮箱）。 · Say with --as in whose name (e-mail).'
			: `没有邮箱为 ${email} 的有效账号。 · There is no active account ${email}.`,
	);
}

function tell({ counts, rows, missing, columns }: SheetCheck): void {
	process.stderr.write('\n');
	const unknown = columns.flatMap(({ letter, heading, field }) => (field === null ? [`${letter} ${heading}`] : []));
	if (missing.length > 0) console.log(`缺少的列 · missing columns: ${missing.join(', ')}`);
	if (unknown.length > 0) console.log(`认不出的列 · unknown columns: ${unknown.join('、')}`);
	for (const row of rows.filter(({ outcome }) => outcome === 'refused')) console.log(refusedText(row));
	console.log(
		`新增 ${counts.create} · 修改 ${counts.change} · 未变 ${counts.unchanged} · 有误 ${counts.refused}（create, change, unchanged, refused）`,
	);
}

const refusedText = ({ sheet, line, problems }: CheckedRow): string =>
	`${sheet} ${line}：${problems.map(problemText).join('；')}`;
const problemText = ({ column, text }: CheckedRow['problems'][number]): string =>
	`${column === null ? '' : `${column} `}${text['zh-CN']} · ${text['en-US']}`;

function textOf(error: unknown): string {
	if (error instanceof DomainError) return `${domainErrorText(error, 'zh-CN')} · ${domainErrorText(error, 'en-US')}`;
	return error instanceof Error ? error.message : String(error);
}
