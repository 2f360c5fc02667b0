/** The scoring engine: pure, exact, and the same for hook, preview, import, bench and tests. */
export { ENGINE_VERSION } from './version.ts';
export { partOf, score, scoreCriterion } from './score.ts';
export { totals } from './totals.ts';
export { checkFact, factsOf, percentOf } from './facts.ts';
export { EXAMINATION_LABELS } from './text/examinations.ts';
export { explain } from './text/explain.ts';
export { dayText, factName, factText, factValueText, type StatedFact } from './text/fact-text.ts';
export { stateText } from './text/states.ts';
export { factProblemText } from './text/words.ts';
export { parseRule } from './validate/rule.ts';
export { parseRulebook, validateRulebook, type RulebookCheck } from './validate/rulebook.ts';
export { RuleError, pathText, type Path, type Problem } from './validate/problem.ts';
export { runExample, type ExampleRun } from './forms/example.ts';
export * from './forms/fields.ts';
export { partName, placeText } from './forms/place.ts';
export { choiceText } from './text/readings.ts';
export { nameOf } from './text/words.ts';
export * from './types.ts';
