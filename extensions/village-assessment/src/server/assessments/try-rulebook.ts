// What an assessment would come to under another version of the rulebook: its recorded facts, scored anew. Reads only; nothing is kept.
import type { Change, Trial, TriedLine, TriedVillage } from '#domain/contracts/rulebooks.ts';
import { explain, scoreCriterion, totals, type CriterionRule, type Label, type Line } from '#engine';
import { batches, type Database } from '#server/platform/database.ts';
import { loadScorecards, type LoadedScorecard } from '#server/scoring/load.ts';
import { lineKey, loadEvidence, type Evidence } from '#server/scoring/load-evidence.ts';
import { findAttainable, findScorecardsByVillageCode } from './repository/scorecards.ts';

/** Few at a time: on SQLite a long read keeps writers waiting. */
const SCORECARDS_PER_READ = 20;

interface Trying {
	readonly assessment: string;
	readonly rules: readonly CriterionRule[];
	readonly lostCodes: readonly string[];
}

/** Marks must have been drained before: what stands stored is the `before`. */
export async function tryRulebook(database: Database, { assessment, rules, lostCodes }: Trying): Promise<Trial> {
	const ids = await findScorecardsByVillageCode(database, assessment);
	const cards: TriedCard[] = [];
	for (const some of batches(ids, SCORECARDS_PER_READ)) cards.push(...(await tryCards(database, some, rules)));
	const ranked = rankedAnew(cards);
	const changed = ranked.filter(({ village }) => hasChanged(village)).map(({ village }) => village);
	return {
		villages: changed,
		unchanged: cards.length - changed.length,
		lost_codes: lostCodes,
		ignored: ignoredOf(cards),
	};
}

interface TriedCard {
	readonly excluded: boolean;
	readonly village: TriedVillage;
	readonly ignored: ReadonlyMap<string, number>;
}

async function tryCards(
	database: Database,
	ids: readonly string[],
	rules: readonly CriterionRule[],
): Promise<TriedCard[]> {
	const cards = await loadScorecards(
		database,
		ids.map((scorecard) => ({ scorecard, criterion: null })),
	);
	const evidence = await loadEvidence(
		database,
		cards.flatMap(({ lines }) => lines),
	);
	const attainable = await findAttainable(database, ids);
	return cards.map((card) => tryCard(card, { evidence, rules, attainable: String(attainable.get(card.id) ?? 0) }));
}

interface Under {
	readonly evidence: ReadonlyMap<string, Evidence>;
	readonly rules: readonly CriterionRule[];
	readonly attainable: string;
}

function tryCard(card: LoadedScorecard, { evidence, rules, attainable }: Under): TriedCard {
	const before = new Map(card.lines.map((line) => [line.code, line]));
	const ignored = new Map<string, number>();
	const after: Line[] = [];
	const lines: TriedLine[] = [];
	for (const rule of rules) {
		const old = before.get(rule.code);
		before.delete(rule.code);
		const { facts, adjustments } = (old && evidence.get(lineKey(card.id, old.criterion))) ?? {
			facts: [],
			adjustments: [],
		};
		const line = scoreCriterion(rule, facts, adjustments);
		after.push(line);
		// What the rule in force leaves out already is no news.
		const news =
			ignoredItems(line) -
			(old === undefined || old.rule instanceof Error ? 0 : ignoredItems(scoreCriterion(old.rule, facts, adjustments)));
		if (news > 0) ignored.set(rule.code, news);
		const change = {
			awarded: { before: old?.stored?.awarded ?? null, after: line.awarded },
			attainable: { before: old?.stored?.attainable ?? null, after: line.attainable },
		};
		if (differs(change.awarded) || differs(change.attainable))
			lines.push({
				code: rule.code,
				title: rule.title,
				...change,
				explanation: { 'zh-CN': explain(rule, line, 'zh-CN'), 'en-US': explain(rule, line, 'en-US') },
			});
	}
	for (const { code, rule, stored } of before.values()) {
		const title: Label = rule instanceof Error ? { 'zh-CN': code } : rule.title;
		lines.push({
			code,
			title,
			awarded: { before: stored?.awarded ?? null, after: null },
			attainable: { before: stored?.attainable ?? null, after: null },
			explanation: null,
		});
	}
	const sums = totals(after);
	const village = {
		scorecard: card.id,
		village_name: card.villageName,
		total: { before: card.total ?? '0', after: sums.total },
		attainable: { before: attainable, after: sums.attainable },
		rank: { before: card.rank, after: null },
		lines,
	};
	return { excluded: card.excluded, village, ignored };
}

const ignoredItems = ({ reasons }: Line): number =>
	reasons.filter(({ code }) => code === 'ignored').reduce((sum, { evidence }) => sum + evidence.length, 0);

/** SQLite gives 2.1 where the engine says "2.1", PostgreSQL "2.10". */
const differs = ({ before, after }: Change<string | number | null>): boolean =>
	before === null || after === null ? before !== after : Number(before) !== Number(after);

const hasChanged = ({ total, attainable, rank, lines }: TriedVillage): boolean =>
	lines.length > 0 || differs(total) || differs(attainable) || differs(rank);

/** By total, the best first, ties sharing a rank; villages taken out come last and have none. */
function rankedAnew(cards: readonly TriedCard[]): readonly TriedCard[] {
	const sorted = [...cards].sort(
		(a, b) => Number(a.excluded) - Number(b.excluded) || Number(b.village.total.after) - Number(a.village.total.after),
	);
	let place = 0;
	return sorted.map((card, index) => {
		const above = sorted[index - 1];
		if (above === undefined || differs({ before: above.village.total.after, after: card.village.total.after }))
			place = index + 1;
		return {
			...card,
			village: { ...card.village, rank: { before: card.village.rank.before, after: card.excluded ? null : place } },
		};
	});
}

function ignoredOf(cards: readonly TriedCard[]): readonly { readonly code: string; readonly items: number }[] {
	const sums = new Map<string, number>();
	for (const { ignored } of cards) for (const [code, items] of ignored) sums.set(code, (sums.get(code) ?? 0) + items);
	return [...sums].map(([code, items]) => ({ code, items }));
}
