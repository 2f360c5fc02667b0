import { defineInterface } from '@directus/extensions-sdk';
import AppealSubjectField from './appeal-subject.vue';

export default defineInterface({
	id: 'assessment-appeal-subject',
	name: '申诉对象 · What is appealed against',
	icon: 'contact_support',
	component: AppealSubjectField,
	types: ['alias'],
	localTypes: ['presentation'],
	group: 'presentation',
	options: null,
	hideLabel: true,
});
