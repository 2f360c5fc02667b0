import fc from 'fast-check';
import { factsOf, parseRule, type CriterionRule, type Fact, type FactSpec, type Occurrences } from '#engine';
import { criteriaOf, official, other, reread, type CriterionDocument } from '../support/rulebooks/load.ts';

/** A criterion under some choice of its open readings, as YAML and as the engine's rule. */
export interface Read {
	readonly doc: CriterionDocument;
	readonly rule: CriterionRule;
}

export interface Situation extends Read {
	readonly facts: readonly Fact[];
	readonly adjustments: readonly Occurrences[];
}

/** Every criterion of both rulebooks under every choice of every open reading. */
export const READS: readonly Read[] = [official, other].flatMap(({ document }) =>
	criteriaOf(document).flatMap(readingsOf),
);

function readingsOf(doc: CriterionDocument): readonly Read[] {
	const choices = (doc.readings ?? []).reduce<readonly Readonly<Record<string, unknown>>[]>(
		(sofar, { param, options }) => sofar.flatMap((choice) => options.map((option) => ({ ...choice, [param]: option }))),
		[{}],
	);
	return choices.flatMap((choice) => {
		const raw = reread(doc, choice);
		const [again] = criteriaOf({ criteria: [raw] });
		return again ? [{ doc: again, rule: parseRule(raw) }] : [];
	});
}

const day = fc.constantFrom(null, '2025-03-01', '2025-07-15', '2025-12-31');
const rubbish = fc.constantFrom(null, '', 'x', '-1', '0.5', '1e3', '1.1234567', '99999999999', '101', '2');

/** A decimal with at most six decimals; near the thresholds of the rulebooks more often than not. */
const measure = fc.oneof(
	fc.integer({ min: 0, max: 120 }).map(String),
	fc.constantFrom(
		'4.999999',
		'5',
		'7',
		'8',
		'19.99',
		'20',
		'34.5',
		'49.999999',
		'50',
		'59.99',
		'60',
		'90',
		'94.99',
		'95',
		'97.000001',
		'98',
		'100',
		'17.4',
		'-2',
		'-10.5',
		'-4.125',
		'96.25',
		'98.75',
		'20.25',
		'33.75',
		'3.7875',
	),
	fc.integer({ min: -1_000_000, max: 130_000_000 }).map((millionths) => decimalOf(millionths)),
);

function decimalOf(millionths: number): string {
	const sign = millionths < 0 ? '-' : '';
	const digits = String(Math.abs(millionths)).padStart(7, '0');
	return `${sign}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** A value that the spec allows. */
export function soundValue({ kind, integer, min, max }: FactSpec): fc.Arbitrary<string> {
	if (kind === 'cases')
		return fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, 30, 9_999_999_999)).map(String);
	if (kind !== 'measure' && kind !== 'target') return fc.constantFrom('0', '1');
	const inRange = (text: string): boolean =>
		(min === null || Number(text) >= Number(min)) && (max === null || Number(text) <= Number(max));
	return (integer ? fc.integer({ min: 0, max: 60 }).map(String) : measure).filter(inRange);
}

/** One item on a fact of the rule; now and then its value is rubbish, or the rule does not know the fact. */
export function itemOf(rule: CriterionRule): fc.Arbitrary<Omit<Fact, 'id'>> {
	const dates = { observedOn: day, reportedOn: fc.constantFrom(null, '2025-03-02') };
	const stray = fc.record({ fact: fc.constantFrom('nonsense', 'waiver'), value: fc.constant('1'), ...dates });
	const specs = factsOf(rule);
	if (specs.length === 0) return stray;
	const known = fc.constantFrom(...specs).chain((spec) =>
		fc.record({
			fact: fc.constant(spec.key),
			value: fc.oneof({ weight: 9, arbitrary: soundValue(spec) }, { weight: 1, arbitrary: rubbish }),
			...dates,
		}),
	);
	return fc.oneof({ weight: 15, arbitrary: known }, { weight: 1, arbitrary: stray });
}

function adjustmentsOf(rule: CriterionRule): fc.Arbitrary<readonly Occurrences[]> {
	if (rule.method !== 'discretionary') return fc.constant([]);
	const keys = rule.params.categories.map(({ key }) => key);
	const one = fc.record({
		occurrences: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom(-1, 0.5, 1000)),
		category: fc.constantFrom(...keys, 'nonsense'),
	});
	return fc
		.array(one, { maxLength: 4 })
		.map((list) => list.map((entry, index) => ({ id: `adjustment-${index}`, ...entry })));
}

/** Any criterion in any situation. */
export const situation: fc.Arbitrary<Situation> = fc
	.constantFrom(...READS)
	.chain(({ doc, rule }) =>
		fc
			.tuple(fc.array(itemOf(rule), { maxLength: 9 }), adjustmentsOf(rule))
			.map(([items, adjustments]) => ({ doc, rule, adjustments, facts: items.map(numbered) })),
	);

function numbered(item: Omit<Fact, 'id'>, index: number): Fact {
	return { id: `item-${index}`, ...item };
}
