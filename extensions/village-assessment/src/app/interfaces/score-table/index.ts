import { defineInterface } from '@directus/extensions-sdk';
import ScoreTable from './score-table.vue';

export default defineInterface({
	id: 'assessment-score-table',
	name: '评分表 · Score sheet',
	icon: 'table_chart',
	component: ScoreTable,
	types: ['alias'],
	localTypes: ['presentation'],
	group: 'presentation',
	options: null,
	hideLabel: true,
});
