import { defineInterface } from '@directus/extensions-sdk';
import ReadingsForm from '#app/features/rulebooks/rule/readings-form.vue';

export default defineInterface({
	id: 'assessment-rule-readings',
	name: '待定解释',
	icon: 'help_center',
	component: ReadingsForm,
	types: ['json'],
	options: null,
});
