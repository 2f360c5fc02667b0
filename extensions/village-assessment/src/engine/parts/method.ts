import type { z } from 'zod';
import type { TextKey } from '../text/zh-cn.ts';
import type { Occurrences } from '../types/fact.ts';
import type { Waivable } from '../types/params.ts';
import type { Part } from '../types/result.ts';
import type { FactSpec, RuleWith } from '../types/rule.ts';
import type { Decimalish } from '../types/words.ts';
import type { Name, ParamField } from './fields.ts';
import type { KnownFacts, Outcome } from './outcome.ts';

/**
 * One way of making points of facts (计分方法), whole: every file in `methods/` defines one. Validation, JSON Schema, form, catalogue of facts,
 * scoring and explanation read it from here. `P` is what `params` of a criterion holds.
 */
export interface ScoringMethod<K extends string = string, P extends Waivable = never> {
	/** As `method` of a criterion names it. */
	readonly key: K;
	/** Its place in lists of methods. */
	readonly order: number;
	readonly name: Name;
	/** The rule in one English line: the title of the published JSON Schema. */
	readonly summary: string;
	/** The shape of `params`: messages are codes of the validator's texts. */
	readonly params: z.ZodType<P>;
	/** What a form asks for, in its order. */
	readonly fields: readonly ParamField[];
	/** The facts that a rule takes; a waiver is added to them where the rule allows one. */
	readonly facts: (params: P) => readonly FactSpec[];
	/** What is guaranteed and what can still be reached, unrounded. Never throws on facts. */
	readonly score: (rule: RuleWith<P>, known: KnownFacts, adjustments: readonly Occurrences[]) => Outcome;
	/** What its reasons of the code `stated` say, by the name of the clause; `{names}` are filled in. */
	readonly clauses?: Readonly<Record<string, Name>>;
	/** The last sentence of an explanation while facts are missing. */
	readonly openResult: TextKey;
	/** What the full marks may be; above 0 where nothing is said. */
	readonly points?: 'not_negative' | 'not_zero';
	/** false: criteria of this method cannot be waived. */
	readonly waivable?: false;
	/** Where its lines go in the totals; `criterion` where nothing is said. */
	readonly part?: (points: Decimalish) => Part;
	/** It counts what the leadership group has approved. */
	readonly takesAdjustments?: true;
}

export const defineMethod = <const K extends string, P extends Waivable>(
	method: ScoringMethod<K, P>,
): ScoringMethod<K, P> => method;

/** The parameters of a method. */
export type ParamsOf<M> = M extends ScoringMethod<string, infer P> ? P : never;
