// Settings of a new installation. What the office sets afterwards stays.
// Who owns the project (and so accepts Directus's licence) is for a person to say: the Studio asks for it.
import { join } from 'node:path';
import { fileRows, type SeededFile } from '../files.ts';
import type { RowSet } from '../merge/merge-rows.ts';
import { stableId } from '../merge/stable-id.ts';
import { SAMPLE_FORM } from './sample-form.ts';

const modules = (ids: readonly string[]): readonly object[] =>
	ids.map((id) => ({ type: 'module', id, enabled: true, ...(id === 'settings' && { locked: true }) }));

/** Two roofs and a tick, drawn for this project. */
export const logo: SeededFile = {
	id: stableId('system/logo'),
	path: join(import.meta.dirname, 'logo.png'),
	title: '项目标志',
	created: '2026-01-01T00:00',
};

/** To try out, to change or to make inactive. */
const sampleForm: SeededFile = {
	id: stableId('system/sample-form'),
	path: SAMPLE_FORM,
	title: '村（社区）考核登记表（样表）',
	created: '2026-01-01T00:00',
};

export const systemFiles: readonly SeededFile[] = [logo, sampleForm];

export const officialForms: RowSet = {
	table: 'official_forms',
	primary: 'id',
	rows: [{ id: stableId('official-forms/sample'), title: sampleForm.title, file: sampleForm.id, active: true }],
};

export const systemFileRows: RowSet = {
	table: 'directus_files',
	primary: 'id',
	moments: ['created_on', 'uploaded_on', 'modified_on'],
	rows: fileRows(systemFiles),
};

/** Eight characters or more, with letters and digits. */
const PASSWORD_POLICY = '/^(?=.*[A-Za-z])(?=.*\\d).{8,}$/';

export const settings: RowSet = {
	table: 'directus_settings',
	primary: 'id',
	match: [],
	untouched: {
		project_name: 'Directus',
		default_language: 'en-US',
		project_color: '#6644FF',
		theme_dark_overrides: null,
		module_bar: null,
		project_logo: null,
		auth_login_attempts: 25,
		auth_password_policy: null,
	},
	rows: [
		{
			project_name: '扶贫开发工作目标管理考核',
			default_language: 'zh-CN',
			project_color: '#1D5FA8',
			// On a dark page the project's blue cannot be read, nor what Directus darkens to stand out.
			theme_dark_overrides: { primary: '#6AA8F0', primaryAccent: '#9CC6F6', dangerAccent: '#F08C9C' },
			project_logo: logo.id,
			auth_login_attempts: 10,
			auth_password_policy: PASSWORD_POLICY,
			module_bar: modules(['workplace', 'leadership-review', 'content', 'insights', 'users', 'files', 'settings']),
		},
	],
};
