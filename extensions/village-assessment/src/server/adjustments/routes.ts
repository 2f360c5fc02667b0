// What the leadership group does with bonus and penalty points (clauses 7 and 8). Answers with the types of decisions/case.ts.
import type { Accountability } from '@directus/types';
import type { Actor } from '#domain/actor.ts';
import { propose, revoke, vote, withdraw, type ActionRequest, type ActionResult } from './act.ts';
import type { AdjustmentDetail, DecisionPreview, Minutes, Queue } from '#domain/contracts/adjustments.ts';
import { minutesOf } from './minutes.ts';
import { notify } from './notify.ts';
import type { Platform } from '#server/platform/item-writer.ts';
import { presentAdjustment, type WholeAdjustment } from './present.ts';
import { previewOf } from './preview.ts';
import { queueOf } from './queue.ts';
import { decide, follow } from './register.ts';
import { outcomeNow } from './decide-due.ts';
import { loadBallots, loadOne } from './load-adjustment.ts';
import { shortened } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';
import { ensureFresh } from '#server/scoring/barrier.ts';
import { drainQueueOf } from '#server/scoring/queue.ts';
import { requireRole } from '#server/platform/require-role.ts';
import { parseMinutesRequest, parseProposeRequest, parseQueueRequest, reasonOf, parseVoteRequest } from './requests.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { isUuid } from '#domain/uuid.ts';

/** Clerks see decisions on their scorecard; how they came about is the group's own. */
const reader = (request: AssessmentRequest): Actor =>
	requireRole(request, 'office', 'leader', 'auditor', 'administrator');

function idOf({ params }: AssessmentRequest): string {
	const id = params['id'];
	if (!isUuid(id)) throw new DomainError('ADJUSTMENT_NOT_FOUND', { id: shortened(id ?? '', 40) });
	return id.toLowerCase();
}

/** As it stands at this moment: what is due (deadline, suspended members) is decided first. */
async function find(platform: Platform, id: string, now: Date): Promise<WholeAdjustment> {
	const whole = await loadOne(platform.database, id);
	if (whole === null) throw new DomainError('ADJUSTMENT_NOT_FOUND', { id });
	if (outcomeNow(whole, now).status === 'open') return whole;
	await decide(platform, { ids: [id], now });
	return (await loadOne(platform.database, id)) ?? whole;
}

/** Before somebody acts on it. 404 unknown. */
async function decideIfDue(platform: Platform, id: string, now: Date): Promise<void> {
	const [ballot] = await loadBallots(platform.database, [id]);
	if (ballot === undefined) throw new DomainError('ADJUSTMENT_NOT_FOUND', { id });
	if (outcomeNow(ballot, now).status !== 'open') await decide(platform, { ids: [id], now });
}

/**
 * `GET /assessment/adjustments/:id`: a {@link AdjustmentDetail} as the asking user may see it and act on it.
 * 403 not office, leader or auditor; 404 unknown.
 */
export const adjustmentHandler =
	(platform: Platform) =>
	async (request: AssessmentRequest): Promise<AdjustmentDetail> => {
		const actor = reader(request);
		const id = idOf(request);
		const now = new Date();
		return presentAdjustment(await find(platform, id, now), actor, now);
	};

/** `GET /assessment/adjustments/:id/preview`: a {@link DecisionPreview}. 403, 404. */
export const previewHandler =
	(platform: Platform) =>
	async (request: AssessmentRequest): Promise<DecisionPreview> => {
		reader(request);
		const id = idOf(request);
		const whole = await find(platform, id, new Date());
		await ensureFresh(platform.database, drainQueueOf(platform.database));
		return previewOf(platform.database, whole);
	};

/**
 * `GET /assessment/adjustments/queue?scope=waiting|open|drafts|mine|decided`, with `assessment=ID`, `village=ID`,
 * `direction=bonus|penalty`, `limit=200`, `offset=0`:
 * a {@link Queue}. `scope` defaults to `waiting`. 400 malformed, 403.
 */
