import { defineModule } from '@directus/extensions-sdk';
import type { Component } from 'vue';
import type { Role } from '../../access/roles.ts';
import { currentUserOf } from '../../screens/current-user.ts';
import { PAGES, type PagePath } from './pages.ts';
import ConfirmPage from './pages/confirm.vue';
import RecordPage from './pages/record.vue';
import StartPage from './pages/start.vue';
import VerifyPage from './pages/verify.vue';

const COMPONENTS = { '': StartPage, record: RecordPage, verify: VerifyPage, confirm: ConfirmPage } satisfies Record<PagePath, Component>;

export default defineModule({
	id: 'workplace',
	name: '工作台',
	icon: 'work',
	routes: PAGES.map(({ path }) => ({ path, component: COMPONENTS[path] })),
	preRegisterCheck: (user) => {
		const { role } = currentUserOf(user);
		return role !== null && PAGES.some(({ who }: { readonly who: readonly Role[] }) => who.includes(role));
	},
});
