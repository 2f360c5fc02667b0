import type { Database } from '#server/platform/database.ts';
import type { StoredAssessment, StoredPublicNotice } from '#server/platform/tables.ts';

export type OnlineAssessment = Pick<
	StoredAssessment,
	'id' | 'title' | 'year' | 'status' | 'publicity_contact' | 'publicity_from' | 'publicity_to'
>;

const COLUMNS = ['id', 'title', 'year', 'status', 'publicity_contact', 'publicity_from', 'publicity_to'] as const;

/** undefined: there is none, or its result is not to be read online. */
export async function findOnlineAssessment(database: Database, id: string): Promise<OnlineAssessment | undefined> {
	return database('assessments')
		.where({ id, public_online: true })
		.first(...COLUMNS);
}

export type NoticeHead = Pick<
	StoredPublicNotice,
	'id' | 'number' | 'kind' | 'digest' | 'published_at' | 'withdrawn_at'
>;

/** What was given out of an assessment, the earliest first, without the documents. */
export async function findNoticeHeads(database: Database, assessment: string): Promise<readonly NoticeHead[]> {
	return database('public_notices')
		.where({ assessment })
		.orderBy('number')
		.select('id', 'number', 'kind', 'digest', 'published_at', 'withdrawn_at');
}

export async function findNoticeContent(
	database: Database,
	id: string,
): Promise<Pick<StoredPublicNotice, 'document' | 'corrections'> | undefined> {
	return database('public_notices').where({ id }).first('document', 'corrections');
}

/** Assessments with something to be read online, the latest year first. */
export async function findOnlineTitles(
	database: Database,
): Promise<readonly Pick<StoredAssessment, 'id' | 'title' | 'year'>[]> {
	return database('assessments')
		.where({ public_online: true })
		.whereIn('id', database('public_notices').select('assessment'))
		.orderBy([
			{ column: 'year', order: 'desc' },
			{ column: 'title', order: 'asc' },
		])
		.limit(50)
		.select('id', 'title', 'year');
}
