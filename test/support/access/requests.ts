// How the walk asks: where a collection answers, and what a row that may be made looks like.
import type { Answer } from '../harness/index.ts';
import type { World } from './rows.ts';
import type { Walker } from './table.ts';

/** Tables that no request reaches as such; what there is of them is walked otherwise or lies behind Directus's own doors. */
export const NO_ENDPOINT: ReadonlySet<string> = new Set([
	'deployment_log',
	'directus_migrations',
	'directus_sessions',
	'directus_collections',
	'directus_fields',
	'directus_relations',
	'directus_extensions',
	'directus_deployments',
	'directus_deployment_projects',
	'directus_deployment_runs',
]);

export const pathOf = (collection: string): string =>
	collection.startsWith('directus_') ? `/${collection.slice('directus_'.length)}` : `/items/${collection}`;

/** A field whose present value can be written again, where the first in the list is none such. */
export const FIRST_WRITABLE: Readonly<Record<string, string>> = {
	directus_users: 'language',
	directus_translations: 'value',
	directus_presets: 'bookmark',
	directus_comments: 'comment',
	directus_notifications: 'status',
	appeals: 'status',
};

export const BODIES = (world: World, walker: Walker): Readonly<Record<string, Record<string, unknown>>> => {
	const fresh = `${walker}-${Math.random().toString(36).slice(2)}`;
	const rulebook = world.the('rulebooks', { status: 'draft' });
	const indicator = world.the('indicators', { status: 'draft' });
	const criterion = world.the('criteria', { status: 'published' });
	const scorecard = world.the('scorecards', { village: 'home' });
	// One that is attached already, so that those that are not stay so.
	const file = world.rows.find(
		({ collection, village, status }) => collection === 'directus_files' && village === 'home' && status === 'proof',
	)?.id;
	const place = { scorecard, criterion };
	return {
		villages: { code: fresh, name: fresh, kind: 'village' },
		rulebooks: { code: fresh, version: '1', title: fresh },
		indicators: { rulebook, code: fresh, points: 1, title: fresh },
		criteria: {
			rulebook,
			indicator,
			code: fresh,
			points: 1,
			title: fresh,
			method: 'gate',
			params: { label: { 'zh-CN': '有' } },
		},
		holidays: { date: '2026-05-01', name: '劳动节' },
		official_forms: { title: fresh, active: true },
		assessments: { title: fresh, year: 2027, rulebook: world.the('rulebooks', { status: 'published' }) },
		evidence_items: { ...place, fact: 'met', value: 1, status: 'draft', case_ref: fresh },
		evidence_items_files: {
			evidence_items_id: world.the('evidence_items', {
				village: 'home',
				by: walker === 'clerk' ? 'clerk' : 'office',
				status: 'draft',
			}),
			directus_files_id: file,
		},
		adjustments: { ...place, category: 'innovation', occurrences: 1, reason: fresh },
		adjustments_files: {
			adjustments_id: world.the('adjustments', { village: 'home', by: 'office', status: 'draft' }),
			directus_files_id: file,
		},
		appeals: { ...place, text: fresh },
		appeals_files: {
			appeals_id: world.the('appeals', { village: 'home', by: 'office', status: 'open' }),
			directus_files_id: file,
		},
		directus_files: { title: fresh, type: 'text/plain', filename_download: 'a.txt', storage: 'local' },
		directus_folders: { name: fresh },
		directus_users: { email: `${fresh}@example.com` },
		directus_comments: { collection: 'villages', item: world.villages.home, comment: fresh },
		directus_presets: {
			user: walker === 'public' ? null : world.users[walker],
			collection: 'villages',
			bookmark: fresh,
		},
		directus_notifications: { recipient: world.users.office, subject: fresh },
		directus_shares: { name: fresh, collection: 'villages', item: world.villages.home },
	};
};

/** The collections that Directus describes to somebody. */
export async function whatTheyMayRead(
	ask: (walker: Walker, method: string, path: string) => Promise<Answer>,
	walker: Walker,
): Promise<string[]> {
	const { data } = await ask(walker, 'GET', '/collections');
	const described: readonly { readonly collection: string; readonly schema: unknown }[] = Array.isArray(data)
		? data
		: [];
	return described.filter(({ schema }) => schema !== null).map(({ collection }) => collection);
}
