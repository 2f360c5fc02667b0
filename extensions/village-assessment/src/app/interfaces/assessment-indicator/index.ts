import { defineInterface } from '@directus/extensions-sdk';
import Indicator from './indicator.vue';

export default defineInterface({
	id: 'assessment-indicator',
	name: '考核指标（本细则） · Indicator of the rulebook',
	icon: 'account_tree',
	component: Indicator,
	types: ['uuid', 'string'],
	localTypes: ['m2o'],
	group: 'relational',
	relational: true,
	options: null,
});
