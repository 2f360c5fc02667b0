// What a corrected notice says: each line, total and rank that is not what it was in the notice before.
import type { Correction, ResultDocument, VillageResult } from '#domain/contracts/public-notice.ts';

/** `isUpheld`: an appeal of this village (by its scorecard) against this criterion was upheld. */
export function correctionsOf(
	before: ResultDocument,
	after: ResultDocument,
	isUpheld: (village: string, criterion: string) => boolean,
): readonly Correction[] {
	const earlier = new Map(before.villages.map((village) => [village.id, village]));
	return after.villages.flatMap((village) => {
		const was = earlier.get(village.id);
		return was === undefined ? [] : changesOf(was, village, isUpheld);
	});
}

function changesOf(
	was: VillageResult,
	now: VillageResult,
	isUpheld: (village: string, criterion: string) => boolean,
): Correction[] {
	const lines = new Map(was.lines.map((line) => [line.criterion, line]));
	const changed: Correction[] = now.lines.flatMap((line) => {
		const old = lines.get(line.criterion);
		if (old === undefined || old.awarded === line.awarded) return [];
		return [
			{
				village: now.name,
				criterion: line.criterion,
				field: 'points',
				before: old.awarded,
				after: line.awarded,
				before_explanation: old.explanation,
				after_explanation: line.explanation,
				cause: isUpheld(now.id, line.criterion) ? 'appeal_upheld' : 'reviewed',
			},
		];
	});
	const cause = changed.some((one) => one.cause === 'appeal_upheld') ? 'appeal_upheld' : 'reviewed';
	const figure = (field: 'total' | 'rank', old: string, value: string): Correction[] =>
		old === value
			? []
			: [
					{
						village: now.name,
						criterion: null,
						field,
						before: old,
						after: value,
						before_explanation: null,
						after_explanation: null,
						cause,
					},
				];
	return [
		...changed,
		...figure('total', was.total, now.total),
		...figure('rank', String(was.rank ?? ''), String(now.rank ?? '')),
	];
}
