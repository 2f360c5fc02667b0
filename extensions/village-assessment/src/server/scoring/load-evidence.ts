// The verified facts and the approved adjustments from which lines are computed.
import type { Knex } from 'knex';
import { RuleError, type Fact, type Occurrences } from '#engine';
import { batches, dateText, isPostgres, parsed, textOrNull, type Database } from '#server/platform/database.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import type { Rule } from './rules.ts';

export interface Evidence {
	readonly facts: readonly Fact[];
	readonly adjustments: readonly Occurrences[];
}

export const lineKey = (scorecard: string, criterion: string): string => `${scorecard}/${criterion}`;

/** Scorecards are asked for in groups, so that no statement has more parameters than a database takes. */
export const SCORECARDS_PER_QUERY = 200;

/** The verified facts and approved adjustments of lines, by {@link lineKey}. */
export async function loadEvidence(
	trx: Database,
	lines: readonly { readonly scorecard: string; readonly criterion: string; readonly rule: Rule }[],
): Promise<Map<string, Evidence>> {
	const evidence = new Map<string, { facts: Fact[]; adjustments: Occurrences[] }>();
	for (const { scorecard, criterion } of lines)
		evidence.set(lineKey(scorecard, criterion), { facts: [], adjustments: [] });
	const ids = [...new Set(lines.map(({ scorecard }) => scorecard))];
	const criteria = [...new Set(lines.map(({ criterion }) => criterion))];
	// Only 7 and 8 are decided by the leadership group.
	const isDecided = lines.some(({ rule }) => rule instanceof RuleError || rule.method === 'discretionary');
	for (const some of batches(ids, SCORECARDS_PER_QUERY)) {
		const facts = await trx('evidence_items')
			.select('id', 'scorecard', 'criterion', 'fact', 'value', 'numerator', 'denominator', 'observed_on', 'reported_on')
			.where('status', 'verified')
			.whereIn('scorecard', some)
			.whereIn('criterion', criteria);
		for (const row of facts) evidence.get(lineKey(row.scorecard, row.criterion))?.facts.push(readFact(row));
		if (!isDecided) continue;
		const adjustments = await trx('adjustments')
			.select('id', 'scorecard', 'criterion', 'category', 'occurrences')
			.where('status', 'approved')
			.whereNull('revokes')
			.whereIn('scorecard', some)
			.whereIn('criterion', criteria);
		for (const { id, scorecard, criterion, category, occurrences } of adjustments) {
			evidence.get(lineKey(scorecard, criterion))?.adjustments.push({
				id,
				category: String(category),
				occurrences: Number(occurrences),
			});
		}
	}
	return evidence;
}

type FactRow = Pick<
	StoredEvidenceItem,
	'id' | 'fact' | 'value' | 'numerator' | 'denominator' | 'observed_on' | 'reported_on'
>;

const readFact = ({ id, fact, value, numerator, denominator, ...row }: FactRow): Fact => ({
	id,
	fact,
	value: textOrNull(value),
	numerator: textOrNull(numerator),
	denominator: textOrNull(denominator),
	observedOn: dateText(row.observed_on),
	reportedOn: dateText(row.reported_on),
});

export interface EvidenceRow {
	readonly facts?: unknown;
	readonly decided?: unknown;
}

/** Of lines that have no row yet, or whose criterion is among these (null: of every line), as JSON. */
export function evidenceColumns(
	trx: Database,
	criteria: readonly (string | null)[],
): { readonly facts: Knex.Raw; readonly decided: Knex.Raw } {
	const single = criteria.filter((id) => id !== null);
	const isStale =
		single.length < criteria.length ? '1 = 1' : `(l.id IS NULL OR c.id IN (${single.map(() => '?').join(', ')}))`;
	const bindings = single.length < criteria.length ? [] : single;
	const [list, object] = isPostgres(trx) ? ['json_agg', 'json_build_object'] : ['json_group_array', 'json_object'];
	const rowsOfLine = (table: string, columns: readonly string[], condition: string): string =>
		`(SELECT ${list}(${object}(${columns.map((column) => `'${column}', e.${column}`).join(', ')})) FROM ${table} e
			WHERE e.scorecard = s.id AND e.criterion = c.id AND ${condition})`;
	return {
		facts: trx.raw(
			`CASE WHEN ${isStale} THEN ${rowsOfLine('evidence_items', FACT_COLUMNS, "e.status = 'verified'")} END`,
			bindings,
		),
		// Only 7 and 8 are decided by the leadership group.
		decided: trx.raw(
			`CASE WHEN c.method = 'discretionary' AND ${isStale} THEN ${rowsOfLine('adjustments', DECIDED_COLUMNS, DECIDED)} END`,
			bindings,
		),
	};
}

const DECIDED_COLUMNS = ['id', 'category', 'occurrences'];
const DECIDED = "e.status = 'approved' AND e.revokes IS NULL";
const FACT_COLUMNS = ['id', 'fact', 'value', 'numerator', 'denominator', 'observed_on', 'reported_on'];

export const readEvidence = ({ facts, decided }: EvidenceRow): Evidence => ({
	facts: listOf(facts).map((row) => ({
		id: String(row['id']),
		fact: String(row['fact']),
		value: textOrNull(row['value']),
		numerator: textOrNull(row['numerator']),
		denominator: textOrNull(row['denominator']),
		observedOn: dateText(row['observed_on']),
		reportedOn: dateText(row['reported_on']),
	})),
	adjustments: listOf(decided).map(({ id, category, occurrences }) => ({
		id: String(id),
		category: String(category),
		occurrences: Number(occurrences),
	})),
});

function listOf(value: unknown): Record<string, unknown>[] {
	const list = parsed(value);
	return Array.isArray(list) ? list : [];
}
