// Scores are computed, never entered: nobody writes them through the API, administrators and nested writes included.
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Guard } from '#server/platform/guard.ts';

const COMPUTED = ['scorecards', 'scorecard_lines', 'score_marks'];
/** A village's history, which is told as things happen. */
const TOLD = 'village_changes';
/** Results as they were given out. */
const GIVEN_OUT = 'public_notices';

/** A scorecard may be named as the parent under which evidence and proposals are written. */
const CHILDREN = new Set(['id', 'evidence_items', 'adjustments', 'appeals']);

const refuse = (where: string): never => {
	if (where.startsWith(TOLD))
		throw new DomainError('WRITTEN_BY_THE_SERVER', {
			field: { 'zh-CN': '村（社区）变更', 'en-US': 'The history of a village' },
		});
	if (where.startsWith(GIVEN_OUT))
		throw new DomainError('WRITTEN_BY_THE_SERVER', {
			field: { 'zh-CN': '公示记录', 'en-US': 'A public notice' },
		});
	throw new DomainError('COMPUTED_VALUE', { where });
};

export const computedValues: Guard = {
	collections: [...COMPUTED, TOLD, GIVEN_OUT],
	safeForUnprivileged: true,
	create: async (_payload, { collection }) => refuse(collection),
	update: async (payload, { collection }) => {
		const field = Object.keys(payload).find((name) => collection !== 'scorecards' || !CHILDREN.has(name));
		if (field !== undefined) refuse(`${collection}.${field}`);
		return payload;
	},
	delete: async (_keys, { collection }) => refuse(collection),
};
