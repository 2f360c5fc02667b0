// What the item API may do with proposals: drafts. Everything of the vote is written by the endpoints, for everyone.
import { asDomainError } from '#domain/adjustments/domain-error.ts';
import { isDeciding } from './lock.ts';
import { ADJUSTMENT_STEPS } from '#domain/adjustments/workflow.ts';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { ADJUSTMENT_STATUS_LABELS } from '#domain/adjustments/status.ts';
import { columnOf, dateText, parsed } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { wasSettled } from '#server/evidence/repository.ts';
import type { Guard, Payload } from '#server/platform/guard.ts';
import type { StoredAdjustment } from '#server/platform/tables.ts';
import { refuseOfTakenOut } from '#server/platform/taken-out.ts';
import { requireDraft } from './draft-guard.ts';
import { findAdjustmentRows } from './repository/records.ts';
import { soundProposal } from './sound.ts';

/** Who wrote it is among them: the author has no vote. */
const BY_THE_COURSE = [
	'status',
	'electorate',
	'barred',
	'suspended',
	'share',
	'proposed_by',
	'proposed_at',
	'vote_deadline',
	'decided_at',
	'decision_reason',
	'withdraw_reason',
	'revokes',
	'user_created',
	'date_created',
];

export const adjustments: Guard = {
	collections: ['adjustments'],
	create: async (payload, { database, actor }) => {
		refuseFieldsOfTheCourse(payload, { status: 'draft' });
		const who = ADJUSTMENT_STEPS.find(({ action }) => action === 'create')?.who ?? [];
		if (actor.role === null || !who.includes(actor.role)) throw new DomainError('NOT_ALLOWED');
		await soundProposal(database, payload);
		return payload;
	},
	update: async (payload, { database, actor, keys }) => {
		for (const row of await findAdjustmentRows(database, keys)) {
			refuseFieldsOfTheCourse(payload, row);
			if (Object.entries(payload).every(([field, value]) => isSame(columnOf(row, field), value))) continue;
			requireDraft(row, actor, 'edit');
			await soundProposal(database, { ...row, ...payload });
		}
		return payload;
	},
	delete: async (keys, { database, actor }) => {
		for (const row of await findAdjustmentRows(database, keys)) requireDraft(row, actor, 'delete');
	},
	// It may have been proposed since the guard looked; the row's lock was waited for.
	afterWrite: async (key, { database, change }) => {
		if (isDeciding(database)) return;
		await acquireWorkflowLock(database, 'shared');
		const [row] = await findAdjustmentRows(database, [key]);
		const status = row?.status;
		if (change === 'delete' ? await wasSettled(database, key) : status !== 'draft') {
			throw asDomainError({
				code: 'PROPOSAL_SETTLED',
				values: { status: ADJUSTMENT_STATUS_LABELS[status ?? 'proposed'] },
			});
		}
		if (change !== 'delete') await refuseOfTakenOut(database, [row?.scorecard ?? null]);
	},
};

/** A form that sends back what it read is not refused. */
function refuseFieldsOfTheCourse(payload: Payload, row: Partial<StoredAdjustment>): void {
	const field = BY_THE_COURSE.find(
		(name) => payload[name] !== undefined && !isSame(columnOf(row, name), payload[name]),
	);
	const refused = field ?? (isEmpty(payload['votes']) ? undefined : 'votes');
	if (refused !== undefined)
		throw new DomainError('DECISION_BY_ENDPOINT', { field: refused }, { collection: 'adjustments', field: refused });
}

/** Lists of related rows: none, or nothing to do with any. */
const isEmpty = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	(Array.isArray(value)
		? value.length === 0
		: typeof value === 'object' && Object.values(value).every((one) => Array.isArray(one) && one.length === 0));

function isSame(stored: unknown, given: unknown): boolean {
	const [a, b] = [stored ?? null, given ?? null];
	if (a === null || b === null) return a === b;
	if (typeof b === 'string' && DAY.test(b)) return dateText(a) === b;
	if (typeof b === 'string' && TIME.test(b))
		return new Date(a instanceof Date || typeof a === 'number' ? a : String(a)).getTime() === new Date(b).getTime();
	return JSON.stringify(parsed(a)) === JSON.stringify(parsed(b)) || String(a) === String(b);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T/;
