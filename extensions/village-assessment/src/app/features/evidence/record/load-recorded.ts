// What somebody has recorded today in an assessment, newest first: on this page, by confirming many, or on an item's own page.
import { factText, type Locale } from '#engine';
import type { EvidenceStatus } from '#domain/evidence/workflow.ts';
import type { AssessmentApi } from '#app/shared/api.ts';
import type { RulebookContents } from '#app/features/scorecards/rulebook-contents.ts';
import { ITEM_FIELDS } from '#app/features/scorecards/score-card.ts';

export interface Recorded {
	readonly id: string;
	readonly village: string;
	/** The criterion's code and the fact in words. */
	readonly what: string;
	readonly status: EvidenceStatus;
	/** As it was read: what somebody has changed since is not taken back unseen. */
	readonly date_updated: string | null;
	/** Its author has taken it back. */
	readonly undone: boolean;
}

export interface Of {
	readonly assessment: string;
	readonly user: string;
	readonly locale: Locale;
}

/** Throws a `Failure`. */
export async function loadRecorded(
	api: Pick<AssessmentApi, 'readItems'>,
	{ assessment, user, locale }: Of,
	{ byId }: RulebookContents,
): Promise<readonly Recorded[]> {
	const today = new Date();
	today.setHours(0, 0, 0, 0);
	const rows = await api.readItems('evidence_items', {
		fields: [...ITEM_FIELDS, 'status', 'date_updated', 'taken_back', { scorecard: ['village_name'] }],
		filter: {
			user_created: { _eq: user },
			scorecard: { assessment: { _eq: assessment } },
			date_created: { _gte: today.toISOString() },
		},
		sort: ['-date_created'],
	});
	return rows.map((row) => {
		const criterion = byId.get(row.criterion);
		const words = factText(
			criterion?.rule ?? null,
			{ ...row, caseRef: row.case_ref, reportedOn: row.reported_on },
			locale,
		);
		return {
			id: row.id,
			village: row.scorecard.village_name,
			what: `${criterion?.code ?? ''} ${words}`.trim(),
			status: row.status,
			date_updated: row.date_updated,
			undone: row.status === 'returned' && row.taken_back,
		};
	});
}
