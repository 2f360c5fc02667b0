import { defineModule } from '@directus/extensions-sdk';
import { defineAsyncComponent, type Component } from 'vue';
import type { Role } from '#domain/roles.ts';
import { currentUserOf } from '#app/shared/current-user.ts';
import { PAGES, type PagePath } from './pages.ts';
import StartPage from './pages/start.vue';

/** Files of their own: a clerk’s phone needs none of them. */
const RecordPage = defineAsyncComponent(() => import('./pages/record.vue'));
const VerifyPage = defineAsyncComponent(() => import('./pages/verify.vue'));
const ConfirmPage = defineAsyncComponent(() => import('./pages/confirm.vue'));
const ImportPage = defineAsyncComponent(() => import('./pages/import.vue'));
const VillagesPage = defineAsyncComponent(() => import('./pages/villages.vue'));

const COMPONENTS = {
	'': StartPage,
	record: RecordPage,
	verify: VerifyPage,
	import: ImportPage,
	confirm: ConfirmPage,
	villages: VillagesPage,
} satisfies Record<PagePath, Component>;

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
