// A new draft made of another version: the rulebook, its indicators and its criteria. A published one is fixed, so this is
// how rules change.
import { ErrorCode, isDirectusError } from '@directus/errors';
import type { Database } from '#server/platform/database.ts';
import type { Payload } from '#server/platform/guard.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { findRulebookRows } from './repository.ts';

/** Creates rows through Directus, in somebody's name and with their permissions; returns their ids in the same order. */
export type Create = (collection: string, rows: readonly Payload[]) => Promise<readonly unknown[]>;

const BOOK = ['code', 'title', 'title_en', 'points', 'source', 'source_en', 'notes'] as const;
const INDICATOR = ['code', 'points', 'title', 'title_en', 'examination', 'examined_by', 'sort'] as const;
const CRITERION = [
	'code',
	'points',
	'title',
	'title_en',
	'wording',
	'method',
	'waivable',
	'params',
	'readings',
	'notes',
	'examples',
	'sort',
] as const;

/** All or nothing within `trx`. A version that there is already is refused (409) like any row whose code is taken. */
export async function copyRulebook(
	trx: Database,
	{ rulebook, version, create }: { readonly rulebook: string; readonly version: string; readonly create: Create },
): Promise<string> {
	const { book, indicators, criteria } = await findRulebookRows(trx, rulebook);
	const [id] = await create('rulebooks', [{ ...only(book, BOOK), version }]).catch((error: unknown) => {
		// Somebody else was quicker.
		if (isDirectusError(error, ErrorCode.RecordNotUnique))
			throw new DomainError('CODE_TAKEN', {
				thing: { 'zh-CN': '考核细则', 'en-US': 'rulebook' },
				code: `${book.code ?? ''} ${version}`,
			});
		throw error;
	});
	const copies = new Map<unknown, unknown>();
	// A level at a time: a sub-indicator names its copied parent.
	for (let level = indicators.filter(({ parent }) => parent === null); level.length > 0;) {
		const made = await create(
			'indicators',
			level.map((row) => ({ ...only(row, INDICATOR), rulebook: id, parent: copies.get(row.parent) ?? null })),
		);
		level.forEach((row, index) => copies.set(row.id, made[index]));
		const parents = new Set(level.map(({ id }) => id));
		level = indicators.filter(({ parent }) => parent !== null && parents.has(parent));
	}
	await create(
		'criteria',
		criteria.map((row) => ({ ...only(row, CRITERION), rulebook: id, indicator: copies.get(row.indicator) })),
	);
	return String(id);
}

/** JSON columns are handed on as they are stored: Directus takes them as text and as values. */
const only = <Row, Name extends keyof Row>(row: Row, names: readonly Name[]): Payload =>
	Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
