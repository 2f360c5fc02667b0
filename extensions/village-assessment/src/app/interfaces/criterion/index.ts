import { defineInterface } from '@directus/extensions-sdk';
import Criterion from './criterion.vue';

export default defineInterface({
	id: 'assessment-criterion',
	name: '评分细则（按评分表） · Criterion of the scorecard',
	icon: 'format_list_numbered',
	component: Criterion,
	types: ['uuid', 'string'],
	localTypes: ['m2o'],
	group: 'relational',
	relational: true,
	options: null,
});
