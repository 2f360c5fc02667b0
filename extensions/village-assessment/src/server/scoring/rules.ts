// A stored criterion as a rule of the engine: the one place where rows become rules, and the one cache of them.
import { parseRule, RuleError, type CriterionRule } from '#engine';
import { batches, parsed, type Database } from '#server/platform/database.ts';
import { underLock } from '#server/platform/unit-of-work.ts';

/** A rule as the engine takes it, or why the stored one cannot be used. */
export type Rule = CriterionRule | RuleError;

/** The columns of `criteria` that make a rule. */
export const RULE_COLUMNS = [
	'id',
	'code',
	'title',
	'title_en',
	'points',
	'method',
	'params',
	'waivable',
	'readings',
] as const;
export type RuleRow = Readonly<Partial<Record<(typeof RULE_COLUMNS)[number], unknown>>>;

/** As {@link parseRule} takes it: the two databases give JSON and truth back in different forms. */
export const ruleInput = (row: RuleRow): Readonly<Record<string, unknown>> => ({
	id: row.id,
	code: row.code,
	title: { 'zh-CN': String(row.title), ...(row.title_en ? { 'en-US': String(row.title_en) } : {}) },
	points: row.points,
	method: row.method,
	params: parsed(row.params),
	waivable: Boolean(row.waivable),
	readings: parsed(row.readings) ?? [],
});

/** By the criterion's id: parsed once for each content; what is stored is compared anew each time, so a changed rule is never missed. */
const known = new Map<string, { readonly source: string; readonly rule: Rule }>();

export function readRule(row: RuleRow): Rule {
	const id = String(row.id);
	const source = RULE_COLUMNS.map((column) => asText(row[column])).join('\u0000');
	const before = known.get(id);
	if (before?.source === source) return before.rule;
	const rule = parseOrError(row);
	known.set(id, { source, rule });
	return rule;
}

/** null: a draft that is no rule yet. */
export function usableRule(row: RuleRow): CriterionRule | null {
	const rule = readRule(row);
	return rule instanceof RuleError ? null : rule;
}

/** Criteria by their ids, perhaps with others; those that do not exist are left out. `rule` is null for a draft that is no rule yet. */
export async function rulesById(database: Database, ids: Iterable<string>): Promise<Map<string, StoredRule>> {
	const known = rulesIn(database);
	const missing = [...new Set(ids)].filter((id) => !known.has(id));
	// Whoever asks for a second one will ask for more.
	const withKin = known.size > 0;
	for (const some of batches(missing, CRITERIA_PER_QUERY)) {
		const rows: (RuleRow & { readonly rulebook: unknown })[] = await database('criteria')
			.select(...RULE_COLUMNS, 'rulebook')
			.modify((query) =>
				withKin
					? query.whereIn(
							'rulebook',
							database('criteria')
								.select('rulebook')
								.whereIn('id', [...some]),
						)
					: query.whereIn('id', [...some]),
			);
		for (const row of rows) known.set(String(row.id), storedRule(row));
	}
	return known;
}

const rulesIn = underLock(() => new Map<string, StoredRule>());

/** A criterion that a transaction has read along with something else. */
export function rememberRule(database: Database, row: RuleRow & { readonly rulebook: unknown }): void {
	rulesIn(database).set(String(row.id), storedRule(row));
}

const storedRule = (row: RuleRow & { readonly rulebook: unknown }): StoredRule => ({
	rule: usableRule(row),
	rulebook: String(row.rulebook),
});

export interface StoredRule {
	readonly rule: CriterionRule | null;
	/** The id of its rulebook. */
	readonly rulebook: string;
}

const CRITERIA_PER_QUERY = 500;

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

function parseOrError(row: RuleRow): Rule {
	try {
		return parseRule(ruleInput(row));
	} catch (error) {
		if (error instanceof RuleError) return error;
		throw error;
	}
}
