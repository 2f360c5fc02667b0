import { type Decimal, ZERO, plain, decimalOf } from '../decimal.ts';
import type { Finding } from '../types/params.ts';
import type { Reason } from '../types/reasons.ts';
import type { KnownFacts } from './outcome.ts';

export interface Deductions {
	/** Σ d × cases over the findings known. */
	readonly deducted: Decimal;
	readonly unknown: readonly string[];
	readonly reasons: readonly Reason[];
	/** Some kind of finding has more than one case, so that `count` matters. */
	readonly repeated: boolean;
}

/** What the findings known so far take. */
export function deductionsOf(findings: readonly Finding[], count: 'each' | 'once', known: KnownFacts): Deductions {
	let deducted = ZERO;
	let repeated = false;
	const unknown: string[] = [];
	const reasons: Reason[] = [];

	for (const { key, deduction } of findings) {
		const fact = known.get(key);
		if (!fact) {
			unknown.push(key);
			continue;
		}
		if (fact.value.isZero()) {
			reasons.push({ code: 'none_found', fact: key, evidence: fact.evidence });
			continue;
		}
		const several = fact.value.gt(1);
		const once = several && count === 'once';
		const each = decimalOf(deduction);
		const taken = once ? each : each.times(fact.value);
		deducted = deducted.plus(taken);
		repeated ||= several;
		reasons.push({
			code: 'cases',
			fact: key,
			cases: plain(fact.value),
			each: deduction,
			taken: plain(taken),
			once,
			evidence: fact.evidence,
		});
	}
	return { deducted, unknown, reasons, repeated };
}
