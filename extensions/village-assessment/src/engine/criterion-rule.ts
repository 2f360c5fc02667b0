import type { Registry } from './registry.ts';
import type { ParamsOf } from './parts/method.ts';
import type { RuleWith } from './types/rule.ts';

export type Method = keyof Registry;
export type ParamsByMethod = { readonly [M in Method]: ParamsOf<Registry[M]> };

/** A criterion as the engine takes it: made by `parseRule`, then used for any number of scorings. */
export type RuleOf<M extends Method> = RuleWith<ParamsByMethod[M]> & { readonly method: M };
export type CriterionRule = { [M in Method]: RuleOf<M> }[Method];

export interface Rulebook {
	readonly id?: string | undefined;
	readonly code: string;
	readonly version: string;
	readonly criteria: readonly CriterionRule[];
}
