// Which conditions lead a clerk out of the own village, and which the Studio and the workplace need.
import { expect, test } from 'vitest';
import { wayOut } from '#server/access/confined-query.ts';

test.each<[string, string, Record<string, unknown>]>([
	['one’s own role', 'directus_users', { filter: { role: { _eq: 'x' } } }],
	[
		'presets, as the Studio asks for them',
		'directus_presets',
		{ filter: { _or: [{ user: { _eq: 'x' } }, { _and: [{ user: { _null: true } }, { role: { _null: true } }] }] } },
	],
	[
		'comments on an item',
		'directus_comments',
		{ filter: { _and: [{ collection: { _eq: 'x' } }, { item: { _eq: 1 } }] }, sort: ['-date_created'] },
	],
	[
		'through the assessment’s own tables',
		'evidence_items',
		{ filter: { scorecard: { assessment: { year: { _eq: 2026 } } } }, sort: ['criterion.sort'] },
	],
	[
		'some of its files',
		'evidence_items',
		{ filter: { files: { _some: { directus_files_id: { type: { _eq: 'x' } } } } } },
	],
	[
		'a function of a date',
		'evidence_items',
		{ filter: { 'year(observed_on)': { _eq: 2026 } }, aggregate: { count: ['*'] }, group: ['status'] },
	],
	['fields of others, which permissions close', 'directus_users', { fields: ['role.users.email'] }],
	['deep limits', 'scorecards', { deep: { lines: { _limit: 5, _sort: ['criterion.sort'] } } }],
	['no condition at all', 'directus_roles', { filter: null, sort: null, deep: {} }],
])('allowed: %s', (_what, collection, query) => expect(wayOut(collection, query)).toBeNull());

test.each<[string, string, Record<string, unknown>, string]>([
	['from a role to its users', 'directus_roles', { filter: { users: { email: { _eq: 'x' } } } }, 'users.email'],
	[
		'within and and or',
		'directus_users',
		{ filter: { _and: [{ _or: [{ role: { users: { village: { name: { _eq: 'x' } } } } }] }] } },
		'role.users',
	],
	['some of its users', 'directus_roles', { filter: { users: { _some: { email: { _eq: 'x' } } } } }, 'users.email'],
	[
		'against a relation’s direction',
		'criteria',
		{ filter: { '$FOLLOW(evidence_items,criterion)': { note: { _eq: 'x' } } } },
		'$FOLLOW(evidence_items,criterion)',
	],
	[
		'against it further on',
		'evidence_items',
		{ filter: { criterion: { '$FOLLOW(evidence_items,criterion)': { note: { _eq: 'x' } } } } },
		'criterion.$FOLLOW(evidence_items,criterion)',
	],
	['by order', 'directus_roles', { sort: ['-users.email'] }, '-users.email'],
	['by groups', 'directus_activity', { group: ['user.email'] }, 'user.email'],
	['by an aggregate', 'directus_activity', { aggregate: { max: ['user.email'] } }, 'user.email'],
	[
		'deep inside',
		'directus_users',
		{ deep: { role: { users: { _filter: { email: { _eq: 'x' } } } } } },
		'role.users.email',
	],
	[
		'deep inside, by order',
		'scorecards',
		{ deep: { lines: { criterion: { _sort: ['$FOLLOW(evidence_items,criterion).note'] } } } },
		'lines.criterion.$FOLLOW(evidence_items,criterion).note',
	],
])('refused: %s', (_what, collection, query, path) => expect(wayOut(collection, query)).toBe(path));
