import { defineInterface } from '@directus/extensions-sdk';
import ParamForm from '../../screens/rulebook/rule/param-form.vue';

export default defineInterface({ id: 'assessment-rule-params', name: '计分参数', icon: 'tune', component: ParamForm, types: ['json'], options: null });
