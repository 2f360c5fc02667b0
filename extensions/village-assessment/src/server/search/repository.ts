import type { Database } from '#server/platform/database.ts';
import { RULE_COLUMNS, type RuleRow } from '#server/scoring/rules.ts';

/** What makes the rules of all criteria, of every rulebook. */
export const findAllRuleRows = (database: Database): PromiseLike<readonly RuleRow[]> =>
	database('criteria').select(...RULE_COLUMNS);
