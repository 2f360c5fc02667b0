import { defineInterface } from '@directus/extensions-sdk';
import Person from './person.vue';

export default defineInterface({
	id: 'assessment-person',
	name: '人员 · Person',
	icon: 'person',
	component: Person,
	types: ['uuid', 'string'],
	localTypes: ['m2o'],
	group: 'relational',
	relational: true,
	options: [
		{
			field: 'role',
			name: '只列此角色 · Only of this role',
			type: 'string',
			meta: { width: 'half', interface: 'input' },
		},
	],
});
