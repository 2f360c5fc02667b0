import { defineInterface } from '@directus/extensions-sdk';
import { defineAsyncComponent } from 'vue';

/** A file of its own: only who changes a rulebook needs it. */
const ExamplesForm = defineAsyncComponent(() => import('#app/features/rulebooks/rule/examples-form.vue'));

export default defineInterface({
	id: 'assessment-rule-examples',
	name: '算例',
	icon: 'calculate',
	component: ExamplesForm,
	types: ['json'],
	options: null,
});
