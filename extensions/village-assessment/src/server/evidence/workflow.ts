import { columnOf, dateText } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Payload } from '#server/platform/guard.ts';
import type { EvidenceChange } from './change.ts';
import {
	EVIDENCE_STEPS,
	EVIDENCE_STATUS_LABELS,
	isEvidenceStatus,
	type EvidenceStatus,
	type EvidenceStep,
} from '#domain/evidence/workflow.ts';

/** Fields that say nothing of the fact: sent back by forms, or written by Directus. */
const BESIDE_THE_FACT = new Set([
	'id',
	'user_updated',
	'date_updated',
	'verified_by',
	'verified_at',
	'submitted_at',
	'submitted_late',
]);

/** A change of status, or an edit within one, that the table does not allow. Who verified and when is written here. */
export function evidenceWorkflow(change: EvidenceChange): Payload | undefined {
	const { actor, before, after, payload } = change;
	const from = before?.status ?? null;
	const to = statusOf(after.status);
	if (to === null)
		throw new DomainError('EVIDENCE_COURSE', {
			from: labelOf(from),
			to: String(after.status),
			allowed: allowedText(change, from),
		});
	// An administrator corrects what the course does not foresee; activity and revisions keep what it was.
	if (actor.role === 'administrator') return verification(change, { from, to });
	if (from === 'verified' && to === 'verified') return settledItem(change);
	if (from === 'verified' && changesTheFact(change)) throw new DomainError('EVIDENCE_SETTLED');
	const step = EVIDENCE_STEPS.find(
		(one) => one.from === from && one.to === to && actor.role !== null && one.who.includes(actor.role),
	);
	if (step === undefined)
		throw new DomainError('EVIDENCE_COURSE', {
			from: labelOf(from),
			to: labelOf(to),
			allowed: allowedText(change, from),
		});
	if (step.condition === 'reason' && String(payload['return_reason'] ?? '').trim() === '')
		throw new DomainError('RETURN_REASON_MISSING');
	return verification(change, { from, to });
}

/** Who verified and when; kept while the item stays verified, gone when it is no longer. */
function verification(
	{ actor }: EvidenceChange,
	{ from, to }: { readonly from: EvidenceStatus | null; readonly to: EvidenceStatus },
): Payload | undefined {
	if (from === to) return undefined;
	if (to === 'verified') return { verified_by: actor.user, verified_at: new Date().toISOString() };
	return from === 'verified' ? { verified_by: null, verified_at: null } : undefined;
}

/** A form may send a verified item back as it is; nothing of it changes. */
function settledItem(change: EvidenceChange): undefined {
	if (changesTheFact(change)) throw new DomainError('EVIDENCE_SETTLED');
	return undefined;
}

function changesTheFact({ before, payload }: EvidenceChange): boolean {
	return Object.entries(payload).some(
		([field, value]) =>
			!BESIDE_THE_FACT.has(field) &&
			!['status', 'return_reason'].includes(field) &&
			!sameValue(columnOf(before ?? {}, field), value),
	);
}

/** A day, as the databases keep it: a date, milliseconds, or text. */
const DAY = /^\d{4}-\d{2}-\d{2}(T00:00:00(\.000)?)?$/;

export function sameValue(stored: unknown, given: unknown): boolean {
	if ((stored ?? null) === null || (given ?? null) === null) return (stored ?? null) === (given ?? null);
	if (typeof given === 'object') return false;
	if (DAY.test(String(given))) return dateText(stored) === String(given).slice(0, 10);
	return String(stored) === String(given) || (String(given).trim() !== '' && Number(stored) === Number(given));
}

const statusOf = (value: unknown): EvidenceStatus | null => (isEvidenceStatus(value) ? value : null);

const NEW = { 'zh-CN': '新材料', 'en-US': 'new' };
const labelOf = (status: EvidenceStatus | null): { readonly 'zh-CN': string; readonly 'en-US': string } =>
	status === null ? NEW : EVIDENCE_STATUS_LABELS[status];

function allowedText(
	{ actor }: EvidenceChange,
	from: EvidenceStatus | null,
): { readonly 'zh-CN': string; readonly 'en-US': string } {
	const open = EVIDENCE_STEPS.filter(
		(step: EvidenceStep) =>
			step.from === from && step.to !== from && actor.role !== null && step.who.includes(actor.role),
	);
	const names = [...new Set(open.map(({ to }) => to))].map(labelOf);
	if (names.length === 0) return { 'zh-CN': '请与办事处联系。', 'en-US': 'Ask the office.' };
	return {
		'zh-CN': `可改为：${names.map((name) => name['zh-CN']).join('、')}。`,
		'en-US': `You can make it: ${names.map((name) => name['en-US']).join(', ')}.`,
	};
}
