// The criterion that is being edited on the item page: the form's own values, saved or not.
import { computed, inject, ref, type ComputedRef, type Ref } from 'vue';
import { METHODS, RuleError, parseRule, type CriterionRule, type Method, type Problem } from '#engine';
import { listOf, rowOf, textOf, type Row } from './values.ts';

export interface CriterionForm {
	readonly row: ComputedRef<Row>;
	readonly method: ComputedRef<Method | null>;
	readonly waivable: ComputedRef<boolean>;
	/** null while the rule cannot be scored with. */
	readonly rule: ComputedRef<CriterionRule | null>;
	/** Parameters that have an open reading. */
	readonly open: ComputedRef<ReadonlySet<string>>;
	readonly rulebook: ComputedRef<string | null>;
}

export function useCriterionForm(): CriterionForm {
	const values: Ref<unknown> = inject('values', ref({}));
	const row = computed(() => rowOf(values.value));
	return {
		row,
		method: computed(() => METHODS.find((method) => method === row.value['method']) ?? null),
		waivable: computed(() => row.value['waivable'] === true || row.value['waivable'] === 1),
		rule: computed(() => readRule(row.value).rule),
		open: computed(() => new Set(listOf(row.value['readings']).map(({ param }) => textOf(param)))),
		rulebook: computed(() => {
			const rulebook = row.value['rulebook'];
			return textOf(typeof rulebook === 'object' ? rowOf(rulebook)['id'] : rulebook) || null;
		}),
	};
}

/** What the rule is, or everything that is wrong with it. */
export function readRule(row: Row): { readonly rule: CriterionRule | null; readonly problems: readonly Problem[] } {
	try {
		return {
			rule: parseRule({
				...row,
				id: 'form',
				code: textOf(row['code']) || '1',
				title: textOf(row['title']) || '—',
				readings: row['readings'] ?? [],
			}),
			problems: [],
		};
	} catch (error) {
		if (error instanceof RuleError) return { rule: null, problems: error.problems };
		throw error;
	}
}

/** What is wrong with the parameters alone, with paths that begin in them: points and readings may not be filled in yet. */
export function problemsOfParams(row: Row, params: Row): readonly Problem[] {
	const points =
		/^-?\d+(\.\d{1,2})?$/.test(textOf(row['points'])) && Number(row['points']) !== 0 ? row['points'] : 1_000_000;
	return readRule({ ...row, points, readings: [], params })
		.problems.filter(({ path }) => path[0] === 'params')
		.map((problem) => ({ ...problem, path: problem.path.slice(1) }));
}
