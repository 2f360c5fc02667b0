// A rulebook as it stands in the database, checked as the seeded ones are: shape, sense, meaning.
import { pathText, validateRulebook, type Label } from '../engine/index.ts';
import { parsed, type Database } from '../recompute/database.ts';

type Row = Readonly<Record<string, unknown>>;

export interface RulebookProblem {
	readonly path: string;
	readonly what: Label;
	readonly how: Label;
}

/** What keeps a rulebook from being published; empty when it is sound. */
export async function validateStoredRulebook(database: Database, id: string): Promise<RulebookProblem[]> {
	const check = validateRulebook(await documentOf(database, id));
	return check.ok ? [] : check.problems.map(({ path, what, how }) => ({ path: pathText(path), what, how }));
}

async function documentOf(database: Database, id: string): Promise<unknown> {
	const book: Row = (await database('rulebooks').where({ id }).first()) ?? {};
	const indicators: Row[] = await database('indicators').where('rulebook', id).orderBy('sort');
	const criteria: Row[] = await database('criteria').where('rulebook', id).orderBy('sort');
	const code = new Map(indicators.map((indicator) => [indicator['id'], String(indicator['code'])]));
	const base = indicators.filter((indicator) => (indicator['parent'] ?? null) === null);
	const branch = (indicator: Row): unknown => {
		const children = indicators.filter((child) => child['parent'] === indicator['id']).map(branch);
		return { code: indicator['code'], title: bilingual(indicator), points: String(indicator['points']), examined_by: parsed(indicator['examined_by']) ?? [], ...(children.length > 0 ? { children } : {}) };
	};
	return {
		code: book['code'],
		version: book['version'],
		title: bilingual(book),
		// Publishing asks for rules that score, not for texts; what an office leaves out is taken from the title.
		source: { 'zh-CN': String(book['source'] || book['title']) },
		points: String(book['points'] ?? sumOfBase(criteria)),
		indicators: base.map(branch),
		criteria: criteria.map((criterion) => ({
			code: criterion['code'],
			indicator: code.get(criterion['indicator']),
			title: bilingual(criterion),
			wording: criterion['wording'] || criterion['title'],
			points: String(criterion['points']),
			method: criterion['method'],
			params: parsed(criterion['params']),
			waivable: Boolean(criterion['waivable']),
			readings: parsed(criterion['readings']) ?? [],
			examples: parsed(criterion['examples']) ?? [],
		})),
	};
}

const bilingual = (row: Row): unknown => (row['title_en'] ? { 'zh-CN': row['title'], 'en-US': row['title_en'] } : { 'zh-CN': row['title'] });

/** Whole cents, so that nothing is lost. */
const sumOfBase = (criteria: readonly Row[]): number => criteria.filter(({ method }) => method !== 'discretionary').reduce((cents, { points }) => cents + Math.round(Number(points) * 100), 0) / 100;