export const queueHandler =
	(platform: Platform) =>
	async (request: AssessmentRequest): Promise<Queue> => {
		const { user } = reader(request);
		const asked = parseQueueRequest(request.query);
		const now = new Date();
		await decide(platform, { now });
		return queueOf(platform.database, { ...asked, user: user ?? '' }, now);
	};

/**
 * `GET /assessment/adjustments/minutes?ids=ID,ID` or `?date=YYYY-MM-DD&assessment=ID`: {@link Minutes}, at most 200
 * decisions. 400, 403.
 */
export const minutesHandler =
	(platform: Platform) =>
	async (request: AssessmentRequest): Promise<Minutes> => {
		const actor = reader(request);
		const asked = parseMinutesRequest(request.query);
		const now = new Date();
		await decide(platform, { now });
		return minutesOf(platform.database, { asked, actor, now });
	};

type Action = (platform: Platform, action: ActionRequest, body: unknown) => Promise<ActionResult>;

/**
 * `propose {confirm_same_event?, date_updated?}`: draft → proposed; fixes electorate, share and deadline. 403; 404; 409 not
 * a draft, changed since it was read (`date_updated`), assessment not collecting or reviewing, village taken out,
 * `SAME_EVENT` (the first one's id in `extensions.adjustment`; pass
 * `confirm_same_event: true` when it is another event); 422 incomplete or unsound, fewer than two could vote.
 */
const proposeAction: Action = (platform, action, body) => propose(platform, action, parseProposeRequest(body));

/**
 * `vote {vote: approve|reject|abstain|recuse, comment?}`: records the asking user's own vote; the latest counts. The same vote and
 * comment again is not recorded twice. 400; 403 not entitled; 404; 409 no longer being voted on.
 */
const voteAction: Action = (platform, action, body) => vote(platform, action, parseVoteRequest(body));

/** `withdraw {reason}`: proposed → withdrawn, by author or proposer. 403; 404; 409 not being voted on; 422 no reason. */
const withdrawAction: Action = (platform, action, body) => withdraw(platform, action, reasonOf(body, 'withdraw'));

/**
 * `revoke {reason}`: makes a proposal that would take an approved one back, proposed at once; answers with that new proposal, status
 * `proposed`. 403; 404; 409 not approved, or a revocation is open already; 422 no reason, it is a revocation itself, fewer
 * than two could vote.
 */
const revokeAction: Action = (platform, action, body) => revoke(platform, action, reasonOf(body, 'revoke'));

const ACTIONS = {
	propose: proposeAction,
	vote: voteAction,
	withdraw: withdrawAction,
	revoke: revokeAction,
} as const satisfies Record<string, Action>;
export const ACTION_NAMES = [
	'propose',
	'vote',
	'withdraw',
	'revoke',
] as const satisfies readonly (keyof typeof ACTIONS)[];

/**
 * `POST /assessment/adjustments/:id/{propose,vote,withdraw,revoke}`: answers with the fresh {@link AdjustmentDetail};
 * scores have followed.
 */
export const actionHandler =
	(platform: Platform, name: (typeof ACTION_NAMES)[number]) =>
	async (request: AssessmentRequest): Promise<AdjustmentDetail> => {
		const actor = reader(request);
		const id = idOf(request);
		const now = new Date();
		await decideIfDue(platform, id, now);
		const done = await ACTIONS[name](platform, { id, actor, accountability: signedIn(request), now }, request.body);
		if (done.proposed) notify(platform, 'proposed', [done.id]);
		if (done.decided) await follow(platform, [done.id]);
		const after = new Date();
		return presentAdjustment(await find(platform, done.id, after), actor, after);
	};

function signedIn({ accountability }: AssessmentRequest): Accountability {
	if (!accountability) throw new DomainError('NOT_ALLOWED');
	return accountability;
}
