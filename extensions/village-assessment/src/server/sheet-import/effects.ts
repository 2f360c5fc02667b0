// What each village's score would become once every row of the sheet is verified: the drain's own arithmetic over facts that are
// not there yet.
import { setImmediate } from 'node:timers/promises';
import { RuleError, type Fact } from '#engine';
import type { VillageEffect } from '#domain/contracts/sheet-import.ts';
import { dateText, textOrNull, type Database } from '#server/platform/database.ts';
import { computeScorecard } from '#server/scoring/compute.ts';
import { loadScorecards } from '#server/scoring/load.ts';
import { lineKey, loadEvidence, type Evidence } from '#server/scoring/load-evidence.ts';
import type { JudgedRow } from './judge.ts';

/** Items without an id yet; no rule depends on it. */
const unsavedId = (at: number): string => `ffffffff-ffff-4fff-bfff-${at.toString(16).padStart(12, '0')}`;

export async function effectsOf(database: Database, judged: readonly JudgedRow[]): Promise<VillageEffect[]> {
	const counting = judged.flatMap((one, at) => {
		const fact = one.outcome === 'create' || one.outcome === 'change' ? factOf(one, at) : null;
		const { village, criterion } = one.row;
		return fact === null || village === null || criterion === null
			? []
			: [
					{
						fact,
						village,
						key: lineKey(village.scorecard, criterion.id),
						criterion: criterion.id,
						item: one.item?.id ?? null,
					},
				];
	});
	const marked = new Map(
		counting.map(({ key, village, criterion }) => [key, { scorecard: village.scorecard, criterion }]),
	);
	const cards = await loadScorecards(database, [...marked.values()]);
	const evidence = await loadEvidence(
		database,
		cards.flatMap(({ lines }) => lines.filter(({ stale, rule }) => stale && !(rule instanceof RuleError))),
	);
	const replaced = new Set(counting.flatMap(({ item }) => item ?? []));
	const added = new Map<string, Fact[]>();
	for (const { key, fact } of counting) added.set(key, [...(added.get(key) ?? []), fact]);
	const after = new Map<string, Evidence>(
		[...evidence].map(([key, { facts, adjustments }]) => [
			key,
			{ facts: [...facts.filter(({ id }) => !replaced.has(id)), ...(added.get(key) ?? [])], adjustments },
		]),
	);
	const effects: VillageEffect[] = [];
	for (const card of cards) {
		await setImmediate();
		const [before, then] = [evidence, after].map((known) => computeScorecard(card, known).totals);
		effects.push({
			scorecard: card.id,
			village: card.villageName,
			rows: counting.filter(({ village }) => village.scorecard === card.id).length,
			total: { before: Number(before?.total), after: Number(then?.total) },
			attainable: { before: Number(before?.attainable), after: Number(then?.attainable) },
		});
	}
	return effects;
}

function factOf({ after }: JudgedRow, at: number): Fact | null {
	if (after === null || (after.value ?? null) === null) return null;
	const { value, numerator, denominator, observed_on: observed, reported_on: reported } = after;
	return {
		id: unsavedId(at),
		fact: String(after.fact),
		value: textOrNull(value),
		numerator: textOrNull(numerator),
		denominator: textOrNull(denominator),
		observedOn: dateText(observed),
		reportedOn: dateText(reported),
	};
}
