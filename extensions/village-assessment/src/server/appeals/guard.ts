// An appeal contests one line of a scorecard, or one decision on it, and is answered once.
import type { Role } from '#domain/roles.ts';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { columnOf, type Database } from '#server/platform/database.ts';
import { APPEAL_STATUSES, APPEAL_STATUS_LABELS, type AppealStatus } from '#domain/appeals/status.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { idOf } from '#domain/uuid.ts';
import type { Guard, GuardContext, Payload, Proposed } from '#server/platform/guard.ts';
import type { StoredAppeal } from '#server/platform/tables.ts';
import { refuseFrozen } from '#server/assessments/frozen.ts';
import { refuseOfTakenOut } from '#server/platform/taken-out.ts';
import { perTransaction } from '#server/platform/unit-of-work.ts';
import {
	findAnswer,
	findAppeal,
	findAppeals,
	findOpenAppeal,
	findWritten,
	isDecisionOn,
	isLineOf,
	lockAppealsOf,
} from './repository.ts';

interface AppealStep {
	readonly to: AppealStatus;
	readonly who: readonly Role[];
	/**
	 * `response`: with an answer to the village; `own`: only the side that appealed: a clerk of the village, or whoever
	 * of the office wrote it.
	 */
	readonly condition: 'response' | 'own';
}

/** From `open`; an answer stands. */
export const APPEAL_STEPS: readonly AppealStep[] = [
	{ to: 'upheld', who: ['office', 'administrator'], condition: 'response' },
	{ to: 'dismissed', who: ['office', 'administrator'], condition: 'response' },
	{ to: 'withdrawn', who: ['clerk', 'office', 'administrator'], condition: 'own' },
];

/** Writes under way that change an open appeal, by its id: what two people could race for is looked at again when it is written. */
const changing = new Map<string, number>();

const isAppealStatus = (value: unknown): value is AppealStatus => APPEAL_STATUSES.some((status) => status === value);

export const appeals: Guard = {
	collections: ['appeals'],
	create: async (payload, { database }) => {
		if ((payload['status'] ?? 'open') !== 'open')
			throw new DomainError('APPEAL_COURSE', { status: APPEAL_STATUS_LABELS.open });
		await requireOneSubject(database, payload);
		await refuseSecond(database, payload);
		await refuseOfTakenOut(database, [idOf(payload['scorecard'])]);
		return payload;
	},
	update: async (payload, context) => {
		const rows = await findAppeals(context.database, context.keys);
		for (const row of rows) await requireStep(payload, row, context);
		return payload;
	},
	delete: async (_keys, { database, keys }) => {
		const answered = await findAnswer(database, keys);
		if (answered !== undefined) throw new DomainError('APPEAL_COURSE', { status: APPEAL_STATUS_LABELS[answered] });
	},
	afterWrite: async (key, { database, change }) => {
		if (change === 'delete' || (change === 'update' && !isChanging(key))) return;
		// Alone for an answer that may move the assessment, else together with the other writers: nobody takes a step meanwhile.
		if (change === 'update' && (await statusOf(database, key)) === 'upheld') {
			await acquireWorkflowLock(database, 'exclusive');
			await refuseAnswered(database, key);
			upheldIn(database).add(key);
			return;
		}
		await acquireWorkflowLock(database, 'shared');
		if (change === 'create') await refuseSecondMeanwhile(database, key);
		await refuseAnswered(database, key);
		await refuseFinal(database, key);
		if (change === 'create') await refuseOfTakenOut(database, [(await findAppeal(database, key))?.scorecard ?? null]);
	},
};

/** Appeals that this transaction upholds; one that was upheld before is not among them, whatever else is written of it. */
export const upheldIn = perTransaction(() => new Set<string>());

const remember = (key: string): unknown => changing.set(key, (changing.get(key) ?? 0) + 1);

function isChanging(key: string): boolean {
	const writes = changing.get(key) ?? 0;
	if (writes > 1) changing.set(key, writes - 1);
	else changing.delete(key);
	return writes > 0;
}

const statusOf = async (database: Database, key: string): Promise<AppealStatus | undefined> =>
	(await findAppeal(database, key))?.status;

