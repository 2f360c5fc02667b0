// The same facts for everybody who is compared: each fact of each village known in nine of ten, drawn by a seed.
import type { CriterionRule, Fact } from '#engine';
import { seeded } from '../../support/random.ts';
import { factColumns, type FactColumn } from './formulas.ts';

export interface VillageFacts {
	readonly columns: readonly FactColumn[];
	/** A value for each column; null: unknown. */
	readonly values: readonly (number | null)[][];
	/** The same as the engine takes it, by criterion. */
	readonly facts: readonly ReadonlyMap<string, readonly Fact[]>[];
}

export function villageFacts(rules: readonly CriterionRule[], villages: number): VillageFacts {
	const { next: random } = seeded(20260101);
	const columns = factColumns(rules);
	const values = Array.from({ length: villages }, () =>
		columns.map(({ fact, kind }) => {
			const [known, chance] = [random(), random()];
			if (fact === 'waiver' || fact === 'no_plan' || known > 0.9) return null;
			if (kind === 'presence' || kind === 'yes_no') return chance > 0.2 ? 1 : 0;
			return kind === 'cases' ? Math.floor(chance * 4) : Math.round(60 + chance * 40);
		}),
	);
	const facts = values.map((row, village) => {
		const byCriterion = new Map<string, Fact[]>();
		columns.forEach(({ criterion, fact }, place) => {
			const value = row[place];
			if (value === null || value === undefined) return;
			const some = byCriterion.get(criterion) ?? [];
			byCriterion.set(criterion, some);
			some.push({
				id: `${village}-${place}`,
				fact,
				value: String(value),
				numerator: null,
				denominator: null,
				observedOn: '2026-03-01',
				reportedOn: '2026-03-02',
			});
		});
		return byCriterion;
	});
	return { columns, values, facts };
}
