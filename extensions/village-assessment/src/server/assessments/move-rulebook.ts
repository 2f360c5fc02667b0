// Carries an assessment over to another version of its rulebook: evidence, adjustments and appeals follow by criterion code.
import { DomainError } from '#domain/errors/domain-error.ts';
import { drain } from '#server/scoring/drain.ts';
import { rowsOf, type Database } from '#server/platform/database.ts';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { refuseLostCategories } from './lost-categories.ts';
import { ASSESSMENT_STATUS_LABELS, FROZEN } from '#domain/assessments/status.ts';

const CARRIED = ['evidence_items', 'adjustments', 'appeals'] as const;

/** `write` changes the assessment's rulebook through Directus. Refuses (409) from `publicized` on, or if a code in use is gone. */
export async function moveRulebook(
	trx: Database,
	{
		assessment,
		rulebook,
		write,
	}: {
		readonly assessment: string;
		readonly rulebook: string;
		readonly write: (fields: Readonly<Record<string, unknown>>) => Promise<void>;
	},
): Promise<{ readonly carried: number }> {
	await acquireWorkflowLock(trx, 'exclusive');
	const row = await trx('assessments').where('id', assessment).first();
	if (row === undefined) throw new DomainError('ASSESSMENT_NOT_FOUND', { id: assessment });
	const { status } = row;
	if (FROZEN.includes(status))
		throw new DomainError('NOT_IN_THIS_STATE', {
			status: ASSESSMENT_STATUS_LABELS[status],
			allowed: { 'zh-CN': '公示之前', 'en-US': 'it is not publicized yet' },
		});
	const target = await trx('rulebooks').select('status').where('id', rulebook).first();
	if (target === undefined) throw new DomainError('RULEBOOK_NOT_FOUND', { id: rulebook });
	if (status !== 'preparing' && target.status !== 'published')
		throw new DomainError('TRANSITION_REFUSED', {
			from: ASSESSMENT_STATUS_LABELS[status],
			to: ASSESSMENT_STATUS_LABELS[status],
			obstacles: { 'zh-CN': '新的细则尚未发布。', 'en-US': 'the new rulebook is not published.' },
		});
	await refuseLostCodes(trx, { assessment, rulebook });
	await refuseLostCategories(trx, { assessment, rulebook });
	let carried = 0;
	for (const table of CARRIED) carried += await carry(trx, { table, assessment, rulebook });
	await write({ rulebook });
	await drain(trx);
	return { carried };
}

/** Codes of criteria with evidence, adjustments or appeals in the assessment that the rulebook does not have. */
export async function lostCodes(
	database: Database,
	{ assessment, rulebook }: { readonly assessment: string; readonly rulebook: string },
): Promise<string[]> {
	const union = CARRIED.map(
		(table) => `SELECT t.criterion FROM ${table} t JOIN scorecards s ON s.id = t.scorecard WHERE s.assessment = ?`,
	).join(' UNION ');
	const sql = `SELECT c.code FROM criteria c WHERE c.id IN (${union}) AND NOT EXISTS (SELECT 1 FROM criteria n
		WHERE n.rulebook = ? AND n.code = c.code) ORDER BY c.code`;
	return rowsOf(await database.raw(sql, [...CARRIED.map(() => assessment), rulebook])).map(({ code }) => String(code));
}

async function refuseLostCodes(
	trx: Database,
	moving: { readonly assessment: string; readonly rulebook: string },
): Promise<void> {
	const lost = await lostCodes(trx, moving);
	if (lost.length === 0) return;
	const codes = lost.join('、');
	throw new DomainError(
		'IN_USE',
		{
			thing: { 'zh-CN': '细则条目', 'en-US': 'criteria' },
			used: {
				'zh-CN': `已有材料的细则 ${codes} 在新版本中不存在`,
				'en-US': `criteria in use are not in the new version: ${lost.join(', ')}`,
			},
			cure: { 'zh-CN': '未作任何改动。', 'en-US': 'Nothing was changed.' },
		},
		{ codes: lost },
	);
}

async function carry(
	trx: Database,
	{
		table,
		assessment,
		rulebook,
	}: { readonly table: (typeof CARRIED)[number]; readonly assessment: string; readonly rulebook: string },
): Promise<number> {
	const rows = rowsOf(
		await trx.raw(
			`SELECT t.id, n.id AS criterion FROM ${table} t JOIN scorecards s ON s.id = t.scorecard JOIN criteria c ON c.id = t.criterion
			JOIN criteria n ON n.rulebook = ? AND n.code = c.code WHERE s.assessment = ? AND n.id <> c.id`,
			[rulebook, assessment],
		),
	);
	for (const criterion of new Set(rows.map((row) => String(row['criterion'])))) {
		const ids = rows.filter((row) => row['criterion'] === criterion).map(({ id }) => String(id));
		for (let start = 0; start < ids.length; start += 500)
			await trx(table)
				.whereIn('id', ids.slice(start, start + 500))
				.update({ criterion });
	}
	return rows.length;
}