/** What an earlier writer's revision says: this one's own is not written yet. */
async function refuseAnswered(database: Database, key: string): Promise<void> {
	for (const changed of await findWritten(database, key)) {
		const status = typeof changed === 'object' && changed !== null && 'status' in changed ? changed.status : 'open';
		if (isAppealStatus(status) && status !== 'open')
			throw new DomainError('APPEAL_COURSE', { status: APPEAL_STATUS_LABELS[status] });
	}
}

async function refuseFinal(database: Database, key: string): Promise<void> {
	const row = await findAppeal(database, key);
	if (row !== undefined) await refuseFrozen({ database, collection: 'appeals' }, [row.scorecard]);
}

async function requireStep(payload: Payload, row: StoredAppeal, { actor, database }: GuardContext): Promise<void> {
	const from = row.status;
	const to = payload['status'] ?? from;
	if (!isAppealStatus(to)) return;
	const changes = ['scorecard', 'criterion', 'adjustment', 'text', 'response', 'status'].filter(
		(field) =>
			field in payload && String(idOf(payload[field]) ?? payload[field] ?? '') !== String(columnOf(row, field) ?? ''),
	);
	if (changes.length === 0) return;
	if (from !== 'open') throw new DomainError('APPEAL_COURSE', { status: APPEAL_STATUS_LABELS[from] });
	if (changes.includes('scorecard'))
		throw new DomainError('APPEAL_SUBJECT', {
			problem: { 'zh-CN': '不能改到另一张评分表', 'en-US': 'it cannot move to another scorecard' },
		});
	if (changes.includes('criterion') || changes.includes('adjustment'))
		await requireOneSubject(database, { ...row, ...payload });
	remember(String(row['id']));
	if (to === 'open') return;
	const step = APPEAL_STEPS.find((one) => one.to === to);
	if (step === undefined || actor.role === null || !step.who.includes(actor.role)) throw new DomainError('NOT_ALLOWED');
	if (step.condition === 'own' && actor.role !== 'clerk' && row['user_created'] !== actor.user)
		throw new DomainError('NOT_ALLOWED');
	if (step.condition === 'response' && String(payload['response'] ?? row['response'] ?? '').trim() === '')
		throw new DomainError('APPEAL_RESPONSE_MISSING');
}

/** Two new ones about the same scorecard do not see each other: one waits until the other is written. */
async function refuseSecondMeanwhile(database: Database, key: string): Promise<void> {
	const row = await findAppeal(database, key);
	if (row === undefined) return;
	await lockAppealsOf(database, row.scorecard);
	await refuseSecond(database, row, key);
}

/** While one is open it can be added to; once it is answered there may be news. */
async function refuseSecond(
	database: Database,
	row: Proposed<StoredAppeal>,
	except: string | null = null,
): Promise<void> {
	const [scorecard, criterion, adjustment] = [idOf(row.scorecard), idOf(row.criterion), idOf(row.adjustment)];
	if (scorecard === null || (criterion === null && adjustment === null)) return;
	const subject = criterion === null ? { scorecard, adjustment } : { scorecard, criterion };
	const open = await findOpenAppeal(database, subject, except);
	if (open !== undefined) throw new DomainError('APPEAL_OPEN', {}, { collection: 'appeals', item: open });
}

/** A criterion of the assessment's rulebook, or a decision on the same scorecard. */
async function requireOneSubject(database: Database, row: Proposed<StoredAppeal>): Promise<void> {
	const [scorecard, criterion, adjustment] = [idOf(row.scorecard), idOf(row.criterion), idOf(row.adjustment)];
	const wrong = (chinese: string, english: string): DomainError =>
		new DomainError('APPEAL_SUBJECT', { problem: { 'zh-CN': chinese, 'en-US': english } });
	if ((criterion === null) === (adjustment === null))
		throw wrong('请选择一条评分细则或一件加分扣分，只选其一', 'choose either a criterion or an adjustment');
	if (scorecard === null) return;
	const isOfScorecard = await (criterion === null
		? isDecisionOn(database, scorecard, String(adjustment))
		: isLineOf(database, scorecard, criterion));
	if (!isOfScorecard) throw wrong('所选内容不属于这张评分表', 'what was chosen is not part of this scorecard');
}
