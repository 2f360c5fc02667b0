// What the item does to the line, in numbers and in one sentence.
import { formatMessage } from '#domain/messages.ts';
import { Decimal, plain } from '#engine/decimal.ts';
import { explain, type CriterionRule, type Line, type Locale } from '#engine';
import type { Change, EvidencePreview, PreviewLine, Text } from '#domain/contracts/evidence-preview.ts';
import type { ComputedScorecard } from '#server/scoring/compute.ts';

/** A line and the totals of its scorecard, as they are or would be. */
export interface Standing {
	readonly line: ComputedScorecard['lines'][number];
	readonly totals: ComputedScorecard['totals'];
}

type Effect = Pick<
	EvidencePreview,
	'line' | 'points' | 'effect' | 'total' | 'attainable_total' | 'explanation' | 'message'
>;

interface Scored {
	readonly before: Standing;
	readonly after: Standing | null;
	readonly removed: boolean;
}

export function effectOf(rule: CriterionRule, { before, after, removed }: Scored): Effect {
	const change = <T>(of: (standing: Standing) => T): Change<T> => ({
		before: of(before),
		after: after === null ? null : of(after),
	});
	return {
		line: change(({ line }) => lineOf(line)),
		points: Number(rule.points),
		effect: after === null ? 0 : Number(difference(before.line.attainable, after.line.attainable)),
		total: change(({ totals }) => Number(totals.total)),
		attainable_total: change(({ totals }) => Number(totals.attainable)),
		explanation: change(({ line }) => inBoth((locale) => explain(rule, line, locale))),
		message:
			after === null
				? null
				: inBoth((locale) => message({ points: rule.points, before: before.line, after: after.line, removed }, locale)),
	};
}

const lineOf = ({ awarded, attainable, state }: Line): PreviewLine => ({
	awarded: Number(awarded),
	attainable: Number(attainable),
	state,
});
const difference = (before: string, after: string): string => plain(new Decimal(after).minus(before));
export const inBoth = (t: (locale: Locale) => string): Text => ({ 'zh-CN': t('zh-CN'), 'en-US': t('en-US') });

interface Moved {
	readonly points: string;
	readonly before: Line;
	readonly after: Line;
	readonly removed: boolean;
}

const TEXTS = {
	once_counted: { 'zh-CN': '计入后', 'en-US': 'Once it counts: ' },
	once_gone: { 'zh-CN': '不再计入后', 'en-US': 'Once it no longer counts: ' },
	takes: {
		'zh-CN': '{once}扣 {points} 分，本项得分 {stands}',
		'en-US': '{once}{points} off, this line then stands at {stands}',
	},
	gives: {
		'zh-CN': '{once}增加 {points} 分，本项得分 {stands}',
		'en-US': '{once}{points} more, this line then stands at {stands}',
	},
	certain: {
		'zh-CN': '{once}不扣分，本项得分 {stands}',
		'en-US': '{once}nothing off, this line then stands at {stands}',
	},
	same: { 'zh-CN': '{once}得分不变，本项仍为 {stands}', 'en-US': '{once}nothing changes, this line stays at {stands}' },
	range: {
		'zh-CN': '{once}本项得分区间由 {from} 变为 {to}',
		'en-US': '{once}this line’s range goes from {from} to {to}',
	},
} as const satisfies Record<string, Text>;

function message({ points, before, after, removed }: Moved, locale: Locale): string {
	const t = (key: keyof typeof TEXTS, values: Readonly<Record<string, string>> = {}): string =>
		formatMessage(TEXTS[key][locale], values, locale);
	const once = t(removed ? 'once_gone' : 'once_counted');
	const stands = `${range(after, locale)} / ${points}${locale === 'zh-CN' ? ' 分' : ''}`;
	if (before.awarded === after.awarded && before.attainable === after.attainable) return t('same', { once, stands });
	if (after.awarded !== after.attainable)
		return t('range', { once, from: range(before, locale), to: range(after, locale) });
	const moved = new Decimal(difference(before.attainable, after.attainable));
	if (moved.isZero()) return t('certain', { once, stands });
	return t(moved.isNegative() ? 'takes' : 'gives', { once, points: plain(moved.abs()), stands });
}

const range = ({ awarded, attainable }: Line, locale: Locale): string =>
	awarded === attainable ? awarded : `${awarded}${locale === 'zh-CN' ? '～' : '–'}${attainable}`;
