// Facts are stored by their keys; people look for them by their names.
import type { Database } from '#server/platform/database.ts';
import { usableRule } from '#server/scoring/rules.ts';
import { findAllRuleRows } from './repository.ts';
import type { Filter } from './terms.ts';

/** Answers with the filter of the items whose fact is called like a term. One request, however many terms. */
export async function factsNamed(database: Database): Promise<(term: string) => readonly Filter[]> {
	const rows = await findAllRuleRows(database);
	const all = rows.map((row) => ({ criterion: String(row.id), facts: usableRule(row)?.facts ?? [] }));
	return (term) => {
		const name = term.toLowerCase();
		const byFact = new Map<string, string[]>();
		for (const { criterion, facts } of all) {
			for (const { key, label } of facts) {
				if (!Object.values(label).some((text) => text?.toLowerCase().includes(name))) continue;
				byFact.set(key, [...(byFact.get(key) ?? []), criterion]);
			}
		}
		return [...byFact].map(([fact, criteria]) => ({
			_and: [{ fact: { _eq: fact } }, { criterion: { _in: criteria } }],
		}));
	};
}
