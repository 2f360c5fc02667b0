import { defineInterface } from '@directus/extensions-sdk';
import AppealStatus from './appeal-status.vue';

export default defineInterface({
	id: 'assessment-appeal-status',
	name: '申诉的处理 · Answer of an appeal',
	icon: 'contact_support',
	component: AppealStatus,
	types: ['string'],
	group: 'selection',
	options: null,
});
