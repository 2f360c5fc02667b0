import { z } from 'zod';
import { Decimal, LIMIT, MAX_DECIMALS, PLAIN_DECIMAL, plain } from '../decimal.ts';
import type { FactSpec } from '../types/rule.ts';
import type { Label } from '../types/words.ts';

/*
 * The pieces of which the parameters are made. Their messages are codes: the validator's text table
 * turns them into what is wrong and how to mend it, in both languages.
 */

/** A decimal as a string or a finite JSON number, normalised to a plain string. */
export const decimal = z
	.union([z.string().regex(PLAIN_DECIMAL, { error: 'decimal' }), z.number()], { error: 'decimal' })
	.transform((raw, context) => {
		const value = new Decimal(raw);
		if (value.abs().gte(LIMIT) || value.decimalPlaces() > MAX_DECIMALS) {
			context.issues.push({ code: 'custom', message: 'decimal_range', input: raw });
		}
		return plain(value);
	});

export const positive = decimal.refine((value) => new Decimal(value).gt(0), { error: 'not_positive' });

export const nonZero = decimal.refine((value) => !new Decimal(value).isZero(), { error: 'zero' });

const text = z.string().trim().min(1, { error: 'empty_text' });

export const label = z.strictObject({ 'zh-CN': text, 'en-US': text.optional() });

/** A key that evidence names: lower-case, digits and underscores. */
export const key = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, { error: 'key' });

export const waiver = z.enum(['full', 'not_allowed']).optional();

const DEFAULT_UNIT: Label = { 'zh-CN': '例', 'en-US': 'case' };

export const finding = z.strictObject({
	key,
	label,
	unit: label.default(DEFAULT_UNIT),
	deduction: positive,
});

/** A list with at least one entry whose keys differ and are not taken by another fact. */
export function keyed<T extends z.ZodType<{ readonly key: string }>>(entry: T, reserved: readonly string[] = []) {
	return z
		.array(entry)
		.min(1, { error: 'empty_list' })
		.superRefine((entries, context) => {
			const seen = new Set<string>();
			entries.forEach(({ key: name }, index) => {
				const path = [index, 'key'];
				if (seen.has(name)) context.addIssue({ code: 'custom', message: 'duplicate_key', path, params: { name } });
				if (reserved.includes(name)) {
					context.addIssue({ code: 'custom', message: 'reserved_key', path, params: { name } });
				}
				seen.add(name);
			});
		});
}

/** The range of a measure (`shortfall`, `band`). */
export const measureRange = {
	label: label.optional(),
	unit_label: label.nullable().default(null),
	part_label: label.nullable().default(null),
	whole_label: label.nullable().default(null),
	min: decimal.nullable().default(null),
	max: decimal.nullable().default(null),
	integer: z.boolean().default(false),
};

interface Range {
	readonly min: string | null;
	readonly max: string | null;
	readonly target: string | null;
}

/** min ≤ target ≤ max, as far as they are given. */
export function checkRange(range: Range, context: z.RefinementCtx): void {
	const { min, max, target } = range;
	if (min !== null && max !== null && new Decimal(min).gt(max)) {
		context.addIssue({ code: 'custom', message: 'min_above_max', path: ['min'], params: { min, max } });
	}
	if (target === null) return;
	if ((min !== null && new Decimal(target).lt(min)) || (max !== null && new Decimal(target).gt(max))) {
		context.addIssue({ code: 'custom', message: 'target_outside', path: ['target'], params: { target, min, max } });
	}
}

type SpecInput = Pick<FactSpec, 'key' | 'kind' | 'label'> & Partial<FactSpec>;

/** A fact of 0 or 1 unless told otherwise. */
export function factSpec(input: SpecInput): FactSpec {
	return {
		unit: null,
		min: '0',
		max: '1',
		integer: true,
		reported: false,
		percent: false,
		part: null,
		whole: null,
		...input,
	};
}

/** Counts are whole and ≥ 0. */
export function casesSpec(entry: { readonly key: string; readonly label: Label; readonly unit: Label }): FactSpec {
	return factSpec({ key: entry.key, kind: 'cases', label: entry.label, unit: entry.unit, max: null });
}
