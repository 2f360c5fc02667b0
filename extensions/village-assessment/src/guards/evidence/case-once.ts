import { dateText } from '../../recompute/database.ts';
import { Refusal } from '../errors.ts';
import type { EvidenceChange } from './change.ts';
import { EVIDENCE_STATUS_LABELS, isEvidenceStatus } from './course.ts';

/** A case that is named counts once per scorecard, criterion and finding, returned items aside; its value is 1. */
export async function caseOnce({ database, before, after, rule }: EvidenceChange): Promise<undefined> {
	const name = String(after['case_ref'] ?? '').trim();
	const spec = rule?.facts.find(({ key }) => key === after['fact']);
	if (name === '' || spec === undefined) return;
	const label = { 'zh-CN': spec.label['zh-CN'], 'en-US': spec.label['en-US'] ?? spec.label['zh-CN'] };
	if (spec.kind !== 'cases') throw new Refusal('CASE_OF_A_FINDING', { fact: label });
	if (after['value'] !== null && after['value'] !== undefined && Number(after['value']) !== 1) throw new Refusal('CASE_IS_ONE', { case: name });
	if (after['status'] === 'returned') return;
	const first = await database('evidence_items')
		.select('id', 'observed_on', 'status')
		.where({ scorecard: String(after['scorecard']), criterion: String(after['criterion']), fact: String(after['fact']), case_ref: name })
		.whereNot('status', 'returned')
		.modify((query) => (before === null ? query : query.whereNot('id', String(before['id']))))
		.first();
	if (first === undefined) return;
	const stored: unknown = first.status;
	const status = isEvidenceStatus(stored) ? EVIDENCE_STATUS_LABELS[stored] : String(stored);
	throw new Refusal('CASE_TWICE', { case: name, fact: label, date: dateText(first.observed_on) ?? '', status, id: String(first.id).slice(0, 8) }, { item: first.id });
}
