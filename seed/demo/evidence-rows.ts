// The visits of one village as evidence items: one item for each fact.
import { percentOf } from '#engine';
import type { Row } from '../merge/row-set.ts';
import { stableId } from '../merge/stable-id.ts';
import { fileId } from './files.ts';
import { ATTRIBUTES, type Entry, type Visit } from './shapes.ts';

/** Ids of accounts; null: none. */
export interface Authors {
	readonly recorder: string | null;
	readonly checker: string | null;
	readonly clerk: string | null;
}

interface Place {
	/** The scorecard's name, from which the items' ids are made. */
	readonly scorecard: string;
	readonly criterionId: (code: string) => string;
	readonly by: Authors;
}

export function evidenceRows(visits: readonly Visit[], { scorecard, criterionId, by }: Place): Row[] {
	return numbered(visits, scorecard).map(({ id, visit, minute, criterion, entry, fact, value }) => {
		const on = entry.on ?? visit.on;
		const status = entry.status ?? visit.status;
		return {
			id,
			scorecard: stableId(`scorecards/${scorecard}`),
			criterion: criterionId(criterion),
			fact,
			...measured(value),
			case_ref: entry.case ?? null,
			examination: entry.by ?? visit.by,
			observed_on: on,
			reported_on: entry.reported ?? null,
			note: entry.note ?? visit.note ?? null,
			status,
			return_reason: entry.reason ?? null,
			verified_by: status === 'verified' ? by.checker : null,
			verified_at: status === 'verified' ? `${nextDay(on)}T${clock(9, minute)}` : null,
			user_created: status === 'verified' ? by.recorder : by.clerk,
			date_created: `${on}T${clock(15, minute)}`,
		};
	});
}

/** Which files prove which items. */
export const evidenceFileRows = (visits: readonly Visit[], scorecard: string): Row[] =>
	numbered(visits, scorecard).flatMap(({ id, entry }) =>
		(entry.files ?? []).map((file, index) => ({
			id: stableId(`evidence_items_files/${id}/${file}`),
			evidence_items_id: id,
			directus_files_id: fileId(file),
			sort: index + 1,
		})),
	);

interface Numbered extends Statement {
	readonly id: string;
	readonly visit: Visit;
	readonly minute: number;
}

/** Every statement with an id of its own: the same fact may be stated several times. */
function numbered(visits: readonly Visit[], scorecard: string): Numbered[] {
	const seen = new Map<string, number>();
	return visits.flatMap((visit) =>
		statements(visit).map((statement, minute) => {
			const name = `evidence_items/${scorecard}/${statement.criterion}/${statement.fact}`;
			const number = (seen.get(name) ?? 0) + 1;
			seen.set(name, number);
			return { ...statement, id: stableId(`${name}/${number}`), visit, minute };
		}),
	);
}

interface Statement {
	readonly criterion: string;
	readonly entry: Entry;
	readonly fact: string;
	readonly value: unknown;
}

const statements = ({ items }: Visit): Statement[] =>
	Object.entries(items).flatMap(([criterion, entries]) =>
		[entries].flat().flatMap((entry) =>
			Object.entries(entry)
				.filter(([key]) => !ATTRIBUTES.has(key))
				.map(([fact, value]) => ({ criterion, entry, fact, value })),
		),
	);

function measured(value: unknown): { value: unknown; numerator: number | null; denominator: number | null } {
	if (typeof value !== 'string') return { value, numerator: null, denominator: null };
	const [numerator = 0, denominator = 0] = value.split('/').map(Number);
	return { value: Number(percentOf(numerator, denominator)), numerator, denominator };
}

const clock = (hour: number, minute: number): string =>
	`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

function nextDay(day: string): string {
	const next = new Date(`${day}T00:00:00Z`);
	next.setUTCDate(next.getUTCDate() + 1);
	return next.toISOString().slice(0, 10);
}
