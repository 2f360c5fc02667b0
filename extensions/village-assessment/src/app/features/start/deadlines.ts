// Dates that come near: of the assessment and of the votes.
import type { AssessmentRow } from '#app/shared/assessments.ts';
import { dayOf, daysBetween } from '#domain/days.ts';
import type { OpenAdjustment } from './load-work.ts';

export type DeadlineKind = 'submission' | 'notice_begins' | 'notice_ends' | 'vote';

export interface Deadline {
	readonly key: string;
	readonly kind: DeadlineKind;
	/** YYYY-MM-DD, where the user sits. */
	readonly date: string;
	/** Whole days from today; negative: over. */
	readonly days: number;
	/** Of a vote: which one. */
	readonly adjustment: OpenAdjustment | null;
}

/** Days before which a date is near. */
export const NEAR = 7;

/** A date that has passed is told for as long as it still asks for something. */
const DATES = {
	preparing: ['submission'],
	collecting: ['submission'],
	reviewing: ['notice_begins'],
	publicized: ['notice_ends'],
	final: [],
} as const satisfies Record<AssessmentRow['status'], readonly DeadlineKind[]>;

const FIELDS = {
	submission: 'submission_deadline',
	notice_begins: 'publicity_from',
	notice_ends: 'publicity_to',
} as const;

/** In order of their dates. */
export function deadlines(
	assessment: AssessmentRow,
	adjustments: readonly OpenAdjustment[],
	today: Date,
): readonly Deadline[] {
	const own = DATES[assessment.status].flatMap((kind) => {
		const date = assessment[FIELDS[kind]];
		return date === null ? [] : [{ key: kind, kind, date: date.slice(0, 10), adjustment: null }];
	});
	const votes = adjustments.flatMap((adjustment) => {
		const { id, status, vote_deadline: at } = adjustment;
		return status === 'proposed' && at !== null
			? [{ key: id, kind: 'vote' as const, date: dayOf(new Date(at)), adjustment }]
			: [];
	});
	return [...own, ...votes]
		.map((entry) => ({ ...entry, days: daysBetween(dayOf(today), entry.date) }))
		.sort((a, b) => a.days - b.days);
}
