import { definePanel } from '@directus/extensions-sdk';
import { ASSESSMENT_OPTION } from '#app/features/insights/assessment-option.ts';
import Panel from './panel.vue';

export default definePanel({
	id: 'assessment-decisions-waiting',
	name: '$t:panel_assessment_decisions_waiting',
	description: '$t:panel_assessment_decisions_waiting_about',
	icon: 'how_to_vote',
	component: Panel,
	options: [ASSESSMENT_OPTION],
	minWidth: 12,
	minHeight: 6,
});
