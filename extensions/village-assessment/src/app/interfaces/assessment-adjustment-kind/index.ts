import { defineInterface } from '@directus/extensions-sdk';
import AdjustmentKind from './adjustment-kind.vue';

export default defineInterface({
	id: 'assessment-adjustment-kind',
	name: '加分或扣分 · Bonus or penalty',
	icon: 'exposure',
	component: AdjustmentKind,
	types: ['uuid'],
	localTypes: ['m2o'],
	group: 'relational',
	relational: true,
	options: null,
});
