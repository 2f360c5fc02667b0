// From what was loaded to what is to be written. Pure: the engine's answers, put beside the lines that stay as they are.
import {
	RuleError,
	explain,
	partOf,
	scoreCriterion,
	stateText,
	totals,
	type Line,
	type Part,
	type State,
	type Totals,
} from '#engine';
import type { LoadedLine, LoadedScorecard } from './load.ts';
import { lineKey, type Evidence } from './load-evidence.ts';
import type { Rule } from './rules.ts';

export interface ComputedLine extends Line {
	readonly scorecard: string;
	readonly stateText: string;
	readonly explanation: string;
}

export interface ComputedScorecard {
	readonly card: LoadedScorecard;
	/** Only the stale ones. */
	readonly lines: readonly ComputedLine[];
	readonly totals: Totals;
}

interface Standing {
	readonly part: Part;
	readonly awarded: string;
	readonly attainable: string;
	readonly state: State;
}

const NO_EVIDENCE: Evidence = { facts: [], adjustments: [] };

export function computeScorecard(card: LoadedScorecard, evidence: ReadonlyMap<string, Evidence>): ComputedScorecard {
	const lines: ComputedLine[] = [];
	const standings: Standing[] = [];
	for (const line of card.lines) {
		if (line.stored !== null && !line.stale) {
			standings.push({ part: partOfRule(line.rule), ...line.stored });
			continue;
		}
		const computed = computeLine(line, evidence.get(lineKey(card.id, line.criterion)) ?? NO_EVIDENCE);
		lines.push(computed);
		standings.push(computed);
	}
	return { card, lines, totals: totals(standings) };
}

const partOfRule = (rule: Rule): Part => (rule instanceof RuleError ? 'criterion' : partOf(rule));

function computeLine({ scorecard, criterion, rule }: LoadedLine, { facts, adjustments }: Evidence): ComputedLine {
	if (rule instanceof RuleError) return unscorable(scorecard, criterion, rule);
	const line = scoreCriterion(rule, facts, adjustments);
	return { ...line, scorecard, stateText: stateText(line.state, 'zh-CN'), explanation: explain(rule, line, 'zh-CN') };
}

/** A rule that raw SQL has spoilt scores nothing and says so; it never stops the scores of the others. */
const unscorable = (scorecard: string, criterion: string, error: RuleError): ComputedLine => ({
	scorecard,
	criterion,
	part: 'criterion',
	awarded: '0',
	attainable: '0',
	state: 'pending',
	reasons: [],
	evidenceCount: 0,
	stateText: stateText('pending', 'zh-CN'),
	explanation: error.message,
});
