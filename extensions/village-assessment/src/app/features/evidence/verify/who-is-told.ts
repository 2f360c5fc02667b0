import { readUsers } from '@directus/sdk';
import { ROLES } from '#domain/roles.ts';
import type { AssessmentApi } from '#app/shared/api.ts';
import type { Submission } from './submissions.ts';

/**
 * How many people hear of it when these items are returned: the active clerks of their villages, and a colleague of
 * the office who recorded one.
 */
export async function howManyAreTold(
	api: Pick<AssessmentApi, 'request'>,
	items: readonly Submission[],
	by: string,
): Promise<number> {
	const cards = [...new Set(items.map(({ scorecard }) => scorecard.id))];
	const authors = [...new Set(items.flatMap(({ user_created: author }) => (author === null ? [] : [author.id])))];
	const clerks = { _and: [{ role: { _eq: ROLES.clerk } }, { village: { scorecards: { id: { _in: cards } } } }] };
	const notified = await api.request(
		readUsers({
			fields: ['id'],
			limit: -1,
			filter: {
				_and: [
					{ status: { _eq: 'active' } },
					{ id: { _neq: by } },
					authors.length === 0
						? clerks
						: {
								_or: [
									clerks,
									{ _and: [{ id: { _in: authors } }, { role: { _in: [ROLES.office, ROLES.administrator] } }] },
								],
							},
				],
			},
		}),
	);
	return notified.length;
}
