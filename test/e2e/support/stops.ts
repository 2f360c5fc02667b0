// Where somebody of a role can go: the pages of our modules, the dashboard, and the item pages of the assessment's tables.
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Role } from '#domain/roles.ts';
import { stableId } from '../../../seed/merge/stable-id.ts';

export const EMAILS = {
	office: 'office@example.com',
	clerk: 'clerk1@example.com',
	leader: 'leader1@example.com',
	auditor: 'auditor@example.com',
} as const satisfies Partial<Record<Role, string>>;
export type Walker = keyof typeof EMAILS;

const MODULES = join(import.meta.dirname, '../../../extensions/village-assessment/src/app/modules');
const pagesShape = z.object({ PAGES: z.array(z.object({ path: z.string(), who: z.array(z.string()) })) });

interface ModulePage {
	readonly path: string;
	readonly who: readonly string[];
}

async function modulePages(): Promise<readonly ModulePage[]> {
	const files = globSync('*/pages.ts', { cwd: MODULES }).sort();
	const pages = await Promise.all(
		files.map(async (file) => {
			const module: unknown = await import(join(MODULES, file));
			return pagesShape
				.parse(module)
				.PAGES.map(({ path, who }) => ({ path: `/${basename(dirname(file))}${path === '' ? '' : `/${path}`}`, who }));
		}),
	);
	return pages.flat();
}

const PAGES = await modulePages();

export const DASHBOARD = `/insights/${stableId('dashboards/this-year')}`;
const DASHBOARD_READERS: readonly Walker[] = ['office', 'leader', 'auditor'];

/** Pages of ours that need no id, by role. */
export const stopsOf = (walker: Walker): readonly string[] => [
	...PAGES.filter(({ path, who }) => who.includes(walker) && !path.includes(':')).map(({ path }) => path),
	...(DASHBOARD_READERS.includes(walker) ? [DASHBOARD] : []),
];

/** Tables whose item pages staff open. */
export const COLLECTIONS = [
	'villages',
	'assessments',
	'scorecards',
	'scorecard_lines',
	'evidence_items',
	'adjustments',
	'appeals',
	'rulebooks',
	'indicators',
	'criteria',
	'holidays',
	'official_forms',
] as const;
