import { defineInterface } from '@directus/extensions-sdk';
import RulebookTools from '../../screens/rulebook/tools/rulebook-tools.vue';

export default defineInterface({ id: 'assessment-rulebook-tools', name: '细则工具', icon: 'construction', component: RulebookTools, types: ['alias'], localTypes: ['presentation'], options: null });
