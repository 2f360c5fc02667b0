// The criteria of a rulebook, read once for all that need them.
import type { CriterionRule } from '#engine';
import { useAssessmentApi, type AssessmentApi } from '#app/shared/api.ts';
import { CRITERION_FIELDS, INDICATOR_FIELDS, type CriterionRow, type IndicatorRow } from './score-card.ts';
import { ruleOf } from './score-rows.ts';

export interface RuledCriterion extends CriterionRow {
	/** null: what is stored cannot be scored with. */
	readonly rule: CriterionRule | null;
	readonly in: IndicatorRow | null;
}

export interface RulebookContents {
	/** In the order of the rulebook. */
	readonly criteria: readonly RuledCriterion[];
	readonly byId: ReadonlyMap<string, RuledCriterion>;
}

/** A draft may change while the page is open. */
const FRESH = 60_000;
const known = new Map<string, { readonly at: number; readonly contents: Promise<RulebookContents> }>();

/** Must be called in a component's setup. */
export function useRulebooks(): { readonly contents: (rulebook: string) => Promise<RulebookContents> } {
	const api = useAssessmentApi();
	return {
		contents: (rulebook) => {
			const kept = known.get(rulebook);
			if (kept !== undefined && Date.now() - kept.at < FRESH) return kept.contents;
			const contents = read(api, rulebook);
			known.set(rulebook, { at: Date.now(), contents });
			contents.catch(() => known.delete(rulebook));
			return contents;
		},
	};
}

async function read(api: AssessmentApi, rulebook: string): Promise<RulebookContents> {
	const filter = { rulebook: { _eq: rulebook } };
	const [rows, indicators] = await Promise.all([
		api.readItems('criteria', { fields: CRITERION_FIELDS, filter, sort: ['sort'] }),
		api.readItems('indicators', { fields: INDICATOR_FIELDS, filter, sort: ['sort'] }),
	]);
	const within = new Map(indicators.map((one) => [one.id, one]));
	const criteria = rows.map((row) => ({ ...row, rule: ruleOf(row), in: within.get(row.indicator) ?? null }));
	return { criteria, byId: new Map(criteria.map((one) => [one.id, one])) };
}
