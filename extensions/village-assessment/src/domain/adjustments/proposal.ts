// What a proposal says, and what is wrong with it: asked of drafts as they are written, and once more when they are proposed.
import { shortened, type CriterionRule, type RuleOf } from '#engine';
import { dayToCome } from '#domain/dates.ts';
import { Decimal, plain } from '#engine/decimal.ts';
import type { Refused } from './conditions.ts';
import type { Text } from './status.ts';

export interface Proposal {
	readonly category: string | null;
	readonly occurrences: number | null;
	readonly reason: string | null;
	/** YYYY-MM-DD. */
	readonly occurredOn: string | null;
}

const MOST_OCCURRENCES = 100;

/** The assessment's, and the day that it is where the office is. */
export interface Time {
	readonly year: number;
	/** YYYY-MM-DD. */
	readonly today: string;
}

/** What is said must be sound; what is left open is no fault of a draft. */
export function faultsOf(
	{ category, occurrences, occurredOn }: Proposal,
	rule: CriterionRule,
	{ year, today }: Time,
): Refused[] {
	if (rule.method !== 'discretionary') return [{ code: 'NOT_DISCRETIONARY', values: { code: rule.code } }];
	const faults: Refused[] = [];
	if (category !== null && !rule.params.categories.some(({ key }) => key === category))
		faults.push(unknownCategory(category, rule));
	if (
		occurrences !== null &&
		!(Number.isSafeInteger(occurrences) && occurrences >= 1 && occurrences <= MOST_OCCURRENCES)
	)
		faults.push({ code: 'INVALID_OCCURRENCES', values: { value: String(occurrences), most: MOST_OCCURRENCES } });
	if (occurredOn !== null && Number(occurredOn.slice(0, 4)) !== year)
		faults.push({ code: 'OUTSIDE_THE_YEAR', values: { date: occurredOn, year: String(year) } });
	const toCome = dayToCome(occurredOn, today);
	if (toCome !== null)
		faults.push({
			code: 'DAY_TO_COME',
			values: { field: NAMES.occurred_on, ...toCome },
			details: { collection: 'adjustments', field: 'occurred_on' },
		});
	return faults;
}

function unknownCategory(category: string, { code, params }: RuleOf<'discretionary'>): Refused {
	const names = (locale: 'zh-CN' | 'en-US'): string =>
		params.categories.map(({ label }) => label[locale] ?? label['zh-CN']).join(locale === 'zh-CN' ? '、' : ', ');
	return {
		code: 'UNKNOWN_CATEGORY',
		values: { category: shortened(category, 40), code, allowed: { 'zh-CN': names('zh-CN'), 'en-US': names('en-US') } },
	};
}

const NAMES = {
	category: { 'zh-CN': '类别', 'en-US': 'the category' },
	occurrences: { 'zh-CN': '次数', 'en-US': 'the occurrences' },
	reason: { 'zh-CN': '事由', 'en-US': 'the reason' },
	occurred_on: { 'zh-CN': '发生日期', 'en-US': 'the date' },
	files: { 'zh-CN': '证明文件（至少一份）', 'en-US': 'a file as proof' },
} as const satisfies Record<string, Text>;

/** What a draft must say before it is proposed. */
export function gapsOf({ category, occurrences, reason, occurredOn }: Proposal, files: number): Refused[] {
	const open: Readonly<Record<keyof typeof NAMES, boolean>> = {
		category: category === null,
		occurrences: occurrences === null,
		reason: (reason ?? '').trim() === '',
		occurred_on: occurredOn === null,
		files: files === 0,
	};
	const missing = Object.entries(NAMES).filter(([field]) =>
		Object.entries(open).some(([name, isOpen]) => name === field && isOpen),
	);
	if (missing.length === 0) return [];
	const names = {
		'zh-CN': missing.map(([, name]) => name['zh-CN']).join('、'),
		'en-US': missing.map(([, name]) => name['en-US']).join(', '),
	};
	return [
		{ code: 'PROPOSAL_INCOMPLETE', values: { missing: names }, details: { missing: missing.map(([field]) => field) } },
	];
}

/** What occurrences are worth before the cap, signed as the criterion is. */
export function pointsOf(rule: CriterionRule, occurrences: number | null): number {
	if (rule.method !== 'discretionary' || occurrences === null) return 0;
	const points = new Decimal(rule.params.each).abs().times(occurrences);
	return Number(plain(directionOf(rule) === 'penalty' ? points.neg() : points));
}

export const directionOf = (rule: Pick<CriterionRule, 'points'>): 'bonus' | 'penalty' =>
	rule.points.startsWith('-') ? 'penalty' : 'bonus';
