// Settings of a new installation. What the office sets afterwards stays.
// Who owns the project (and so accepts the platform's licence) is for a person to say: the Studio asks for it.
import type { RowSet } from '../merge-rows.ts';

const modules = (ids: readonly string[]): readonly object[] => ids.map((id) => ({ type: 'module', id, enabled: true, ...(id === 'settings' && { locked: true }) }));

export const settings: RowSet = {
	table: 'directus_settings',
	primary: 'id',
	match: [],
	untouched: { project_name: 'Directus', default_language: 'en-US', project_color: '#6644FF', module_bar: null },
	rows: [
		{
			project_name: '扶贫开发工作目标管理考核',
			default_language: 'zh-CN',
			project_color: '#1D5FA8',
			module_bar: modules(['content', 'users', 'files', 'settings']),
		},
	],
};
