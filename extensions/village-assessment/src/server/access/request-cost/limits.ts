// What one request may cost. Far above what any page asks for, far below what keeps other requests waiting.
import type { Label } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';

export const LIMITS = {
	/** Relations that a field, condition or sort may pass through, one after the other. */
	depth: 6,
	/** Relations that one query may pass through altogether, wildcards written out. */
	relations: 80,
	/**
	 * Values in an answer, those that surround each row included. The server makes so many in about a tenth of a
	 * second, and answers nobody else meanwhile.
	 */
	values: 60_000,
	/** The same of an export into a file, which is made in parts and holds nobody up. */
	exported: 2_000_000,
	/** Names in `fields`; and in `sort`, `group`, `alias` and each sum of `aggregate`. */
	fields: 500,
	names: 30,
	/** Conditions of a filter, and the values that they compare with. SQLite takes 32,766 values in a statement. */
	conditions: 300,
	conditionValues: 10_000,
	searchLength: 200,
	/** Rows that one request writes, or names by their keys. */
	rows: 5_000,
	/** Of a GraphQL document, fragments written out. */
	graphqlRoots: 50,
	graphqlLevels: 12,
	graphqlFields: 1_000,
	/** Milliseconds that one statement of a request may take. */
	statement: 30_000,
} as const;

type Limit = keyof typeof LIMITS;

const WHAT = {
	depth: {
		'zh-CN': '关联超过 {max} 层。请减少字段或条件经过的关联',
		'en-US': 'more than {max} relations in a row. Pass through fewer of them',
	},
	relations: {
		'zh-CN': '要经过的关联超过 {max} 个。请写明需要的字段，少用“*”',
		'en-US': 'more than {max} relations. Name the fields instead of “*”',
	},
	values: {
		'zh-CN': '约 {actual} 个值，最多 {max} 个。请加筛选条件、分页，或少选字段',
		'en-US': 'about {actual} values, at most {max}. Filter, page, or choose fewer fields',
	},
	exported: {
		'zh-CN': '约 {actual} 个值，最多 {max} 个。请加筛选条件，或少选字段',
		'en-US': 'about {actual} values, at most {max}. Filter, or choose fewer fields',
	},
	fields: { 'zh-CN': '字段超过 {max} 个。请少选字段', 'en-US': 'more than {max} fields. Choose fewer' },
	names: {
		'zh-CN': '排序、分组或汇总的字段超过 {max} 个。请少选字段',
		'en-US': 'more than {max} fields to sort, group or sum by. Choose fewer',
	},
	conditions: { 'zh-CN': '筛选条件超过 {max} 个。请减少条件', 'en-US': 'more than {max} conditions. Use fewer' },
	conditionValues: {
		'zh-CN': '筛选条件中的值超过 {max} 个。请分几次查询',
		'en-US': 'conditions with more than {max} values. Ask in parts',
	},
	searchLength: {
		'zh-CN': '搜索内容超过 {max} 个字。请缩短',
		'en-US': 'a search of more than {max} characters. Shorten it',
	},
	rows: { 'zh-CN': '记录超过 {max} 条。请分几次提交', 'en-US': 'more than {max} rows. Send them in parts' },
	graphqlRoots: { 'zh-CN': '查询超过 {max} 项。请分几次查询', 'en-US': 'more than {max} queries. Ask in parts' },
	graphqlLevels: { 'zh-CN': '查询超过 {max} 层。请减少层次', 'en-US': 'more than {max} levels. Use fewer' },
	graphqlFields: { 'zh-CN': '字段超过 {max} 个。请少选字段', 'en-US': 'more than {max} fields. Choose fewer' },
	statement: {
		'zh-CN': '查询时间过长，已经停止。请加筛选条件，缩小范围',
		'en-US': 'it took too long and was stopped. Filter for less',
	},
} as const satisfies Readonly<Record<Limit, Label>>;

const grouped = (count: number): string => Math.round(count).toLocaleString('en-US');

/** The refusal (400) of a request that goes beyond `limit`. */
export function tooMuch(limit: Limit, actual: number = LIMITS[limit]): DomainError {
	const withMax = (text: string): string =>
		text.replace('{max}', grouped(LIMITS[limit])).replace('{actual}', grouped(actual));
	return new DomainError(
		'REQUEST_TOO_LARGE',
		{ what: { 'zh-CN': withMax(WHAT[limit]['zh-CN']), 'en-US': withMax(WHAT[limit]['en-US']) } },
		{ limit, max: LIMITS[limit] },
	);
}

/** Throws {@link tooMuch} where `actual` is above the limit. */
export function within(limit: Limit, actual: number): void {
	if (actual > LIMITS[limit]) throw tooMuch(limit, actual);
}
