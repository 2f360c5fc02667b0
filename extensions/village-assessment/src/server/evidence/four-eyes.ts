import type { CriterionRule } from '#engine';
import type { Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import type { EvidenceChange } from './change.ts';
import { revisionsOfItems } from './repository.ts';
import { SAID, saysOf } from './said.ts';
import { sameValue } from './workflow.ts';

/**
 * A waiver is verified by someone other than its author: than whoever recorded the item, or made of it what it says now. Administrators
 * are no exception. Where nobody knows who recorded it (it came with the data), anyone may who has had no part in it.
 */
export async function requireFourEyes({
	actor,
	before,
	payload,
	after,
	rule,
	asked,
}: EvidenceChange): Promise<undefined> {
	const spec = rule?.facts.find(({ key }) => key === after.fact);
	if (spec?.kind !== 'waiver' || after.status !== 'verified') return;
	const isReworded = SAID.some((field) => field in payload && !sameValue(before?.[field], payload[field]));
	if (before?.status === 'verified' && !isReworded) return;
	const author = before === null ? actor.user : before.user_created;
	if (author === actor.user || isReworded || (before !== null && (await asked.saidBefore()).has(before.id)))
		throw new DomainError('SECOND_PERSON', { cure: before?.status === 'submitted' && !isReworded ? ASK : SAVE });
}

/** What is handed in already waits for the colleague as it is; what is not, must be first. */
const ASK = { 'zh-CN': '请由同事核实。', 'en-US': 'Ask a colleague to verify it.' };
const SAVE = {
	'zh-CN': '请保存为“已提交”，由同事核实。',
	'en-US': 'Save it as submitted and ask a colleague to verify it.',
};

/** The same of the row as it was written: what was read before may have become a waiver since. */
export async function verifiedByAnother(
	row: StoredEvidenceItem,
	{
		rule,
		user,
		database,
	}: { readonly rule: CriterionRule | null; readonly user: string | null; readonly database: Database },
): Promise<void> {
	const spec = rule?.facts.find(({ key }) => key === row.fact);
	if (spec?.kind !== 'waiver' || row.status !== 'verified' || row.verified_by !== user) return;
	if (row.user_created === user || saysOf(await revisionsOfItems(database, [row.id], user)).has(row.id))
		throw new DomainError('SECOND_PERSON', { cure: ASK });
}
