// A target and what was reached of it belong together: apart, both villages become unknown on that criterion until the office records anew.
import type { Database } from '#server/platform/database.ts';
import { rulesOf } from './gather.ts';
import type { Card, Records } from './repository/records.ts';
import type { Warning } from '#domain/contracts/villages.ts';
import type { Shares } from './share-out.ts';

export async function targetsApart(
	trx: Database,
	{ own, shares, records }: { readonly own: readonly Card[]; readonly shares: Shares; readonly records: Records },
): Promise<Warning[]> {
	const verified = records.items.filter(
		({ status, scorecard }) => status === 'verified' && own.some(({ id }) => id === scorecard),
	);
	const rules = await rulesOf(trx, verified);
	const warnings: Warning[] = [];
	for (const rule of rules.values()) {
		const target = rule.facts.find(({ kind }) => kind === 'target');
		const actual = rule.facts.find(({ kind }) => kind === 'measure');
		if (target === undefined || actual === undefined) continue;
		const placesOf = (fact: string): string[] =>
			verified
				.filter((item) => item.criterion === rule.id && item.fact === fact)
				.map(({ id, scorecard }) => `${scorecard} ${shares.items.get(id) ?? ''}`);
		const [targets, actuals] = [new Set(placesOf(target.key)), new Set(placesOf(actual.key))];
		if (actuals.size === 0 || [...actuals].every((place) => targets.has(place)) === true || targets.size === 0)
			continue;
		warnings.push({
			code: 'target_apart',
			text: {
				'zh-CN': `细则 ${rule.code} 的目标值与完成数分在两处，分开后须重新登记，在此之前该项为未评。`,
				'en-US': `Criterion ${rule.code}: target and actual are in different places; record them anew, until then it is unknown.`,
			},
		});
	}
	return warnings;
}
