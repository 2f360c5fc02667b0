import { defineInterface } from '@directus/extensions-sdk';
import VillageHistory from './village-history.vue';

export default defineInterface({
	id: 'assessment-village-history',
	name: '历年得分 · Scores over the years',
	icon: 'bar_chart',
	component: VillageHistory,
	types: ['alias'],
	localTypes: ['presentation'],
	group: 'presentation',
	options: null,
	hideLabel: true,
});
