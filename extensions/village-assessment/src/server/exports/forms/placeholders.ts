// The placeholders of an office's own form, 〔村名〕 or 〔1.1 得分〕, and what each stands for.
import type { Label, Locale } from '#engine';
import { reasonOf } from '../workbook/village-sheet.ts';
import type { Card, Line, Subject } from '../workbook/model.ts';
import { pointsCell, rankCell } from '../workbook/points.ts';
import { sectionsOf, sumOf, type Interval, type Section } from '../workbook/sections.ts';

export type Value = string | number;

/** What a placeholder stands for on a village's form; undefined: it means nothing. */
export type Meaning = (placeholder: string) => Value | undefined;

const PLACEHOLDER = /〔([^〔〕]*)〕/g;

export interface FoundPlaceholder {
	/** As it is written, without its brackets. */
	readonly placeholder: string;
	readonly start: number;
	readonly end: number;
}

export interface LocatedPlaceholder {
	/** Without its brackets. */
	readonly placeholder: string;
	/** The cell, or the paragraph. */
	readonly place: Required<Label>;
}

export const placeholdersIn = (text: string): readonly FoundPlaceholder[] =>
	[...text.matchAll(PLACEHOLDER)].map(({ 0: whole, 1: placeholder = '', index }) => ({
		placeholder,
		start: index,
		end: index + whole.length,
	}));

/** Of full width or half, with blanks or without: people type both. */
const folded = (placeholder: string): string => placeholder.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

type OfVillage = (subject: Subject, card: Card) => Value | null;

const OF_VILLAGE: Readonly<Record<string, OfVillage>> = {
	村名: (_subject, card) => card.village_name,
	代码: (_subject, card) => card.village.code,
	考核: ({ assessment }) => assessment.title,
	年度: ({ assessment }) => assessment.year,
	总分: ({ locale }, { total: awarded, attainable }) => pointsCell({ awarded, attainable }, locale),
	最高可得分: (_subject, card) => card.attainable,
	基础得分: (_subject, card) => card.base_points,
	加分: (_subject, card) => card.bonus_points,
	扣分: (_subject, card) => card.penalty_points,
	名次: ({ locale }, card) => (card.excluded_reason === null ? rankCell(card, locale) : null),
	已评项数: (_subject, card) => card.assessed_count,
	应评项数: (_subject, card) => card.criteria_count,
	日期: ({ today }) => today,
	校验码: ({ digest }) => digest?.slice(0, 8) ?? '',
};

const OTHER_NAMES: Readonly<Record<string, string>> = {
	'村(社区)': '村名',
	村社区: '村名',
	单位: '村名',
	考核名称: '考核',
	年: '年度',
	得分: '总分',
	排名: '名次',
	导出日期: '日期',
};

/** After the number of a clause or of an indicator. */
const OF_CLAUSE = ['得分', '说明', '分值', '最高可得分', '细则', '指标', '考核方式'] as const;
const CLAUSE_PLACEHOLDER = new RegExp(`^(\\d[\\da-z.]*)(${OF_CLAUSE.join('|')})$`, 'u');

const clausePlaceholder = (placeholder: string): { readonly code: string; readonly what: string } | null => {
	const [, code, what] = CLAUSE_PLACEHOLDER.exec(placeholder) ?? [];
	return code === undefined || what === undefined ? null : { code, what };
};

/** Whether a placeholder can mean anything, by the codes of the criteria and indicators that there are. */
export function isPlaceholder(placeholder: string, codes: ReadonlySet<string>): boolean {
	const name = folded(placeholder);
	const clause = clausePlaceholder(name);
	return clause === null ? Object.hasOwn(OF_VILLAGE, OTHER_NAMES[name] ?? name) : codes.has(clause.code);
}

export const codesOf = ({ criteria, indicators }: Pick<Subject, 'criteria' | 'indicators'>): ReadonlySet<string> =>
	new Set([...criteria, ...indicators].map(({ code }) => code.toLowerCase()));

/** What the placeholders of a village's form stand for. */
export function meaningFor(subject: Subject, card: Card, lines: readonly Line[]): Meaning {
	const sections = sectionsOf(subject, lines);
	return (placeholder) => {
		const name = folded(placeholder);
		const clause = clausePlaceholder(name);
		if (clause !== null) return ofClause(subject, sections, clause);
		const known = OTHER_NAMES[name] ?? name;
		return Object.hasOwn(OF_VILLAGE, known) ? (OF_VILLAGE[known]?.(subject, card) ?? '') : undefined;
	};
}

interface Of {
	readonly points: number;
	readonly interval: Interval | null;
	readonly why: () => string;
	readonly wording: string;
	readonly title: string;
	readonly examination: string;
}

function ofClause(
	subject: Subject,
	sections: readonly Section[],
	{ code, what }: { readonly code: string; readonly what: string },
): Value | undefined {
	const of = criterionAt(subject, sections, code) ?? indicatorAt(subject, sections, code);
	if (of === null) return undefined;
	const values: Readonly<Record<string, () => Value>> = {
		得分: () => intervalValue(of.interval, subject.locale),
		最高可得分: () => of.interval?.attainable ?? '',
		分值: () => of.points,
		说明: of.why,
		细则: () => of.wording,
		指标: () => of.title,
		考核方式: () => of.examination,
	};
	return values[what]?.();
}

const intervalValue = (interval: Interval | null, locale: Locale): Value =>
	interval === null ? '' : pointsCell(interval, locale);

function criterionAt(subject: Subject, sections: readonly Section[], code: string): Of | null {
	const found = sections
		.flatMap(({ clauses }) => clauses)
		.find(({ criterion }) => criterion.code.toLowerCase() === code);
	if (found === undefined) return null;
	const { criterion, line, own } = found;
	return {
		points: criterion.points,
		interval: line,
		why: () => (line === null ? '' : reasonOf(subject, line)),
		wording: criterion.wording ?? criterion.title,
		title: own.title,
		examination: own.examination ?? '',
	};
}

/** An indicator has what its clauses have together. */
function indicatorAt(subject: Subject, sections: readonly Section[], code: string): Of | null {
	const indicator = subject.indicators.find((one) => one.code.toLowerCase() === code);
	if (indicator === undefined) return null;
	const clauses = sections
		.flatMap((section) => section.clauses.map((clause) => ({ clause, top: section.top })))
		.filter(({ clause, top }) => clause.own === indicator || top === indicator)
		.map(({ clause }) => clause);
	return {
		points: indicator.points,
		interval: sumOf({ clauses }),
		// Its clauses with their points: the reasons of all of them would fit in no cell.
		why: () =>
			clauses
				.flatMap(({ criterion, line }) =>
					line === null ? [] : [`${criterion.code} ${pointsCell(line, subject.locale)}/${criterion.points}`],
				)
				.join(subject.locale === 'zh-CN' ? '；' : '; '),
		wording: clauses.map(({ criterion }) => `${criterion.code} ${criterion.wording ?? criterion.title}`).join('\n'),
		title: indicator.title,
		examination: indicator.examination ?? '',
	};
}
