import { definePanel } from '@directus/extensions-sdk';
import { ASSESSMENT_OPTION } from '#app/features/insights/assessment-option.ts';
import Panel from './panel.vue';

export default definePanel({
	id: 'assessment-ranking',
	name: '$t:panel_assessment_ranking',
	description: '$t:panel_assessment_ranking_about',
	icon: 'leaderboard',
	component: Panel,
	options: [ASSESSMENT_OPTION],
	minWidth: 16,
	minHeight: 8,
});
