// A notice as the public gets it: the document document as it was given out, and what is true of it now.
import type { z } from 'zod';
import {
	publishedResult,
	RESULT_FORMAT,
	type Correction,
	type PublishedResult,
} from '#domain/contracts/public-notice.ts';
import { isUuid } from '#domain/uuid.ts';
import { documentOf, recordNotice } from '#server/assessments/notices/record.ts';
import { dateText, parsed, type Database } from '#server/platform/database.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { drain } from '#server/scoring/drain.ts';
import {
	findNoticeContent,
	findNoticeHeads,
	findOnlineAssessment,
	type NoticeHead,
	type OnlineAssessment,
} from './repository.ts';

/** A notice that may be shown, before its document is read. */
export interface Shown {
	readonly assessment: OnlineAssessment;
	readonly head: NoticeHead;
	readonly heads: readonly NoticeHead[];
}

/** null: there is nothing that the public may read. Without a number: the last one given out. */
export async function findShown(database: Database, assessment: string, number: number | null): Promise<Shown | null> {
	if (!isUuid(assessment)) return null;
	const row = await findOnlineAssessment(database, assessment);
	if (row === undefined) return null;
	let heads = await findNoticeHeads(database, row.id);
	if (heads.length === 0) {
		if (row.status !== 'publicized' && row.status !== 'final') return null;
		await recordEarlier(database, row);
		heads = await findNoticeHeads(database, row.id);
	}
	const head = number === null ? heads.at(-1) : heads.find((one) => one.number === number);
	return head === undefined ? null : { assessment: row, head, heads };
}

/** Given out before notices were kept: recorded when somebody first asks for it. */
async function recordEarlier(database: Database, row: OnlineAssessment): Promise<void> {
	await inTransaction(database, async (trx) => {
		await acquireWorkflowLock(trx, 'exclusive');
		if ((await findNoticeHeads(trx, row.id)).length > 0) return;
		await drain(trx);
		await recordNotice(trx, row.id, {
			status: row.status === 'final' ? 'final' : 'publicized',
			from: dateText(row.publicity_from),
			to: dateText(row.publicity_to),
		});
	});
}

const corrections: z.ZodType<readonly Correction[]> = publishedResult.shape.corrections;

export async function readPublished(database: Database, { assessment, head, heads }: Shown): Promise<PublishedResult> {
	const content = await findNoticeContent(database, head.id);
	return {
		format: RESULT_FORMAT,
		digest: head.digest,
		notice: {
			number: head.number,
			kind: head.kind,
			state: stateOf(head, heads),
			published_on: dayOf(head.published_at),
			withdrawn_on: head.withdrawn_at === null ? null : dayOf(head.withdrawn_at),
			contact: assessment.publicity_contact,
			others: heads
				.filter(({ number }) => number !== head.number)
				.map((one) => ({ number: one.number, kind: one.kind, published_on: dayOf(one.published_at) })),
		},
		corrections: corrections.parse(parsed(content?.corrections ?? '[]')),
		document: documentOf(content?.document ?? ''),
	};
}

/** What the answer depends on besides the document, which never changes. */
export const versionOf = ({ assessment, head, heads }: Shown): string =>
	[head.id, stateOf(head, heads), heads.length, assessment.publicity_contact ?? ''].join('/');

function stateOf({ number, withdrawn_at: withdrawn }: NoticeHead, heads: readonly NoticeHead[]): Published {
	if (withdrawn === null) return 'current';
	return heads.some((one) => one.number > number) ? 'corrected' : 'withdrawn';
}

type Published = PublishedResult['notice']['state'];

const dayOf = (moment: Date | string | number): string => dateText(new Date(moment)) ?? '';
