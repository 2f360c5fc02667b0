// A late report (迟报资料) of clause 2.4, as evidence, for something that was handed in after the deadline. Pure.
import type { Label } from '#engine';
import type { RulebookContents } from '#app/features/scorecards/rulebook-contents.ts';
import type { Submission } from './submissions.ts';

/** Where the source document takes points for late reports. */
const CLAUSE = '2.4';
const FACT = 'late_report';

export interface LateReport {
	readonly criterion: { readonly code: string };
	readonly label: Label;
	readonly body: {
		readonly scorecard: string;
		readonly criterion: string;
		readonly fact: string;
		readonly value: number;
		readonly case_ref: string;
		readonly observed_on: string;
		readonly status: 'verified';
	};
}

/** null: this rulebook takes no points for it. `day` is when it was handed in, YYYY-MM-DD. */
export function lateReportOf(
	item: Submission,
	{ rulebook, day }: { readonly rulebook: RulebookContents; readonly day: string },
): LateReport | null {
	const criterion = rulebook.criteria.find(({ code }) => code === CLAUSE);
	const spec = criterion?.rule?.facts.find(({ key }) => key === FACT);
	const { year, submission_deadline: deadline } = item.scorecard.assessment;
	if (criterion === undefined || spec === undefined || deadline === null || day === '') return null;
	const last = `${year}-12-31`;
	return {
		criterion,
		label: spec.label,
		body: {
			scorecard: item.scorecard.id,
			criterion: criterion.id,
			fact: FACT,
			value: 1,
			// What came on one day for one criterion was late once.
			case_ref: `细则${rulebook.byId.get(item.criterion)?.code ?? ''}材料 ${day} 提交，截止 ${deadline}`,
			observed_on: day < last ? day : last,
			status: 'verified',
		},
	};
}
