// The ways of examining (考核方式) as choices; their names are in the table of texts that the item page uses too.
import { useI18n } from 'vue-i18n';
import { EXAMINATIONS, type Examination } from '#engine';

export interface ExaminationGroups {
	/** Those that the rulebook names for all of the indicators in question. */
	readonly named: readonly Examination[];
	/** The rest: taken too, with a warning. */
	readonly other: readonly Examination[];
}

export function examinationsFor(
	indicators: readonly { readonly examined_by: readonly Examination[] | null }[],
): ExaminationGroups {
	const isNamed = (way: Examination): boolean =>
		indicators.length > 0 && indicators.every(({ examined_by: ways }) => ways?.includes(way));
	const decided: Examination = 'leadership_decision';
	const offered = EXAMINATIONS.filter((way) => way !== decided);
	return { named: offered.filter(isNamed), other: offered.filter((way) => !isNamed(way)) };
}

export function useExaminationNames(): (way: Examination) => string {
	const { t } = useI18n({ useScope: 'global' });
	return (way) => t(`choice_examination_${way}`);
}
