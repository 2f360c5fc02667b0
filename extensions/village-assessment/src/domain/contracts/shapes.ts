// Pieces that several contracts have, and how a contract becomes a type.
import { z } from 'zod';
import type { Label } from '#engine';
import { EVIDENCE_STATUSES } from '#domain/evidence/workflow.ts';

/** The type of a contract: what an endpoint answers with is read, never written. */
export type Contract<S extends z.ZodType> = DeepReadonly<z.output<S>>;

type DeepReadonly<T> = T extends readonly (infer Entry)[]
	? readonly DeepReadonly<Entry>[]
	: T extends object
		? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
		: T;

export const id = z.uuid();
/** ISO 8601 in UTC. */
export const moment = z.iso.datetime();
/** YYYY-MM-DD. */
export const day = z.iso.date();
export const count = z.int().min(0);
/** A text of the rulebook: where `en-US` is absent, the Chinese stands for both. */
export const label: z.ZodType<Label> = z.strictObject({ 'zh-CN': z.string(), 'en-US': z.string().optional() });
export const text: z.ZodType<Required<Label>> = z.strictObject({ 'zh-CN': z.string(), 'en-US': z.string() });
export const evidenceStatus = z.enum(EVIDENCE_STATUSES);
export const rank = z.int().min(1).nullable().describe('null: the village is taken out of the ranking');

type BeforeAfter<B extends z.ZodType, A extends z.ZodType> = z.ZodObject<{ before: B; after: A }, z.core.$strict>;

export const beforeAfter = <T extends z.ZodType>(value: T): BeforeAfter<T, T> =>
	z.strictObject({ before: value, after: value });
