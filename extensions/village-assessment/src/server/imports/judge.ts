// Judges every row of a file that was refused: each is written at its own savepoint, and in the end all is undone.
import type { Transaction } from '#server/platform/database.ts';
import type { HookExtensionContext } from '@directus/extensions';
import type { Accountability, SchemaOverview } from '@directus/types';
import { DomainError, inBoth } from '#domain/errors/domain-error.ts';
import { itemsThrough } from '#server/platform/item-writer.ts';
import { reasonOf, type Reason } from './reason.ts';
import { atSavepoint } from './repository.ts';
import type { RowProblem, Sheet } from './sheet.ts';

export interface Importing {
	readonly collection: string;
	readonly accountability: Accountability | null;
	readonly schema: SchemaOverview;
	readonly sheet: Sheet;
}

/** More are not told; nobody reads them. */
export const MOST_PROBLEMS = 1000;

class Undone extends Error {}

export async function problemsOf(
	context: Pick<HookExtensionContext, 'database' | 'services'>,
	importing: Importing,
): Promise<RowProblem[]> {
	const problems = [...importing.sheet.problems];
	try {
		await context.database.transaction(async (trx: Transaction) => {
			await judgeRows(context, { ...importing, trx, problems });
			throw new Undone();
		});
	} catch (error) {
		if (!(error instanceof Undone)) throw error;
	}
	return problems.sort((one, other) => one.line - other.line);
}

interface Judging extends Importing {
	readonly trx: Transaction;
	readonly problems: RowProblem[];
}

async function judgeRows(
	{ services }: Pick<HookExtensionContext, 'services'>,
	{ collection, accountability, schema, sheet, trx, problems }: Judging,
): Promise<void> {
	const service =
		collection === 'directus_users'
			? new services.UsersService({ knex: trx, schema, accountability })
			: itemsThrough({ services, database: trx, schema, accountability }, collection);
	const lines = new Map<string, number>();
	for (const { line, row } of sheet.entries) {
		if (problems.length >= MOST_PROBLEMS) return;
		try {
			const key = await atSavepoint<unknown>(trx, () => service.upsertOne(row, { bypassEmitAction: () => undefined }));
			lines.set(String(key).toLowerCase(), line);
		} catch (error) {
			const reasons = await reasonOf(error, { database: trx, schema, collection, row });
			problems.push(
				...reasons.map((reason) => ({
					...reason,
					line: reason.ofColumn ? 1 : line,
					reason: ofSameFile(reason, lines, sheet),
				})),
			);
			// Whoever may not write a column may not write it in any row.
			if (reasons.some(({ ofColumn }) => ofColumn)) return;
		}
	}
}

/** What stands in a row's way may be another row of the same file, which nobody finds by its id. */
function ofSameFile(
	{ reason, others }: Reason,
	lines: ReadonlyMap<string, number>,
	{ kind }: Sheet,
): RowProblem['reason'] {
	const line = others.map((id) => lines.get(id.toLowerCase())).find((one) => one !== undefined);
	if (line === undefined) return reason;
	return inBoth(
		new DomainError('SAME_IN_FILE', {
			line,
			entry: kind === 'csv' ? { 'zh-CN': '行', 'en-US': 'line' } : { 'zh-CN': '条', 'en-US': 'entry' },
		}),
	);
}
