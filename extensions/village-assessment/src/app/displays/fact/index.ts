import { defineDisplay } from '@directus/extensions-sdk';
import Fact from './fact.vue';

export default defineDisplay({
	id: 'assessment-fact',
	name: '事项与结果 · Fact in words',
	icon: 'rule',
	description: '用于考核材料的 id：显示“专门的办公场地：无” · For an evidence item’s id: what it says, in words',
	component: Fact,
	types: ['uuid'],
	options: null,
});
