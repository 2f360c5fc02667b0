// Names and codes as a sheet has them, and the rows that are meant by them.
import {
	EXAMINATION_LABELS,
	EXAMINATIONS,
	type CriterionRule,
	type Examination,
	type FactSpec,
	type Label,
} from '#engine';
import { folded } from '#server/names/folded.ts';
import { rulesById } from '#server/scoring/rules.ts';
import type { Database } from '#server/platform/database.ts';
import { namedCriteria, namedScorecards } from './repository.ts';

export interface KnownVillage {
	readonly scorecard: string;
	readonly village: string;
	readonly code: string;
	readonly name: string;
	readonly excluded: boolean;
}

export interface KnownCriterion {
	readonly id: string;
	readonly code: string;
	readonly title: string;
	readonly rule: CriterionRule | null;
}

export interface Names {
	readonly villages: readonly KnownVillage[];
	readonly criteria: readonly KnownCriterion[];
	readonly village: (text: string) => Found<KnownVillage>;
	readonly criterion: (text: string) => Found<KnownCriterion>;
}

export type Found<T> = { readonly one: T } | { readonly several: readonly T[] };

export async function loadNames(
	database: Database,
	{ id, rulebook }: { readonly id: string; readonly rulebook: string },
): Promise<Names> {
	const cards = await namedScorecards(database, id);
	const villages = cards.map(({ scorecard, village, code, name, excluded_reason: excluded }) => ({
		scorecard,
		village,
		code,
		name,
		excluded: excluded !== null,
	}));
	const rows = await namedCriteria(database, rulebook);
	const rules = await rulesById(
		database,
		rows.map((row) => row.id),
	);
	const criteria = rows.map((row) => ({
		id: row.id,
		code: row.code,
		title: row.title,
		rule: rules.get(row.id)?.rule ?? null,
	}));
	const titles = new Map(rows.map((row) => [row.id, row.title_en ?? '']));
	const villageBy = finder(villages, ({ code, name }) => [code, ...spellings(name)]);
	const criterionBy = finder(criteria, (one) => [
		one.code,
		one.title,
		titles.get(one.id) ?? '',
		`${one.code} ${one.title}`,
		`${one.code}${one.title}`,
	]);
	return {
		villages,
		criteria,
		village: villageBy,
		criterion: (text) => {
			const found = criterionBy(text);
			if ('one' in found) return found;
			// 1.1 有专门的办公场地; 第1.1条; 细则1.1
			const [, code = ''] = /^(?:第|细则|criterion)?\s*(\d+(?:\.\d+)+[a-z]?)(?![\da-z])/iu.exec(text) ?? [];
			const byCode = code === '' ? found : criterionBy(code);
			return 'one' in byCode ? byCode : found;
		},
	};
}

/** 芙蓉村 is written 芙蓉, too; so is a community. */
const spellings = (name: string): string[] => {
	const short = name.replace(/(村民委员会|居民委员会|村委会|居委会|社区|村)$/u, '');
	return short.length >= 2 && short !== name
		? [name, short, `${name}委会`, `${short}村委会`, `${short}居委会`]
		: [name, `${name}委会`, `${name}村`];
};

function finder<T>(rows: readonly T[], namesOf: (row: T) => readonly string[]): (text: string) => Found<T> {
	const first = new Map<string, T[]>();
	for (const row of rows)
		for (const key of new Set(namesOf(row).map(folded)))
			if (key !== '') first.set(key, [...(first.get(key) ?? []), row]);
	// A code or a full name counts before a short one.
	const exact = new Map<string, T[]>();
	for (const row of rows)
		for (const key of new Set(namesOf(row).slice(0, 2).map(folded)))
			if (key !== '') exact.set(key, [...(exact.get(key) ?? []), row]);
	return (text) => {
		const key = folded(text);
		const found = exact.get(key) ?? first.get(key) ?? [];
		return found.length === 1 && found[0] !== undefined ? { one: found[0] } : { several: found };
	};
}

/** A fact by its label, its key, or the only one that there is. */
export function factOf(rule: CriterionRule, text: string): FactSpec | undefined {
	if (text === '') {
		const [only, ...more] = rule.facts.filter(({ kind }) => kind !== 'waiver');
		return more.length === 0 ? only : undefined;
	}
	const key = folded(text);
	const by = (match: (spec: FactSpec) => boolean): FactSpec | undefined => {
		const found = rule.facts.filter(match);
		return found.length === 1 ? found[0] : undefined;
	};
	return (
		by((spec) => spec.key === text.trim()) ??
		by(({ label }) => folded(label['zh-CN']) === key || folded(label['en-US'] ?? '') === key) ??
		by((spec) => folded(factChoice(spec)) === key || folded(spec.key) === key) ??
		by(({ label }) => key.length >= 2 && (folded(label['zh-CN']).includes(key) || key.includes(folded(label['zh-CN']))))
	);
}

const KIND_NAMES: Readonly<Partial<Record<FactSpec['kind'], string>>> = {
	target: '目标值',
	waiver: '不适用',
	no_plan: '没有年度计划',
};

/** As the template's list has it. */
export const factChoice = (spec: FactSpec): string => spec.label['zh-CN'] || (KIND_NAMES[spec.kind] ?? spec.key);

export function examinationOf(text: string): Examination | undefined {
	const key = folded(text);
	return EXAMINATIONS.find(
		(one) => folded(one) === key || Object.values(EXAMINATION_LABELS[one]).some((label) => folded(label) === key),
	);
}

export const examinationChoices = (): readonly Required<Label>[] => EXAMINATIONS.map((one) => EXAMINATION_LABELS[one]);
