// The pages of the workplace, in the order of the navigation: what the office and the clerks do all day.
import type { Role } from '#domain/roles.ts';
import type { Text } from '#app/shared/texts.ts';

export interface Page {
	/** After `/workplace`; the first page has none. */
	readonly path: string;
	readonly title: Text;
	readonly icon: string;
	readonly who: readonly Role[];
}

const OFFICE: readonly Role[] = ['office', 'administrator'];

export const PAGES = [
	{ path: '', title: { 'zh-CN': '工作台', 'en-US': 'Workplace' }, icon: 'home', who: [...OFFICE, 'clerk'] },
	{ path: 'record', title: { 'zh-CN': '登记材料', 'en-US': 'Record evidence' }, icon: 'post_add', who: OFFICE },
	{ path: 'verify', title: { 'zh-CN': '核实材料', 'en-US': 'Verify evidence' }, icon: 'fact_check', who: OFFICE },
	{ path: 'import', title: { 'zh-CN': '导入表格', 'en-US': 'Import a sheet' }, icon: 'upload_file', who: OFFICE },
	{ path: 'confirm', title: { 'zh-CN': '批量确认', 'en-US': 'Confirm many' }, icon: 'checklist', who: OFFICE },
	{
		path: 'villages',
		title: { 'zh-CN': '合并与拆分', 'en-US': 'Merge and split' },
		icon: 'holiday_village',
		who: OFFICE,
	},
] as const satisfies readonly Page[];

export type PagePath = (typeof PAGES)[number]['path'];

/** The page at an address of the Studio. */
export const pageOf = (address: string): Page | undefined =>
	PAGES.find(({ path }) => address.replace(/\/+$/, '').endsWith(path === '' ? '/workplace' : `/workplace/${path}`));
