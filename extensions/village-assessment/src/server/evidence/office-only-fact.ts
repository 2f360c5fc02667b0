import { isOffice } from '#domain/actor.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { EvidenceChange } from './change.ts';
import { OFFICE_ONLY_FACTS as OFFICE_ONLY } from '#domain/evidence/workflow.ts';

/** Targets and waivers are the office's alone; a waiver comes with its reason. */
export function officeOnlyFact({ actor, before, after, rule }: EvidenceChange): undefined {
	const spec = rule?.facts.find(({ key }) => key === after.fact);
	if (spec === undefined) return;
	const was = rule?.facts.find(({ key }) => key === before?.fact);
	if (!isOffice(actor) && (OFFICE_ONLY.has(spec.kind) || OFFICE_ONLY.has(was?.kind ?? '')))
		throw new DomainError('OFFICE_ONLY_FACT', { fact: labelOf(spec.label) });
	if (spec.kind === 'waiver' && after.status !== 'draft' && String(after.note ?? '').trim() === '')
		throw new DomainError('WAIVER_REASON_MISSING');
}

const labelOf = (label: {
	readonly 'zh-CN': string;
	readonly 'en-US'?: string | undefined;
}): { readonly 'zh-CN': string; readonly 'en-US': string } => ({
	'zh-CN': label['zh-CN'],
	'en-US': label['en-US'] ?? label['zh-CN'],
});
