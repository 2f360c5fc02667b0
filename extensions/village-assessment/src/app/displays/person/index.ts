import { defineDisplay } from '@directus/extensions-sdk';
import { PERSON_FIELDS } from '#app/shared/person-name.ts';
import Person from './person.vue';

export default defineDisplay({
	id: 'assessment-person',
	name: '姓名 · Name of a person',
	icon: 'person',
	component: Person,
	types: ['uuid', 'string'],
	localTypes: ['m2o'],
	fields: [...PERSON_FIELDS],
	options: null,
});
