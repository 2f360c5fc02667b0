import { defineInterface } from '@directus/extensions-sdk';
import { defineAsyncComponent } from 'vue';

/** A file of its own: only who changes a rulebook needs it. */
const ParamForm = defineAsyncComponent(() => import('#app/features/rulebooks/rule/param-form.vue'));

export default defineInterface({
	id: 'assessment-rule-params',
	name: '计分参数',
	icon: 'tune',
	component: ParamForm,
	types: ['json'],
	options: null,
});
