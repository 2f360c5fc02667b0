import { checkFact } from '../facts.ts';
import { scoreCriterion } from '../score.ts';
import { stateText } from '../text/states.ts';
import { factProblemText } from '../text/words.ts';
import type { CriterionRule, Fact, Label, Line, Occurrences } from '../types.ts';
import { problem, type Path, type Problem } from './problem.ts';
import { inspectRule } from './rule.ts';
import type { CriterionDoc, Example } from './rulebook-shape.ts';

/** Third ring: a rule's own examples run, and agree with what they say. */
export function meaningOf(doc: CriterionDoc, rule: CriterionRule, at: Path): readonly Problem[] {
	if (doc.examples.length === 0) return [problem('no_example', at, { name: doc.code })];
	return doc.examples.flatMap((example, index) =>
		problemsOfExample(doc, rule, { example, at: [...at, 'examples', index] }),
	);
}

type Overridable = Pick<CriterionDoc, 'points' | 'params'>;

interface Placed {
	readonly example: Example;
	readonly at: Path;
}

/** What is wrong with one example: facts that could not be recorded, or a result that the rule does not give. */
export function problemsOfExample(doc: Overridable, rule: CriterionRule, { example, at }: Placed): readonly Problem[] {
	const strange = [...strangeOverrides(rule, { example, at }), ...strangeFacts(rule, { example, at })];
	if (strange.length > 0) return strange;

	const read = inspectRule(withOverrides(doc, example), [...at, 'params']);
	if (!read.rule) return read.problems;

	const line = scoreCriterion(read.rule, factsOfExample(example), occurrencesOfExample(example));
	const expected = { awarded: example.awarded, attainable: example.attainable, state: example.state ?? line.state };
	if (same(expected, line)) return [];
	return [problem('example_disagrees', at, { expected: inShort(expected), actual: inShort(line) })];
}

type Result = Pick<Line, 'awarded' | 'attainable' | 'state'>;

function same(a: Result, b: Result): boolean {
	return a.awarded === b.awarded && a.attainable === b.attainable && a.state === b.state;
}

function inShort({ awarded, attainable, state }: Result): Required<Label> {
	const points = awarded === attainable ? awarded : `${awarded}–${attainable}`;
	return {
		'zh-CN': `${points} 分（${stateText(state, 'zh-CN')}）`,
		'en-US': `${points} points (${stateText(state, 'en-US')})`,
	};
}

/** An example may take another reading: then its parameter, or the points, are changed for it alone. */
export function withOverrides<T extends Overridable>(doc: T, { params }: Example): T {
	const { points = doc.points, ...others } = params;
	const given = typeof doc.params === 'object' && doc.params !== null ? doc.params : {};
	return { ...doc, points: String(points), params: { ...given, ...others } };
}

function strangeOverrides(rule: CriterionRule, { example, at }: Placed): readonly Problem[] {
	const allowed = rule.readings.map(({ param }) => param);
	return Object.keys(example.params)
		.filter((name) => !allowed.includes(name))
		.map((name) => problem('example_param', [...at, 'params', name], { name, allowed }));
}

/** Every fact must be one that could be recorded; a waiver also under the reading that does not allow it. */
function strangeFacts(rule: CriterionRule, { example, at }: Placed): readonly Problem[] {
	const allowed = rule.facts.map(({ label }) => label);
	return example.facts.flatMap(({ fact, value }, index) => {
		const check = checkFact(rule, { fact, value });
		if (check.ok || (rule.waivable && check.problem.code === 'waiver_not_allowed')) return [];
		const why = { 'zh-CN': factProblemText(check.problem, 'zh-CN'), 'en-US': factProblemText(check.problem, 'en-US') };
		const values = { name: rule.facts.find(({ key }) => key === fact)?.label ?? fact, value, problem: why, allowed };
		return [problem('example_fact', [...at, 'facts', index], values)];
	});
}

export function factsOfExample({ facts }: Pick<Example, 'facts'>): readonly Fact[] {
	return facts.map(({ fact, value, observed_on: observed, reported_on: reported }, index) => ({
		id: `fact-${index + 1}`,
		fact,
		value,
		observedOn: observed ?? null,
		reportedOn: reported ?? null,
	}));
}

export function occurrencesOfExample({ adjustments }: Pick<Example, 'adjustments'>): readonly Occurrences[] {
	return adjustments.map((adjustment, index) => ({ id: `adjustment-${index + 1}`, ...adjustment }));
}
