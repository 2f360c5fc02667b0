import { defineInterface } from '@directus/extensions-sdk';
import Fact from './fact.vue';

export default defineInterface({
	id: 'assessment-fact',
	name: '核查事项与结果 · Fact',
	icon: 'rule',
	description: '按所选评分细则显示相应的填写方式 · The control that fits the chosen criterion',
	component: Fact,
	types: ['string'],
	group: 'other',
	options: null,
});
