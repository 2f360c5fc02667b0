// How an assessment is named where it is shown or chosen: with its year and where it stands.
import { ASSESSMENT_STATUS_LABELS } from '#domain/assessments/status.ts';
import type { Label } from '#engine';
import type { AssessmentRow } from './assessments.ts';

type Named = Pick<AssessmentRow, 'title' | 'year'>;

/** Titles are the office's own, and some do not name the year. */
export const nameOf = ({ title, year }: Named): string => (title.includes(String(year)) ? title : `${year} ${title}`);

export const nameWithStatus = (row: Named & Pick<AssessmentRow, 'status'>, tl: (label: Label) => string): string =>
	`${nameOf(row)} · ${tl(ASSESSMENT_STATUS_LABELS[row.status])}`;
