// npm run backup and npm run restore: what was backed up beside a working server stands in an empty place as it was, and works.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import knex, { type Knex } from 'knex';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	DATABASES,
	postgresAt,
	runCommand,
	templates,
	type CommandResult,
	type DatabaseKind,
	type Instance,
} from '../support/harness/index.ts';
import { at, row, rows, succeeded } from '../support/fixtures/answers.ts';
import { expectCard } from '../support/fixtures/expect-card.ts';
import { insertAdjustment, item, newAssessment, type Assessment } from '../support/fixtures/fixtures.ts';
import { healthOf } from '../support/fixtures/triggers.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const ROOT = join(import.meta.dirname, '../..');
const PROOF = `证明\n${'x'.repeat(200_000)}`;
const ODD = '引号 "双" \'单\' 反斜线 \\ 换行\n制表\t表情 🏘️ $1 {"a":null}';

type Settings = Readonly<Record<string, string>>;

const command = (name: 'backup' | 'restore', args: readonly string[], env: NodeJS.ProcessEnv): Promise<CommandResult> =>
	runCommand(process.execPath, [join(ROOT, `bin/${name}.ts`), ...args], { env, cwd: ROOT });

const good = (result: CommandResult): void => expect(result.code, result.stderr).toBe(0);

function expectRefused(result: CommandResult, words: RegExp): void {
	expect(result.code, result.stderr).toBe(1);
	expect(result.stderr).toMatch(words);
}

/** A data directory that does not exist yet and a database with nothing in it. */
async function emptyPlace({ kind, directory }: Instance): Promise<Settings> {
	const data = join(directory, `place-${randomUUID().slice(0, 8)}`);
	const files = { DATA_DIR: data, STORAGE_LOCAL_ROOT: join(data, 'uploads') };
	if (kind === 'sqlite') return { ...files, DB_FILENAME: join(data, 'database.sqlite') };
	const name = `restored_${randomUUID().slice(0, 8)}`;
	await postgresAt((await templates()).postgres).createDatabase(name);
	return { ...files, DB_DATABASE: name };
}

async function inDatabase<T>(kind: DatabaseKind, place: Settings, work: (database: Knex) => Promise<T>): Promise<T> {
	const database =
		kind === 'sqlite'
			? knex({ client: 'sqlite3', connection: { filename: place['DB_FILENAME'] ?? '' }, useNullAsDefault: true })
			: postgresAt((await templates()).postgres).connect(place['DB_DATABASE'] ?? '');
	return work(database).finally(() => database.destroy());
}

/**
 * Structure and rows of all there is. PostgreSQL 18 gives even NOT NULL a name, made of what the column once was
 * called: that is not kept.
 */
async function contents(kind: DatabaseKind, database: Knex): Promise<Record<string, unknown>> {
	const structure: unknown[] =
		kind === 'sqlite'
			? await database('sqlite_master').select('type', 'name', 'sql').orderBy('name')
			: (
					await database.raw(`SELECT c.relname AS name, c.relkind,
				(SELECT json_agg(json_build_array(
					attname, format_type(atttypid, atttypmod), attnotnull, attidentity) ORDER BY attnum)
				FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns,
				(SELECT json_agg(json_build_array(conname, pg_get_constraintdef(oid)) ORDER BY conname)
				FROM pg_constraint WHERE conrelid = c.oid AND contype <> 'n') AS constraints,
				(SELECT json_agg(pg_get_triggerdef(oid) ORDER BY tgname)
				FROM pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal) AS triggers
				FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1`)
				).rows;
	const found: Record<string, unknown> = { structure };
	for (const one of rows(structure)) {
		if (one['type'] !== 'table' && one['relkind'] !== 'r') continue;
		const name = String(one['name']);
		found[name] = (await database(name).select()).map((line: unknown) => JSON.stringify(line)).sort();
	}
	if (kind === 'postgres')
		found['sequences'] = (
			await database.raw("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1")
		).rows;
	return found;
}

const uploads = (place: Settings): string[] =>
	existsSync(place['STORAGE_LOCAL_ROOT'] ?? '') ? readdirSync(place['STORAGE_LOCAL_ROOT'] ?? '').sort() : [];

