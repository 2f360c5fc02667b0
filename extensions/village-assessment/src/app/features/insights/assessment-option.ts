/** Which assessment a panel shows; left empty, it is the one that all pages show, to be changed in the panel. */
export const ASSESSMENT_OPTION = {
	field: 'assessment',
	name: '$t:panel_option_assessment',
	type: 'json',
	meta: {
		interface: 'collection-item-dropdown',
		width: 'full',
		note: '$t:panel_option_assessment_note',
		options: { selectedCollection: 'assessments', template: '{{title}}' },
	},
} as const;
