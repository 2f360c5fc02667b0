// Facts are stored by their keys; people look for them by their names.
import { parseRule, RuleError, type FactSpec } from '#engine';
import { parsed, type Database } from '#server/platform/database.ts';
import type { Filter } from './terms.ts';

type Row = Readonly<Record<string, unknown>>;

/** Parsed once for each content. */
const known = new Map<string, { readonly source: string; readonly facts: readonly FactSpec[] }>();

/** Answers with the filter of the items whose fact is called like a term. One request, however many terms. */
export async function factsNamed(database: Database): Promise<(term: string) => readonly Filter[]> {
	const rows: Row[] = await database('criteria').select('id', 'code', 'title', 'points', 'method', 'params', 'waivable');
	const all = rows.map((row) => ({ criterion: String(row['id']), facts: factsOf(row) }));
	return (term) => {
		const wanted = term.toLowerCase();
		const byFact = new Map<string, string[]>();
		for (const { criterion, facts } of all) {
			for (const { key, label } of facts) {
				if (!Object.values(label).some((name) => name?.toLowerCase().includes(wanted))) continue;
				byFact.set(key, [...(byFact.get(key) ?? []), criterion]);
			}
		}
		return [...byFact].map(([fact, criteria]) => ({ _and: [{ fact: { _eq: fact } }, { criterion: { _in: criteria } }] }));
	};
}

function factsOf(row: Row): readonly FactSpec[] {
	const source = JSON.stringify(row);
	const before = known.get(String(row['id']));
	if (before?.source === source) return before.facts;
	const facts = readFacts(row);
	known.set(String(row['id']), { source, facts });
	return facts;
}

/** A draft that is no rule yet names no facts. */
function readFacts(row: Row): readonly FactSpec[] {
	try {
		return parseRule({ ...row, waivable: Boolean(row['waivable']), params: parsed(row['params']), readings: [] }).facts;
	} catch (error) {
		if (error instanceof RuleError) return [];
		throw error;
	}
}
