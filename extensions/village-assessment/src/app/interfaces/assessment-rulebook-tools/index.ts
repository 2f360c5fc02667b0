import { defineInterface } from '@directus/extensions-sdk';
import { defineAsyncComponent } from 'vue';

/** A file of its own: only who changes a rulebook needs it. */
const RulebookTools = defineAsyncComponent(() => import('#app/features/rulebooks/tools/rulebook-tools.vue'));

export default defineInterface({
	id: 'assessment-rulebook-tools',
	name: '细则工具',
	icon: 'construction',
	component: RulebookTools,
	types: ['alias'],
	localTypes: ['presentation'],
	options: null,
});
