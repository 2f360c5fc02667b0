import { defineModule } from '@directus/extensions-sdk';
import { defineAsyncComponent, type Component } from 'vue';
import type { Role } from '#domain/roles.ts';
import { currentUserOf } from '#app/shared/current-user.ts';
import { foldPanelsAtFirst } from '#app/shared/first-visit.ts';
import { PAGES, type PagePath } from './pages.ts';
import AdjustmentPage from './pages/adjustment.vue';
import MinePage from './pages/mine.vue';
import QueuePage from './pages/queue.vue';
import ResultsPage from './pages/results.vue';
import ScorecardPage from './pages/scorecard.vue';

/** Files of their own, as not everybody opens them every day. */
const DraftPage = defineAsyncComponent(() => import('./pages/draft.vue'));
const MinutesPage = defineAsyncComponent(() => import('./pages/minutes.vue'));

const COMPONENTS = {
	'': QueuePage,
	results: ResultsPage,
	mine: MinePage,
	new: DraftPage,
	minutes: MinutesPage,
	'case/:id': AdjustmentPage,
	'case/:id/edit': DraftPage,
	'results/:scorecard': ScorecardPage,
} satisfies Record<PagePath, Component>;

foldPanelsAtFirst();

export default defineModule({
	id: 'leadership-review',
	name: '领导小组表决',
	icon: 'how_to_vote',
	routes: PAGES.map(({ path }) => ({ path, component: COMPONENTS[path] })),
	preRegisterCheck: (user) => {
		const { role } = currentUserOf(user);
		return role !== null && PAGES.some(({ who }: { readonly who: readonly Role[] }) => who.includes(role));
	},
});
