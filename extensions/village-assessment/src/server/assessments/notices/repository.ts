import { randomUUID } from 'node:crypto';
import type { Correction } from '#domain/contracts/public-notice.ts';
import type { Database } from '#server/platform/database.ts';
import type { StoredPublicNotice } from '#server/platform/tables.ts';

export async function findLatestNotice(
	database: Database,
	assessment: string,
): Promise<Pick<StoredPublicNotice, 'number' | 'document'> | null> {
	const row = await database('public_notices')
		.where({ assessment })
		.orderBy('number', 'desc')
		.first('number', 'document');
	return row ?? null;
}

export async function insertNotice(
	trx: Database,
	{
		corrections,
		...notice
	}: Pick<StoredPublicNotice, 'assessment' | 'number' | 'kind' | 'digest' | 'document'> & {
		readonly corrections: readonly Correction[];
	},
): Promise<void> {
	await trx('public_notices').insert({
		id: randomUUID(),
		...notice,
		corrections: JSON.stringify(corrections),
		published_at: new Date(),
	});
}

/** The notice no longer holds; it stays readable as it was. */
export async function withdrawNotice(trx: Database, assessment: string): Promise<void> {
	await trx('public_notices')
		.where({ assessment, kind: 'notice', withdrawn_at: null })
		.update({ withdrawn_at: new Date() });
}

/** What was appealed against with success: `scorecard/criterion code`. */
export async function findUpheld(trx: Database, assessment: string): Promise<ReadonlySet<string>> {
	const rows = await trx('appeals as r')
		.join('scorecards as s', 's.id', 'r.scorecard')
		.leftJoin('adjustments as d', 'd.id', 'r.adjustment')
		.leftJoin('criteria as c', 'c.id', 'r.criterion')
		.leftJoin('criteria as k', 'k.id', 'd.criterion')
		.where({ 's.assessment': assessment, 'r.status': 'upheld' })
		.select('r.scorecard', 'c.code as line', 'k.code as decision');
	return new Set(rows.map(({ scorecard, line, decision }) => `${scorecard}/${line ?? decision ?? ''}`));
}
