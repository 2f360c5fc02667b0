import { defineInterface } from '@directus/extensions-sdk';
import ExamplesForm from '../../screens/rulebook/rule/examples-form.vue';

export default defineInterface({ id: 'assessment-rule-examples', name: '算例', icon: 'calculate', component: ExamplesForm, types: ['json'], options: null });
