// What is asked of the endpoints that merge and split villages: parsed, or refused with 400 and what is wrong.
import { z } from 'zod';
import { DomainError } from '#domain/errors/domain-error.ts';
import { CHOICES } from '#domain/villages/collisions.ts';
import type { Decision } from './decide.ts';
import type { MergeRequest } from './merge.ts';
import type { SplitRequest } from './split-request.ts';

const LONGEST_REASON = 500;
const MOST = 5000;

const id = z
	.string()
	.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
	.transform((text) => text.toLowerCase());
const ids = z.array(id).max(MOST).default([]);
const decimal = z.union([z.number(), z.string()]).transform((value) => String(value).normalize('NFKC').trim());
const plainText = z
	.string()
	.max(LONGEST_REASON)
	.refine((text) => !text.includes('\u0000'))
	.transform((text) => text.trim());
const households = z.int().min(0).max(1_000_000).nullable();

const decision = z
	.strictObject({
		collision: z.string().max(200),
		choice: z.enum(CHOICES),
		item: id.nullish(),
		case_ref: plainText.nullish(),
		value: decimal.nullish(),
		numerator: decimal.nullish(),
		denominator: decimal.nullish(),
	})
	.transform(({ collision, choice, item, case_ref: caseRef, value, numerator, denominator }): Decision => ({
		collision,
		choice,
		item: item ?? null,
		caseRef: caseRef ?? null,
		answer:
			(value ?? denominator ?? null) === null
				? null
				: { value: value ?? '', numerator: numerator ?? null, denominator: denominator ?? null },
	}));

/** Its values are checked by the guards as those of any new village. */
const newVillage = z
	.strictObject({
		code: z.unknown(),
		name: z.unknown(),
		kind: z.unknown(),
		designated_poor: z.unknown(),
		poor_households: z.unknown(),
		liaison_leader: z.unknown(),
	})
	.partial();
const into = z.union([id, newVillage]);
const facts = z
	.strictObject({ designated_poor: z.boolean().optional(), poor_households: households.optional() })
	.default({})
	.transform(({ designated_poor: poor, poor_households: count }): MergeRequest['facts'] => ({
		...(poor === undefined ? {} : { designatedPoor: poor }),
		...(count === undefined ? {} : { poorHouseholds: count }),
	}));
const common = { reason: plainText.optional(), decisions: z.array(decision).max(MOST).default([]), facts };

const mergeShape = z.strictObject({ villages: z.array(id).min(1).max(100), into, ...common });
const part = z.strictObject({ into, items: ids, adjustments: ids, appeals: ids, accounts: ids });
const splitShape = z.strictObject({ village: id, parts: z.array(part).min(1).max(20), ends: z.boolean(), ...common });

type Label = { readonly 'zh-CN': string; readonly 'en-US': string };
const malformed = (problem: Label): DomainError => new DomainError('MALFORMED_REQUEST', { problem });

function parse<T>(shape: z.ZodType<T>, body: unknown): T {
	const { data, error } = shape.safeParse(body ?? {});
	if (error === undefined) return data;
	const where = (error.issues[0]?.path ?? []).map(String).join('.').slice(0, 60) || '—';
	throw malformed({ 'zh-CN': `「${where}」缺失或格式不对。`, 'en-US': `\`${where}\` is missing or malformed.` });
}

export const MERGING = { 'zh-CN': '合并', 'en-US': 'merge' } as const;
export const SPLITTING = { 'zh-CN': '拆分', 'en-US': 'split' } as const;
export const UNDOING = { 'zh-CN': '撤销', 'en-US': 'undo' } as const;

/** A preview needs no reason yet. */
function reasonFor(
	reason: string | undefined,
	{ dry, action }: { readonly dry: boolean; readonly action: Label },
): string {
	if (!dry && (reason ?? '') === '') throw new DomainError('REASON_MISSING', { action });
	return reason ?? '';
}

export function parseMergeRequest(body: unknown, dry: boolean): MergeRequest {
	const { villages, into: target, reason, ...more } = parse(mergeShape, body);
	// The one that goes on may be named among those that come together.
	const ending = [...new Set(villages)].filter((one) => one !== target);
	if (ending.length === 0 || (typeof target !== 'string' && ending.length < 2))
		throw malformed({
			'zh-CN': '请选择要合并的村（社区）：并入一个至少选一个，合并新设至少选两个。',
			'en-US': 'choose the villages to merge: one at least into another, two at least into a new one.',
		});
	return { ...more, villages: ending, into: target, reason: reasonFor(reason, { dry, action: MERGING }), dry };
}

export function parseSplitRequest(body: unknown, dry: boolean): SplitRequest {
	const { reason, ...request } = parse(splitShape, body);
	const known = request.parts.flatMap(({ into: target }) => (typeof target === 'string' ? [target] : []));
	if (known.includes(request.village) || new Set(known).size < known.length)
		throw malformed({
			'zh-CN': '划入的村（社区）不能是被拆分的村，也不能重复。',
			'en-US': 'the parts must be different from each other and from the village that is split.',
		});
	if (request.ends && request.parts.length < 2)
		throw malformed({
			'zh-CN': '撤销一个村（社区）至少要分为两个；只并入一个请用合并。',
			'en-US': 'a village that ends is split into two at least; to join one, merge it.',
		});
	return { ...request, reason: reasonFor(reason, { dry, action: SPLITTING }), dry };
}

export function undoReason(body: unknown): string {
	return reasonFor(parse(z.strictObject({ reason: plainText.optional() }), body).reason, {
		dry: false,
		action: UNDOING,
	});
}
