// A criterion that cannot be scored with is refused at the door, with its coordinates and the cure.
import { RuleError, parseRule, placeText } from '#engine';
import { parsed, type Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { RULE_COLUMNS } from '#server/scoring/rules.ts';
import type { Guard, Payload } from '#server/platform/guard.ts';
import { findRuleRows } from './repository.ts';

export const validRule: Guard = {
	collections: ['criteria'],
	create: async (payload) => {
		check({ waivable: false, readings: [], ...payload });
		return payload;
	},
	update: async (payload, { database, keys }) => {
		if (!RULE_COLUMNS.some((column) => column in payload)) return payload;
		for (const row of await stored(database, keys)) check({ ...row, ...payload });
		return payload;
	},
};

async function stored(database: Database, keys: readonly string[]): Promise<Payload[]> {
	const rows = await findRuleRows(database, keys);
	return rows.map((row) => ({
		...row,
		waivable: Boolean(row.waivable),
		params: parsed(row.params),
		readings: parsed(row.readings) ?? [],
	}));
}

function check(row: Payload): void {
	try {
		parseRule({ ...row, readings: row['readings'] ?? [] });
	} catch (error) {
		if (!(error instanceof RuleError)) throw error;
		const [first] = error.problems;
		if (first !== undefined)
			throw new DomainError(
				'INVALID_RULE',
				{ code: String(row['code'] ?? ''), place: placeText(first.path, row), what: first.what, how: first.how },
				{ path: error.path },
			);
	}
}
