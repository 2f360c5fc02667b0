// Villages merge and split, in one transaction over all assessments that still change. Answers with the types of villages/outcome.ts.
import { itemsThrough, prepared, type Platform, type Prepared } from '#server/platform/item-writer.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Database } from '#server/platform/database.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import { merge, type Hands } from './merge.ts';
import { notifyClerks } from './notify.ts';
import type { Outcome } from '#domain/contracts/villages.ts';
import { split } from './split.ts';
import { undo, type Undone } from './undo.ts';
import { requireRole } from '#server/platform/require-role.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { isUuid } from '#domain/uuid.ts';
import { parseMergeRequest, parseSplitRequest, undoReason } from './requests.ts';

type Handler<T> = (request: AssessmentRequest) => Promise<T>;

/**
 * `POST /assessment/villages/merge {villages, into, reason, decisions, facts}`: `villages` end and become part of `into`, a village that
 * goes on or the fields of a new one; `…/merge/preview` answers the same and writes nothing.
 * 400 malformed, 403, 404; 409 a result is out for notice, votes are under way, collisions are undecided; 422 a decision
 * that makes no sense.
 */
export const mergeHandler = (platform: Platform, { dry }: { readonly dry: boolean }): Handler<Outcome> =>
	changing(platform, { dry, read: (body) => parseMergeRequest(body, dry), work: merge });

/**
 * `POST /assessment/villages/split {village, parts: [{into, items, adjustments, appeals, accounts}], ends, reason, decisions, facts}`: the
 * records named go to the parts, the others stay; if the village ends, all must be named. `…/split/preview` writes nothing.
 * 400 malformed, 403, 404; 409 as for a merge; 422 what is not the village's, or left over.
 */
export const splitHandler = (platform: Platform, { dry }: { readonly dry: boolean }): Handler<Outcome> =>
	changing(platform, { dry, read: (body) => parseSplitRequest(body, dry), work: split });

interface Change<Asked> {
	readonly dry: boolean;
	readonly read: (body: unknown) => Asked;
	readonly work: (trx: Database, asked: Asked, hands: Hands) => Promise<Outcome>;
}

function changing<Asked>(platform: Platform, { dry, read, work }: Change<Asked>): Handler<Outcome> {
	return async (request) => {
		const { user } = requireRole(request, 'office', 'administrator');
		const asked = read(request.body);
		const ready = await prepared(platform);
		const run = (trx: Database): Promise<Outcome> =>
			work(trx, asked, { user, makeVillage: makerOf(request, ready, trx) });
		if (dry) return undone(platform.database, run);
		const done = await inTransaction(platform.database, run);
		if (done.action !== null) await notifyClerks(platform, done.action, user);
		return done;
	};
}

/** Written as by the form: the guards have their say. Its events wait for nobody: in a preview the village will not have been. */
function makerOf({ accountability }: AssessmentRequest, ready: Prepared, trx: Database): Hands['makeVillage'] {
	const through = { ...ready, database: trx, accountability: accountability ?? null };
	return async (fields) =>
		String(await itemsThrough(through, 'villages').createOne({ ...fields }, { bypassEmitAction: () => undefined }));
}

class Shown extends Error {}

/** What the work would do: it is done, looked at and taken back. */
async function undone(database: Database, work: (trx: Database) => Promise<Outcome>): Promise<Outcome> {
	let seen: Outcome | undefined;
	try {
		await inTransaction(database, async (trx) => {
			seen = await work(trx);
			throw new Shown();
		});
	} catch (error) {
		if (!(error instanceof Shown) || seen === undefined) throw error;
	}
	if (seen === undefined) throw new RangeError('the work has been done');
	return seen;
}

/**
 * `POST /assessment/villages/changes/:id/undo {reason}`: `:id` an entry of a village's history, or the action. 400,
 * 403, 404, 409 too late for it.
 */
export const undoHandler =
	({ database }: Platform): Handler<Undone> =>
	async (request) => {
		const { user } = requireRole(request, 'office', 'administrator');
		const change = request.params['id'];
		if (!isUuid(change)) throw new DomainError('VILLAGE_CHANGE_NOT_FOUND', { id: (change ?? '').slice(0, 40) });
		const reason = undoReason(request.body);
		return inTransaction(database, (trx) => undo(trx, { change: change.toLowerCase(), reason, user }));
	};
