import { definePanel } from '@directus/extensions-sdk';
import { ASSESSMENT_OPTION } from '#app/features/insights/assessment-option.ts';
import Panel from './panel.vue';

export default definePanel({
	id: 'assessment-heat-map',
	name: '$t:panel_assessment_heat_map',
	description: '$t:panel_assessment_heat_map_about',
	icon: 'grid_on',
	component: Panel,
	options: [ASSESSMENT_OPTION],
	minWidth: 20,
	minHeight: 8,
});
