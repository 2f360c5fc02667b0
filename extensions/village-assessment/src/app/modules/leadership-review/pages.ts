// The pages of the leadership's module, in the order of the navigation.
import type { Role } from '#domain/roles.ts';
import type { Text } from '#app/shared/texts.ts';

export interface Page {
	/** After `/leadership-review`; the first page has none. */
	readonly path: string;
	readonly title: Text;
	readonly icon: string;
	readonly who: readonly Role[];
	/** Reached from another page, not from the navigation. */
	readonly within?: boolean;
}

const READERS: readonly Role[] = ['leader', 'office', 'auditor', 'administrator'];
const PROPOSERS: readonly Role[] = ['leader', 'office', 'administrator'];

export const PAGES = [
	{ path: '', title: { 'zh-CN': '表决事项', 'en-US': 'Votes' }, icon: 'how_to_vote', who: READERS },
	{ path: 'results', title: { 'zh-CN': '考核结果', 'en-US': 'Results' }, icon: 'leaderboard', who: READERS },
	{
		path: 'mine',
		title: { 'zh-CN': '我的提案与表决', 'en-US': 'My proposals and votes' },
		icon: 'person',
		who: PROPOSERS,
	},
	{ path: 'new', title: { 'zh-CN': '提出加分、扣分', 'en-US': 'Propose points' }, icon: 'exposure', who: PROPOSERS },
	{ path: 'minutes', title: { 'zh-CN': '会议纪要', 'en-US': 'Minutes' }, icon: 'description', who: READERS },
	{ path: 'case/:id', title: { 'zh-CN': '提案', 'en-US': 'Proposal' }, icon: 'exposure', who: READERS, within: true },
	{
		path: 'case/:id/edit',
		title: { 'zh-CN': '修改草稿', 'en-US': 'Edit the draft' },
		icon: 'edit',
		who: PROPOSERS,
		within: true,
	},
	{
		path: 'results/:scorecard',
		title: { 'zh-CN': '评分表', 'en-US': 'Scorecard' },
		icon: 'table_chart',
		who: READERS,
		within: true,
	},
] as const satisfies readonly Page[];

export type PagePath = (typeof PAGES)[number]['path'];

/** An address within the module. */
export const pageAt = (path: string): string => (path === '' ? '/leadership-review' : `/leadership-review/${path}`);
