// What evidence items say, in words.
import { factName, factValueText, type Locale } from '#engine';
import { batches, dateText, type Database } from '#server/platform/database.ts';
import { rulesById, type StoredRule } from '#server/scoring/rules.ts';
import { findStated } from './repository.ts';

/** 专门办公场地, 无. */
export interface StatedText {
	readonly fact: string;
	readonly value: string;
}

/** By the items' ids. Whoever asks has been allowed to read them. `rules` keeps what was read for the next items. */
export async function statedFacts(
	database: Database,
	ids: readonly string[],
	{ locale, rules }: { readonly locale: Locale; readonly rules: Map<string, StoredRule> },
): Promise<Map<string, StatedText>> {
	const texts = new Map<string, StatedText>();
	for (const batch of batches(ids, 500)) {
		const items = await findStated(database, batch);
		const missing = items.map(({ criterion }) => criterion).filter((id) => !rules.has(id));
		for (const [id, rule] of await rulesById(database, missing)) rules.set(id, rule);
		for (const { id, criterion, reported_on, ...stated } of items) {
			// A draft that is no rule yet: its facts are written as they are stored.
			const rule = rules.get(criterion)?.rule ?? null;
			texts.set(id, {
				fact: factName(rule, stated.fact, locale),
				value: factValueText(rule, { ...stated, reportedOn: dateText(reported_on) }, locale),
			});
		}
	}
	return texts;
}