describe.each(DATABASES)('%s', (kind) => {
	const instance = useInstance({ database: kind });
	let assessment: Assessment;
	let proof = '';
	let archive = '';

	const inPlace = (place: Settings): NodeJS.ProcessEnv => ({ ...instance().env, ...place });
	const own = (): Settings =>
		Object.fromEntries(
			['DATA_DIR', 'STORAGE_LOCAL_ROOT', 'DB_FILENAME', 'DB_DATABASE'].flatMap((name) =>
				instance().env[name] === undefined ? [] : [[name, String(instance().env[name])]],
			),
		);
	const send = async (method: string, path: string, body?: unknown): Promise<unknown> =>
		succeeded(await instance().api(method, path, body)).data;
	const verified = async (place: Settings, id: string): Promise<void> => {
		const result = await instance().cli(['assessment:verify', '--assessment', id], place);
		expect(result.code, result.stdout + result.stderr).toBe(0);
	};

	beforeAll(async () => {
		assessment = await newAssessment(instance(), { villages: 3 });
		const [card] = assessment.cards;
		const form = new FormData();
		form.append('file', new Blob([PROOF], { type: 'text/plain' }), '证明.txt');
		proof = String(at(await send('POST', '/files', form), 'id'));
		await send('POST', '/items/evidence_items', [
			item(card?.id ?? '', '2.1', 'mismatch', 2, { note: ODD, files: [{ directus_files_id: proof }] }),
			item(card?.id ?? '', '3.2.2', 'actual', '35.5'),
		]);
		await insertAdjustment(instance(), card?.id ?? '', { occurrences: 3 });
		await send('POST', '/fields/villages', {
			field: 'office_note',
			type: 'text',
			schema: { comment: '本单位自用' },
			meta: {},
		});
		await send('PATCH', `/items/villages/${card?.village}`, { office_note: ODD });
		const fields = [
			{ field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true }, meta: {} },
			{
				field: 'amount',
				type: 'decimal',
				schema: { numeric_precision: 12, numeric_scale: 4, default_value: 1.5 },
				meta: {},
			},
			{ field: 'seen', type: 'timestamp', schema: {}, meta: {} },
			{ field: 'detail', type: 'json', schema: {}, meta: {} },
			{ field: 'ratio', type: 'float', schema: { is_indexed: true }, meta: {} },
		];
		await send('POST', '/collections', { collection: 'office_diary', schema: {}, meta: {}, fields });
		await send('POST', '/items/office_diary', [
			{ amount: '12345678.0001', seen: '2026-03-01T08:30:00.123Z', detail: { 甲: [1, null, ODD] }, ratio: 0.1 + 0.2 },
			{ amount: null },
		]);
		await expectCard(instance(), card?.id ?? '');
		archive = join(instance().directory, 'backup.tar.gz');
		good(await command('backup', [archive], instance().env));
	}, 120_000);

	it('only its owner can read the archive', () => {
		expect(statSync(archive).mode & 0o777).toBe(0o600);
	});

	it('an existing file is not replaced', async () => {
		const before = readFileSync(archive);
		expectRefused(await command('backup', [archive], instance().env), /文件已存在/);
		expect(readFileSync(archive).equals(before)).toBe(true);
	});

	it('in an empty place everything is as it was, to the last row, and verifies', async () => {
		const place = await emptyPlace(instance());
		await instance().kill();
		const quiet = join(instance().directory, 'quiet.tar.gz');
		good(await command('backup', [quiet], instance().env));
		const result = await command('restore', [quiet], inPlace(place));
		good(result);
		expect(result.stderr).toContain(`npm run assessment:verify -- --assessment ${assessment.id}`);
		expect(await inDatabase(kind, place, (database) => contents(kind, database))).toEqual(
			await contents(kind, instance().database),
		);
		expect(uploads(place)).toEqual(uploads(own()));
		await verified(place, assessment.id);
	});

	it('and Directus goes on working there', async () => {
		const place = await emptyPlace(instance());
		good(await command('restore', [archive], inPlace(place)));
		await instance().restart(place);
		try {
			expect(await healthOf(instance())).toMatchObject({ status: 'ok', missing_triggers: [] });
			expect((await instance().api('GET', `/assets/${proof}`)).text).toBe(PROOF);
			const [card] = assessment.cards;
			expect(row(await send('GET', `/items/villages/${card?.village}?fields=office_note`))).toEqual({
				office_note: ODD,
			});
			const before = row(await send('GET', `/items/scorecards/${card?.id}?fields=attainable`));
			await send('POST', '/items/evidence_items', item(card?.id ?? '', '1.1', 'office', 0));
			const after = row(await send('GET', `/items/scorecards/${card?.id}?fields=attainable`));
			expect(Number(after['attainable'])).toBeLessThan(Number(before['attainable']));
			expect(row(await send('POST', '/items/office_diary', { amount: 1 }))['id']).toBe(3);
		} finally {
			await instance().restart();
		}
	});

	it('beside a server that is being written to it is of one moment', async () => {
		const busy = await newAssessment(instance(), { villages: 2 });
		let going = true;
		let written = 0;
		const writer = async (card: string): Promise<void> => {
			while (going) {
				await send('POST', '/items/evidence_items', [
					item(card, '2.1', 'mismatch', 1),
					item(card, '2.1', 'mismatch', 1),
				]);
				written += 2;
			}
		};
		const writers = busy.cards.map(({ id }) => writer(id));
		const file = join(instance().directory, 'busy.tar.gz');
		const result = await command('backup', [file], instance().env).finally(() => (going = false));
		await Promise.all(writers);
		good(result);
		const place = await emptyPlace(instance());
		good(await command('restore', [file], inPlace(place)));
		const found = await inDatabase(kind, place, (database) =>
			database('evidence_items')
				.whereIn(
					'scorecard',
					busy.cards.map(({ id }) => id),
				)
				.count({ n: '*' }),
		);
		// Two rows a request, in one transaction: never half of it.
		expect(Number(at(found, 0, 'n')) % 2).toBe(0);
		expect(written).toBeGreaterThan(0);
		await verified(place, busy.id);
	});

	it('through standard output and standard input', async () => {
		// Read, the scores are there; nothing of what was written before is still to be computed.
		await send('GET', '/items/scorecards?limit=1');
		const place = await emptyPlace(instance());
		const file = join(instance().directory, 'piped.tar.gz');
		const script = (line: string, env: NodeJS.ProcessEnv): Promise<CommandResult> =>
			runCommand('/bin/sh', ['-c', line], { env, cwd: ROOT });
		good(await script(`"${process.execPath}" bin/backup.ts - > "${file}"`, instance().env));
		good(await script(`"${process.execPath}" bin/restore.ts - < "${file}"`, inPlace(place)));
		expect(await inDatabase(kind, place, (database) => contents(kind, database))).toEqual(
			await contents(kind, instance().database),
		);
	});

	describe('a place with data', () => {
		it('is left alone', async () => {
			const place = await emptyPlace(instance());
			mkdirSync(place['STORAGE_LOCAL_ROOT'] ?? '', { recursive: true });
			writeFileSync(join(place['STORAGE_LOCAL_ROOT'] ?? '', 'old.txt'), '旧');
			expectRefused(await command('restore', [archive], inPlace(place)), /这里已经有数据/);
			expect(uploads(place)).toEqual(['old.txt']);
			expectRefused(await command('restore', [archive], instance().env), /这里已经有数据/);
		});

		it('is not replaced while a server uses it', async () => {
			await newAssessment(instance(), { villages: 1 });
			expectRefused(await command('restore', [archive, '--force'], instance().env), /停止服务/);
			await send('GET', `/items/assessments/${assessment.id}`);
			expect((await instance().api('GET', `/assets/${proof}`)).text).toBe(PROOF);
		});

		it('is replaced with --force, and can be had back', async () => {
			const place = await emptyPlace(instance());
			good(await command('restore', [archive], inPlace(place)));
			const before = await inDatabase(kind, place, (database) => contents(kind, database));
			await inDatabase(kind, place, (database) =>
				database('villages').update({ liaison_leader: null, office_note: '改过' }),
			);
			writeFileSync(join(place['STORAGE_LOCAL_ROOT'] ?? '', 'later.txt'), '新');
			const changed = await inDatabase(kind, place, (database) => contents(kind, database));

			good(await command('restore', [archive, '--force'], inPlace(place)));
			expect(uploads(place)).not.toContain('later.txt');
			expect(await inDatabase(kind, place, (database) => contents(kind, database))).toEqual(before);

			const [saved] = readdirSync(join(place['DATA_DIR'] ?? '', 'backups'));
			const back = await emptyPlace(instance());
			good(await command('restore', [join(place['DATA_DIR'] ?? '', 'backups', String(saved))], inPlace(back)));
			expect(await inDatabase(kind, back, (database) => contents(kind, database))).toEqual(changed);
			expect(uploads(back)).toContain('later.txt');
		});
	});

	describe('a bad archive changes nothing', () => {
		const altered = (change: (content: Buffer) => Buffer): string => {
			const file = join(mkdtempSync(join(instance().directory, 'bad-')), 'bad.tar.gz');
			writeFileSync(file, gzipSync(change(gunzipSync(readFileSync(archive)))));
			return file;
		};
		const replaced =
			(from: string, to: string) =>
			(content: Buffer): Buffer => {
				const place = content.indexOf(from);
				expect(place).toBeGreaterThan(0);
				// As long as before, padded with spaces: an entry's length stands in its header.
				return Buffer.concat([
					content.subarray(0, place),
					Buffer.from(to.padEnd(from.length)),
					content.subarray(place + Buffer.byteLength(from)),
				]);
			};
		/** An entry under another name, its header in order otherwise. */
		const renamed =
			(from: string, to: string) =>
			(content: Buffer): Buffer => {
				const place = content.indexOf(from);
				const header = Buffer.from(content.subarray(place, place + 512));
				header.fill(0, 0, 100);
				header.write(to);
				header.fill(' ', 148, 156);
				header.write(
					`${header
						.reduce((sum, byte) => sum + byte, 0)
						.toString(8)
						.padStart(6, '0')}\0 `,
					148,
				);
				return Buffer.concat([content.subarray(0, place), header, content.subarray(place + 512)]);
			};
		const cases: readonly [string, () => string, RegExp][] = [
			['a byte of an upload changed', () => altered(replaced('证明\nxxx', '证明\nxxy')), /已损坏/],
			['cut short', () => altered((content) => content.subarray(0, content.length - 200_000)), /备份文件/],
			['the manifest missing', () => altered(renamed('manifest.json', 'database/manifest')), /缺少清单/],
			[
				'something else’s archive',
				() => altered(replaced('village-assessment-backup', 'another-program')),
				/不是本系统/,
			],
			[
				'a path that leads out',
				() => altered(renamed('uploads/local/', 'uploads/local/../../leading-out')),
				/不认识的条目/,
			],
			['a place that there is not', () => altered(renamed('uploads/local/', 'uploads/elsewhere/file')), /不认识的条目/],
			[
				'rows that do not agree with the manifest',
				() => altered(replaced('"villages": 3', '"villages": 4')),
				/不符|不一致/,
			],
			['a later version', () => altered(replaced('"directus": "11.17.4"', '"directus": "12.17.4"')), /先升级/],
			[
				'of the other kind of database',
				() =>
					altered(
						replaced(
							`"directus": "11.17.4",\n\t"database": "${kind}"`,
							`"directus":"11.17.4","database":"${kind === 'sqlite' ? 'postgres' : 'sqlite'}"`,
						),
					),
				/相同种类/,
			],
			['no archive at all', () => join(ROOT, 'package.json'), /无法读取/],
			['no file', () => join(ROOT, 'no-such-file.tar.gz'), /没有这个文件/],
		];

		// An archive is looked through before the database is: the whole list on one of them.
		it.each(kind === 'sqlite' ? cases : cases.filter(([what]) => /manifest|database|leads out/.test(what)))(
			'%s',
			async (_what, make, words) => {
				const place = await emptyPlace(instance());
				expectRefused(await command('restore', [make()], inPlace(place)), words);
				expect(uploads(place)).toEqual([]);
				if (kind === 'sqlite') expect(existsSync(place['DB_FILENAME'] ?? '')).toBe(false);
				else
					expect(await inDatabase(kind, place, (database) => contents(kind, database))).toMatchObject({
						structure: [],
					});
			},
		);

		it('nor does it replace what is there', async () => {
			const place = await emptyPlace(instance());
			good(await command('restore', [archive], inPlace(place)));
			const before = await inDatabase(kind, place, (database) => contents(kind, database));
			const files = uploads(place);
			expectRefused(
				await command('restore', [altered(replaced('"villages": 3', '"villages": 4')), '--force'], inPlace(place)),
				/不符|不一致/,
			);
			expect(await inDatabase(kind, place, (database) => contents(kind, database))).toEqual(before);
			expect(uploads(place)).toEqual(files);
		});
	});
});
