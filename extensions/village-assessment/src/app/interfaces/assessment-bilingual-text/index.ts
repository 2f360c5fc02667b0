import { defineInterface } from '@directus/extensions-sdk';
import BilingualText from './bilingual-text.vue';

export default defineInterface({
	id: 'assessment-bilingual-text',
	name: '中英文说明',
	icon: 'translate',
	component: BilingualText,
	types: ['json'],
	options: null,
});
