// An assessment changes its state only by the transition, and its rulebook only by the move; frozen, it changes not at all.
import { columnOf, dateText, type Database } from '#server/platform/database.ts';
import { ASSESSMENT_STATUS_LABELS, FROZEN } from '#domain/assessments/status.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Guard, Payload, Proposed } from '#server/platform/guard.ts';
import type { StoredAssessment } from '#server/platform/tables.ts';
import { idOf } from '#domain/uuid.ts';
import { findRulebookStatus } from '#server/rulebooks/repository.ts';
import { findAssessmentsByIds } from './repository/assessments.ts';
import { findDatedItems, hasRecords } from './repository/records.ts';

const FIRST_STATES = ['preparing', 'collecting'];
/** What the course itself sets, or what may still be said of a frozen assessment. */
const WRITTEN_BY_THE_COURSE = ['result_digest', 'result_digest_form', 'publicity_from', 'publicity_to'];
/** Where the public reads the result, and whom it asks: no part of the result. */
const NEVER_FROZEN = ['scorecards', 'public_online', 'publicity_contact'];

export const assessments: Guard = {
	collections: ['assessments'],
	create: async (payload, { database }) => {
		const status = payload['status'] ?? 'preparing';
		if (!FIRST_STATES.includes(String(status))) throw new DomainError('STATUS_BY_TRANSITION');
		if (status === 'collecting') await refuseUnpublished(database, idOf(payload['rulebook']));
		refuseServerFields(payload, {});
		refuseDeadline(payload);
		return payload;
	},
	update: async (payload, { database, keys }) => {
		const rows = await findAssessmentsByIds(database, keys);
		for (const row of rows) {
			if (payload['status'] !== undefined && payload['status'] !== row.status)
				throw new DomainError('STATUS_BY_TRANSITION');
			refuseServerFields(payload, row);
			if (
				['submission_deadline', 'year'].some(
					(field) => payload[field] !== undefined && !isSame(row, field, payload[field]),
				)
			)
				refuseDeadline({ ...row, ...payload });
			const changed = Object.keys(payload).some(
				(field) => !NEVER_FROZEN.includes(field) && !isSame(row, field, payload[field]),
			);
			if (changed && FROZEN.includes(row.status)) {
				throw new DomainError('ASSESSMENT_CLOSED', {
					assessment: row.title,
					status: ASSESSMENT_STATUS_LABELS[row.status],
					who: { 'zh-CN': '考核内容已锁定', 'en-US': 'it is frozen' },
				});
			}
			if (payload['year'] !== undefined && Number(payload['year']) !== row.year) await refuseOtherYear(database, row);
			if (payload['rulebook'] === undefined || idOf(payload['rulebook']) === row.rulebook) continue;
			// Records are carried over by criterion code, which only the move does.
			if (await hasRecords(database, row.id)) throw new DomainError('RULEBOOK_BY_MOVE');
			if (row.status !== 'preparing') await refuseUnpublished(database, idOf(payload['rulebook']));
		}
		return payload;
	},
};

const DAYS = ['submission_deadline', 'publicity_from', 'publicity_to'];

/** A form may send back what it read; a day the databases give back in different clothes. */
function isSame(row: Partial<StoredAssessment>, field: string, given: unknown): boolean {
	const stored = columnOf(row, field);
	return DAYS.includes(field) ? dateText(stored) === dateText(given) : String(stored ?? '') === String(given ?? '');
}

/** Evidence is due while the year of the assessment lasts. */
function refuseDeadline({ submission_deadline: deadline, year }: Proposed<StoredAssessment>): void {
	const date = dateText(deadline);
	if (date !== null && Number(date.slice(0, 4)) !== Number(year))
		throw new DomainError(
			'DEADLINE_OUTSIDE_THE_YEAR',
			{ date, year: String(year) },
			{ collection: 'assessments', field: 'submission_deadline' },
		);
}

/** Begun at once, an assessment has what the transition would ask of it. */
async function refuseUnpublished(database: Database, rulebook: string | null): Promise<void> {
	const status = rulebook === null ? undefined : await findRulebookStatus(database, rulebook);
	if (status === undefined || status === 'published') return;
	const { preparing: from, collecting: to } = ASSESSMENT_STATUS_LABELS;
	throw new DomainError('TRANSITION_REFUSED', {
		from,
		to,
		obstacles: { 'zh-CN': '所用细则尚未发布。', 'en-US': 'its rulebook is not published.' },
	});
}

/** What was observed was observed in the assessment's year. */
async function refuseOtherYear(database: Database, { id, year }: StoredAssessment): Promise<void> {
	const dated = await findDatedItems(database, id);
	if (dated.length > 0)
		throw new DomainError('YEAR_HAS_EVIDENCE', { year: String(year) }, { items: dated.map((item) => item.id) });
}

function refuseServerFields(payload: Payload, row: Partial<StoredAssessment>): void {
	const field = WRITTEN_BY_THE_COURSE.find(
		(name) => (payload[name] ?? null) !== null && !isSame(row, name, payload[name]),
	);
	if (field !== undefined)
		throw new DomainError('WRITTEN_BY_THE_SERVER', { field }, { collection: 'assessments', field });
}
