// An example of a criterion, run against the rule as it stands: what the screens show beside it while the rule is being edited.
import { scoreCriterion } from '../score.ts';
import type { Line } from '../types.ts';
import { factsOfExample, occurrencesOfExample, problemsOfExample, withOverrides } from './meaning.ts';
import type { Problem } from './problem.ts';
import { inspectRule } from './rule.ts';
import { exampleShape } from './rulebook-shape.ts';
import { shape } from './shape.ts';

export interface ExampleRun {
	/** null: the rule or the example cannot be used. */
	readonly line: Line | null;
	/** Empty: the example says what the rule gives. */
	readonly problems: readonly Problem[];
}

/** `row` is a criterion as `parseRule` takes it, `example` one of its examples. Never throws. */
export function runExample(row: unknown, example: unknown): ExampleRun {
	const shaped = shape(exampleShape, example);
	const read = inspectRule(row, []);
	if (!shaped.ok || read.rule === null) return { line: null, problems: shaped.ok ? read.problems : shaped.problems };
	const doc = { ...asRow(row), points: read.rule.points, params: read.rule.params };
	const overridden = inspectRule(withOverrides(doc, shaped.value), []);
	const problems = problemsOfExample(doc, read.rule, { example: shaped.value, at: [] });
	const line =
		overridden.rule === null
			? null
			: scoreCriterion(overridden.rule, factsOfExample(shaped.value), occurrencesOfExample(shaped.value));
	return { line, problems };
}

const asRow = (row: unknown): object => (typeof row === 'object' && row !== null ? row : {});
