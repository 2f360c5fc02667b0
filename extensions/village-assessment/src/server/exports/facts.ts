// What evidence items say, in words.
import { factName, factValueText, parseRule, RuleError, type CriterionRule, type Locale } from '#engine';
import { batches, dateText, parsed, type Database } from '#server/platform/database.ts';

/** 专门办公场地, 无. */
export interface StatedText {
	readonly fact: string;
	readonly value: string;
}

/** By the items' ids. Whoever asks has been allowed to read them. */
export async function statedFacts(database: Database, ids: readonly string[], locale: Locale): Promise<Map<string, StatedText>> {
	const texts = new Map<string, StatedText>();
	const rules = new Map<string, CriterionRule | null>();
	for (const batch of batches(ids, 500)) {
		const items: ItemRow[] = await database('evidence_items').select('id', 'criterion', 'fact', 'value', 'numerator', 'denominator', 'reported_on').whereIn('id', [...batch]);
		await addRules(database, rules, items.map(({ criterion }) => criterion));
		for (const { id, criterion, reported_on, ...stated } of items) {
			const rule = rules.get(criterion) ?? null;
			texts.set(id, { fact: factName(rule, stated.fact, locale), value: factValueText(rule, { ...stated, reportedOn: dateText(reported_on) }, locale) });
		}
	}
	return texts;
}

interface ItemRow {
	readonly id: string;
	readonly criterion: string;
	readonly fact: string;
	readonly value: unknown;
	readonly numerator: unknown;
	readonly denominator: unknown;
	readonly reported_on: unknown;
}

async function addRules(database: Database, rules: Map<string, CriterionRule | null>, criteria: readonly string[]): Promise<void> {
	const missing = [...new Set(criteria)].filter((id) => !rules.has(id));
	if (missing.length === 0) return;
	const rows: Record<string, unknown>[] = await database('criteria').select('id', 'code', 'title', 'points', 'method', 'waivable', 'params', 'readings').whereIn('id', missing);
	for (const row of rows) rules.set(String(row['id']), ruleOf(row));
}

/** null: a draft that is no rule yet; its facts are written as they are stored. */
function ruleOf(row: Record<string, unknown>): CriterionRule | null {
	try {
		return parseRule({ ...row, waivable: row['waivable'] === true || row['waivable'] === 1, params: parsed(row['params']), readings: parsed(row['readings']) ?? [] });
	} catch (error) {
		if (error instanceof RuleError) return null;
		throw error;
	}
}
