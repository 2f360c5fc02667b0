// Carries an assessment over to another version of its rulebook: evidence, adjustments and appeals follow by criterion code.
import { DomainError } from '#domain/errors/domain-error.ts';
import { drain } from '#server/scoring/drain.ts';
import type { Database } from '#server/platform/database.ts';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { findRulebookStatus } from '#server/rulebooks/repository.ts';
import { refuseLostCategories } from './lost-categories.ts';
import { ASSESSMENT_STATUS_LABELS, FROZEN } from '#domain/assessments/status.ts';
import { findAssessmentById } from './repository/assessments.ts';
import { CARRIED, carryRecords, findLostCodes } from './repository/records.ts';

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
	const row = await findAssessmentById(trx, assessment);
	if (row === undefined) throw new DomainError('ASSESSMENT_NOT_FOUND', { id: assessment });
	const { status } = row;
	if (FROZEN.includes(status))
		throw new DomainError('NOT_IN_THIS_STATE', {
			status: ASSESSMENT_STATUS_LABELS[status],
			allowed: { 'zh-CN': '公示之前', 'en-US': 'it is not publicized yet' },
		});
	const target = await findRulebookStatus(trx, rulebook);
	if (target === undefined) throw new DomainError('RULEBOOK_NOT_FOUND', { id: rulebook });
	if (status !== 'preparing' && target !== 'published')
		throw new DomainError('TRANSITION_REFUSED', {
			from: ASSESSMENT_STATUS_LABELS[status],
			to: ASSESSMENT_STATUS_LABELS[status],
			obstacles: { 'zh-CN': '新的细则尚未发布。', 'en-US': 'the new rulebook is not published.' },
		});
	await refuseLostCodes(trx, { assessment, rulebook });
	await refuseLostCategories(trx, { assessment, rulebook });
	let carried = 0;
	for (const table of CARRIED) carried += await carryRecords(trx, table, { assessment, rulebook });
	await write({ rulebook });
	await drain(trx);
	return { carried };
}

async function refuseLostCodes(
	trx: Database,
	moving: { readonly assessment: string; readonly rulebook: string },
): Promise<void> {
	const lost = await findLostCodes(trx, moving);
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
