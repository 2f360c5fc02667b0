// A rulebook as it stands in the database, checked as the seeded ones are: shape, sense, meaning.
import type { RulebookProblem } from '#domain/contracts/rulebooks.ts';
import { pathText, placeText, validateRulebook, type Path } from '#engine';
import type { StoredCriterion, StoredIndicator, StoredRulebook } from '#server/platform/tables.ts';
import { parsed, type Database } from '#server/platform/database.ts';
import { findRulebookRows, type RulebookRows } from './repository.ts';

/** What keeps a rulebook from being published; empty when it is sound. */
export async function validateStoredRulebook(database: Database, id: string): Promise<RulebookProblem[]> {
	const rows = await findRulebookRows(database, id);
	const doc = documentOf(rows);
	const check = validateRulebook(doc);
	return check.ok
		? []
		: check.problems.map(({ path, what, how }) => ({
				path: pathText(path),
				place: placeText(path, doc),
				what,
				how,
				...mendedAt(path, { rows, id }),
			}));
}

const topOf = (indicators: readonly StoredIndicator[]): StoredIndicator[] =>
	indicators.filter(({ parent }) => parent === null);
const below = (indicators: readonly StoredIndicator[], parent: string): StoredIndicator[] =>
	indicators.filter((child) => child.parent === parent);

/** Follows a path of the document down to the row that it came from. */
function mendedAt(
	[list, index, children, child]: Path,
	{ rows: { indicators, criteria }, id }: { readonly rows: RulebookRows; readonly id: string },
): Pick<RulebookProblem, 'collection' | 'item'> {
	const criterion = list === 'criteria' ? criteria[Number(index)] : undefined;
	if (criterion !== undefined) return { collection: 'criteria', item: criterion.id };
	const top = list === 'indicators' ? topOf(indicators)[Number(index)] : undefined;
	if (top === undefined) return { collection: 'rulebooks', item: id };
	const sub = children === 'children' ? below(indicators, top.id)[Number(child)] : undefined;
	return { collection: 'indicators', item: (sub ?? top).id };
}

function documentOf({ book, indicators, criteria }: RulebookRows): unknown {
	const code = new Map(indicators.map((indicator) => [indicator.id, indicator.code]));
	const branch = (indicator: StoredIndicator): unknown => {
		const children = below(indicators, indicator.id).map(branch);
		return {
			code: indicator.code,
			title: bilingual(indicator),
			points: String(indicator.points),
			examined_by: parsed(indicator.examined_by) ?? [],
			...(children.length > 0 ? { children } : {}),
		};
	};
	return {
		code: book.code,
		version: book.version,
		title: bilingual(book),
		// Publishing asks for rules that score, not for texts; what an office leaves out is taken from the title.
		source: { 'zh-CN': String(book.source || book.title) },
		points: String(book.points ?? sumOfBase(criteria)),
		indicators: topOf(indicators).map(branch),
		criteria: criteria.map((criterion) => ({
			code: criterion.code,
			indicator: code.get(criterion.indicator),
			title: bilingual(criterion),
			wording: criterion.wording || criterion.title,
			points: String(criterion.points),
			method: criterion.method,
			params: parsed(criterion.params),
			waivable: Boolean(criterion.waivable),
			readings: parsed(criterion.readings) ?? [],
			examples: parsed(criterion.examples) ?? [],
		})),
	};
}

const bilingual = ({ title, title_en: english }: Partial<Pick<StoredRulebook, 'title' | 'title_en'>>): unknown =>
	english ? { 'zh-CN': title, 'en-US': english } : { 'zh-CN': title };

/** Whole cents, so that nothing is lost. */
const sumOfBase = (criteria: readonly StoredCriterion[]): number =>
	criteria
		.filter(({ method }) => method !== 'discretionary')
		.reduce((cents, { points }) => cents + Math.round(Number(points) * 100), 0) / 100;
