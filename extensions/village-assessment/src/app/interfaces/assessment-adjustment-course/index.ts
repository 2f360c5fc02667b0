import { defineInterface } from '@directus/extensions-sdk';
import AdjustmentCourse from './adjustment-workflow.vue';

export default defineInterface({
	id: 'assessment-adjustment-course',
	name: '加分扣分的办理 · Course of an adjustment',
	icon: 'how_to_vote',
	component: AdjustmentCourse,
	types: ['alias'],
	localTypes: ['presentation'],
	group: 'presentation',
	options: null,
	hideLabel: true,
});
