import { defineInterface } from '@directus/extensions-sdk';
import AssessmentCourse from './assessment-workflow.vue';

export default defineInterface({
	id: 'assessment-course',
	name: '考核进程 · Course of the year',
	icon: 'route',
	component: AssessmentCourse,
	types: ['alias'],
	localTypes: ['presentation'],
	group: 'presentation',
	options: null,
	hideLabel: true,
});
