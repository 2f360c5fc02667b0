// Two decisions of one category on one day, of villages that come together, may be about one event: only the group can revoke one.
import type { Database } from '#server/platform/database.ts';
import { findCriterionTitles } from './repository/changes.ts';
import type { Card, Records } from './repository/records.ts';
import type { Warning } from '#domain/contracts/villages.ts';

const COUNTS = new Set(['proposed', 'approved']);

export interface Gathered {
	readonly targets: ReadonlyMap<string, string>;
	readonly records: Records;
	readonly cards: readonly Card[];
	readonly names: ReadonlyMap<string, string>;
}

export async function sameEvents(trx: Database, { records, cards, names }: Gathered): Promise<Warning[]> {
	const counting = records.adjustments.filter(
		({ status, category, occurredOn, revokes }) =>
			COUNTS.has(status) && revokes === null && category !== null && occurredOn !== null,
	);
	const groups = new Map<
		string,
		{ readonly criterion: string; readonly occurredOn: string; readonly villages: Set<string> }
	>();
	for (const one of counting) {
		const card = cards.find(({ id }) => id === one.scorecard);
		if (card === undefined) continue;
		const key = [card.assessment, one.criterion, one.category, one.occurredOn].join(' ');
		const group = groups.get(key) ?? {
			criterion: one.criterion,
			occurredOn: one.occurredOn ?? '',
			villages: new Set(),
		};
		group.villages.add(names.get(card.village) ?? '');
		groups.set(key, group);
	}
	const several = [...groups.values()].filter(({ villages }) => villages.size > 1);
	if (several.length === 0) return [];
	const titles = await findCriterionTitles(
		trx,
		several.map(({ criterion }) => criterion),
	);
	return several.map(({ criterion, occurredOn, villages }) => {
		const title = titles.get(criterion) ?? '';
		const all = [...villages];
		return {
			code: 'same_event',
			text: {
				'zh-CN': `${all.join('、')}在 ${occurredOn} 有同类「${title}」决定，合并后都计入；如是同一件事，请提请撤销其中一件。`,
				'en-US':
					`${all.join(', ')} have decisions of one category (${title}) on ${occurredOn}; both count. ` +
					`If it is one event, propose to revoke one.`,
			},
		};
	});
}
