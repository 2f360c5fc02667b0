import { sameName } from '#server/names/folded.ts';
import { dateText } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { idOf } from '#domain/uuid.ts';
import type { EvidenceChange } from './change.ts';
import { EVIDENCE_STATUS_LABELS } from '#domain/evidence/workflow.ts';

/** A case that is named counts once per scorecard, criterion and finding, in whatever spelling, returned items aside; its value is 1. */
export async function caseOnce({ asked, before, after, rule }: EvidenceChange): Promise<undefined> {
	const name = String(after.case_ref ?? '').trim();
	const spec = rule?.facts.find(({ key }) => key === after.fact);
	if (name === '' || spec === undefined) return;
	const label = { 'zh-CN': spec.label['zh-CN'], 'en-US': spec.label['en-US'] ?? spec.label['zh-CN'] };
	if (spec.kind !== 'cases') throw new DomainError('CASE_OF_A_FINDING', { fact: label });
	if (after.value !== null && after.value !== undefined && Number(after.value) !== 1)
		throw new DomainError('CASE_IS_ONE', { case: name });
	if (after.status === 'returned') return;
	const alike = (await asked.openCases()).filter(
		(one) =>
			one.scorecard === idOf(after.scorecard) &&
			one.criterion === idOf(after.criterion) &&
			one.fact === after.fact &&
			one.id !== before?.id,
	);
	const first = alike.find((one) => sameName(one.case_ref, name));
	if (first === undefined) return;
	const status = EVIDENCE_STATUS_LABELS[first.status];
	throw new DomainError(
		'CASE_TWICE',
		{
			case: String(first.case_ref),
			fact: label,
			date: dateText(first.observed_on) ?? '',
			status,
			id: first.id.slice(0, 8),
		},
		{ item: first.id },
	);
}
