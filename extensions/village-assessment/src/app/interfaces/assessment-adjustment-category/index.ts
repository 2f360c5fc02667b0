import { defineInterface } from '@directus/extensions-sdk';
import AdjustmentCategory from './adjustment-category.vue';

export default defineInterface({
	id: 'assessment-adjustment-category',
	name: '加分扣分类别 · Category of a proposal',
	icon: 'category',
	component: AdjustmentCategory,
	types: ['string'],
	group: 'selection',
	options: null,
});
