// An example of a criterion in words: what was found, and what it should come to.
import { nameOf, partName, type CriterionRule, type FactSpec, type Locale, type ParamField } from '#engine';
import type { Translations } from '#app/shared/texts.ts';
import { optionText, optionValue } from './reading-options.ts';
import type { TEXTS } from './texts.ts';
import { listOf, rowOf, textOf, type Row } from './values.ts';

type Translate = Translations<typeof TEXTS>['t'];

interface TranslationContext {
	readonly rule: CriterionRule | null;
	readonly locale: Locale;
	readonly t: Translate;
}

export interface Found {
	readonly name: string;
	readonly value: string;
}

/** Each fact with its name and value; one that the rule does not know is called by its key. */
export function factsInWords(example: Row, { rule, locale, t }: TranslationContext): readonly Found[] {
	const facts = listOf(example['facts']).map((fact) => {
		const spec = rule?.facts.find(({ key }) => key === fact['fact']);
		return {
			name: spec === undefined ? textOf(fact['fact']) : nameOf(spec.label, locale),
			value: dated(fact, spec, { locale, t }),
		};
	});
	const categories = rule?.method === 'discretionary' ? rule.params.categories : [];
	const decided = listOf(example['adjustments']).map(({ category, occurrences }) => {
		const known = categories.find(({ key }) => key === category);
		return { name: known === undefined ? textOf(category) : nameOf(known.label, locale), value: textOf(occurrences) };
	});
	return [...facts, ...decided];
}

function dated(fact: Row, spec: FactSpec | undefined, { locale, t }: Pick<TranslationContext, 'locale' | 't'>): string {
	const value = factValue(spec, textOf(fact['value']), { locale, t });
	const date = textOf(fact['observed_on']);
	const shown =
		spec?.reported === true && Number(fact['value']) > 0
			? t(textOf(fact['reported_on']) === '' ? 'unreported' : 'reported', { value })
			: value;
	return date === '' ? shown : t('on_day', { value: shown, date });
}

function factValue(
	spec: FactSpec | undefined,
	value: string,
	{ locale, t }: Pick<TranslationContext, 'locale' | 't'>,
): string {
	if (spec?.kind === 'presence') return t(Number(value) > 0 ? 'there' : 'missing');
	if (spec?.kind === 'yes_no' || spec?.kind === 'no_plan' || spec?.kind === 'waiver')
		return t(Number(value) > 0 ? 'yes' : 'no');
	return spec?.unit ? `${value} ${nameOf(spec.unit, locale)}` : value;
}

/** The other readings that an example takes, in words; empty where it takes those in force. */
export function overridesInWords(
	example: Row,
	{ row, fields, ...context }: TranslationContext & { readonly row: Row; readonly fields: readonly ParamField[] },
): string {
	return Object.entries(rowOf(example['params']))
		.filter(
			([param, value]) =>
				optionValue(value) !== optionValue(param === 'points' ? row['points'] : rowOf(row['params'])[param]),
		)
		.map(
			([param, value]) =>
				`${partName(param, fields)[context.locale]}：${optionText(optionValue(value), {
					param,
					rule: context.rule,
					field: fields.find(({ name }) => name === param),
					locale: context.locale,
				})}`,
		)
		.join('；');
}

export function pointsInWords(awarded: unknown, attainable: unknown, t: Translate): string {
	const [certain, most] = [textOf(awarded), textOf(attainable)];
	return Number(certain) === Number(most)
		? t('points', { awarded: certain })
		: t('points_open', { awarded: certain, attainable: most });
}
