// An example of a criterion in words: what was found, and what it should come to.
import { nameOf, partName, type CriterionRule, type FactSpec, type Locale, type ParamField } from '#engine';
import type { Saying } from '#app/shared/texts.ts';
import { optionText, optionValue } from './reading-options.ts';
import type { TEXTS } from './texts.ts';
import { listOf, rowOf, textOf, type Row } from './values.ts';

type Say = Saying<typeof TEXTS>['say'];

interface Speaking {
	readonly rule: CriterionRule | null;
	readonly locale: Locale;
	readonly say: Say;
}

export interface Found {
	readonly name: string;
	readonly value: string;
}

/** Each fact with its name and value; one that the rule does not know is called by its key. */
export function factsInWords(example: Row, { rule, locale, say }: Speaking): readonly Found[] {
	const facts = listOf(example['facts']).map((fact) => {
		const spec = rule?.facts.find(({ key }) => key === fact['fact']);
		return {
			name: spec === undefined ? textOf(fact['fact']) : nameOf(spec.label, locale),
			value: dated(fact, spec, { locale, say }),
		};
	});
	const categories = rule?.method === 'discretionary' ? rule.params.categories : [];
	const decided = listOf(example['adjustments']).map(({ category, occurrences }) => {
		const known = categories.find(({ key }) => key === category);
		return { name: known === undefined ? textOf(category) : nameOf(known.label, locale), value: textOf(occurrences) };
	});
	return [...facts, ...decided];
}

function dated(fact: Row, spec: FactSpec | undefined, { locale, say }: Pick<Speaking, 'locale' | 'say'>): string {
	const said = factValue(spec, textOf(fact['value']), { locale, say });
	const date = textOf(fact['observed_on']);
	const shown =
		spec?.reported === true && Number(fact['value']) > 0
			? say(textOf(fact['reported_on']) === '' ? 'unreported' : 'reported', { said })
			: said;
	return date === '' ? shown : say('on_day', { said: shown, date });
}

function factValue(
	spec: FactSpec | undefined,
	value: string,
	{ locale, say }: Pick<Speaking, 'locale' | 'say'>,
): string {
	if (spec?.kind === 'presence') return say(Number(value) > 0 ? 'there' : 'missing');
	if (spec?.kind === 'yes_no' || spec?.kind === 'no_plan' || spec?.kind === 'waiver')
		return say(Number(value) > 0 ? 'yes' : 'no');
	return spec?.unit ? `${value} ${nameOf(spec.unit, locale)}` : value;
}

/** The other readings that an example takes, in words; empty where it takes those in force. */
export function overridesInWords(
	example: Row,
	{ row, fields, ...speaking }: Speaking & { readonly row: Row; readonly fields: readonly ParamField[] },
): string {
	return Object.entries(rowOf(example['params']))
		.filter(
			([param, value]) =>
				optionValue(value) !== optionValue(param === 'points' ? row['points'] : rowOf(row['params'])[param]),
		)
		.map(
			([param, value]) =>
				`${partName(param, fields)[speaking.locale]}：${optionText(optionValue(value), { param, rule: speaking.rule, field: fields.find(({ name }) => name === param), locale: speaking.locale })}`,
		)
		.join('；');
}

export function pointsInWords(awarded: unknown, attainable: unknown, say: Say): string {
	const [certain, most] = [textOf(awarded), textOf(attainable)];
	return Number(certain) === Number(most)
		? say('points', { awarded: certain })
		: say('points_open', { awarded: certain, attainable: most });
}
