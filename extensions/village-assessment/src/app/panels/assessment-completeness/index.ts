import { definePanel } from '@directus/extensions-sdk';
import { ASSESSMENT_OPTION } from '#app/features/insights/assessment-option.ts';
import Panel from './panel.vue';

export default definePanel({
	id: 'assessment-completeness',
	name: '$t:panel_assessment_completeness',
	description: '$t:panel_assessment_completeness_about',
	icon: 'checklist',
	component: Panel,
	options: [ASSESSMENT_OPTION],
	minWidth: 14,
	minHeight: 8,
});
