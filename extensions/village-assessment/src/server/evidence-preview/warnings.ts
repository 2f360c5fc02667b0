// What may be saved but is worth a second look.
import { EXAMINATION_LABELS, EXAMINATIONS, type CriterionRule, type Line } from '#engine';
import type { ProposedItem } from '#server/evidence/change.ts';
import type { Database } from '#server/platform/database.ts';
import { plausibilityWarnings } from '#domain/evidence/plausibility/plausibility.ts';
import type { PreviewWarning } from '#domain/contracts/evidence-preview.ts';
import { findExaminations } from './repository.ts';

interface Asked {
	readonly database: Database;
	readonly rule: CriterionRule;
	readonly after: ProposedItem;
	/** The line as it stands. */
	readonly line: Line;
}

export async function warnings({ database, rule, after, line }: Asked): Promise<readonly PreviewWarning[]> {
	return [
		...(await unusualExamination({ database, after })),
		...notReported(rule, after),
		...meantOtherwise(rule, after),
		...alreadyWaived(rule, { after, line }),
	];
}

/** Evidence by a method outside its indicator's list is accepted all the same (考核方式). */
async function unusualExamination({
	database,
	after,
}: Pick<Asked, 'database' | 'after'>): Promise<readonly PreviewWarning[]> {
	const given = EXAMINATIONS.find((one) => one === after.examination);
	if (given === undefined) return [];
	const stored = await findExaminations(database, String(after.criterion));
	const usual = EXAMINATIONS.filter((one) => Array.isArray(stored) && stored.includes(one));
	if (usual.length === 0 || usual.includes(given)) return [];
	const names = (locale: 'zh-CN' | 'en-US'): string =>
		usual.map((one) => EXAMINATION_LABELS[one][locale]).join(locale === 'zh-CN' ? '、' : ', ');
	return [
		{
			code: 'examination',
			field: 'examination',
			text: {
				'zh-CN': `“${EXAMINATION_LABELS[given]['zh-CN']}”不在本指标规定的考核方式之内（${names('zh-CN')}），可以保存，请核对。`,
				'en-US':
					`“${EXAMINATION_LABELS[given]['en-US']}” is not among the ways in which this indicator is examined ` +
					`(${names('en-US')}). It may be saved; check it.`,
			},
		},
	];
}

function meantOtherwise(
	rule: CriterionRule,
	{ fact, value, denominator, case_ref }: ProposedItem,
): readonly PreviewWarning[] {
	return plausibilityWarnings(rule, { fact, value, denominator, case_ref }).map(({ code, field, text, instead }) => ({
		code,
		field,
		text,
		instead,
	}));
}

/** Clause 1.2: a document counts only when it has been reported as well. */
function notReported(rule: CriterionRule, after: ProposedItem): readonly PreviewWarning[] {
	const spec = rule.facts.find(({ key }) => key === after.fact);
	if (spec === undefined || !spec.reported || Number(after.value) !== 1 || (after.reported_on ?? null) !== null)
		return [];
	return [
		{
			code: 'not_reported',
			field: 'reported_on',
			text: {
				'zh-CN': '没有填写上报日期：须已上报街道扶贫办才算具备，现按缺少计。',
				'en-US':
					'There is no date reported: it counts only once it has been reported, and is taken as missing for now.',
			},
		},
	];
}

function alreadyWaived(rule: CriterionRule, { after, line }: Pick<Asked, 'after' | 'line'>): readonly PreviewWarning[] {
	const spec = rule.facts.find(({ key }) => key === after.fact);
	if (line.state !== 'waived' || spec?.kind === 'waiver') return [];
	return [
		{
			code: 'waived',
			field: 'criterion',
			text: {
				'zh-CN': '本条已核实为不适用，按满分计；这条材料予以保留，但目前不影响得分。',
				'en-US':
					'This criterion is verified as not applicable and has full marks; the item is kept but changes nothing for now.',
			},
		},
	];
}
