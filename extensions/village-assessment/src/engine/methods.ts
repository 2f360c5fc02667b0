// The methods by their keys, as the rest of the engine asks them.
import { factSpec } from './parts/shapes.ts';
import type { ScoringMethod } from './parts/method.ts';
import type { KnownFacts, Outcome } from './parts/outcome.ts';
import { REGISTRY } from './registry.ts';
import { FACT_LABELS } from './text/fact-labels.ts';
import type { FactSpec, Method, Occurrences, ParamsByMethod, RuleOf } from './types.ts';

type Methods = { readonly [M in Method]: ScoringMethod<M, ParamsByMethod[M]> };
const BY_KEY: Methods = REGISTRY;

const isMethod = (key: string): key is Method => Object.hasOwn(REGISTRY, key);
export const METHODS: readonly Method[] = Object.keys(REGISTRY).filter(isMethod);

export const methodOf = <M extends Method>(key: M): Methods[M] => BY_KEY[key];

/** Something of every method, by its key. */
export function ofEachMethod<T>(read: (method: Methods[Method]) => T): Readonly<Record<Method, T>> {
	return Object.fromEntries(METHODS.map((key) => [key, read(BY_KEY[key])])) as Record<Method, T>;
}

/** The facts that a rule takes; a waiver last, where it is allowed. */
export function catalogueOf<M extends Method>(rule: Omit<RuleOf<M>, 'facts'>): readonly FactSpec[] {
	const own = methodOf<M>(rule.method).facts(rule.params);
	if (!rule.waivable || rule.params.waiver === 'not_allowed') return own;
	return [...own, factSpec({ key: 'waiver', kind: 'waiver', label: FACT_LABELS.waiver })];
}

/** What the method makes of the known facts. */
export const applyMethod = <M extends Method>(
	rule: RuleOf<M>,
	known: KnownFacts,
	adjustments: readonly Occurrences[],
): Outcome => methodOf<M>(rule.method).score(rule, known, adjustments);
