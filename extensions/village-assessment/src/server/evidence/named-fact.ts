import type { Payload } from '#server/platform/guard.ts';
import type { EvidenceChange } from './change.ts';

/** Whoever writes a fact by its name (专门的办公场地) means its key (office): forms and imports may carry either. */
export function namedFact({ payload, after, rule }: EvidenceChange): Payload | undefined {
	const given = payload['fact'] === undefined ? undefined : String(after.fact).trim();
	if (given === undefined || rule === null || rule.facts.some(({ key }) => key === given)) return undefined;
	const named = rule.facts.filter(({ label }) => label['zh-CN'] === given || label['en-US'] === given);
	return named.length === 1 && named[0] !== undefined ? { fact: named[0].key } : undefined;
}
