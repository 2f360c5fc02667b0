import { defineInterface } from '@directus/extensions-sdk';
import CarefulSaves from './careful-saves.vue';

export default defineInterface({
	id: 'assessment-careful-saves',
	name: '防止覆盖他人修改 · Careful saves',
	icon: 'sync_lock',
	component: CarefulSaves,
	types: ['alias'],
	localTypes: ['presentation'],
	group: 'presentation',
	options: null,
	hideLabel: true,
});
