// Words that only the first authors of this project understood. docs/glossary.md has the words that everybody knows instead.

/** Identifiers, as whole words. */
export const IDENTIFIERS = [
	'Acting',
	'autopsy',
	'bereft',
	'borrow',
	'borrowInstance',
	'Desk',
	'freshen',
	'holdCourse',
	'joinCourse',
	'kick',
	'leash',
	'Pen',
	'scene',
	'secondPerson',
	'strayed',
	'toAnyone',
	'useLoaded',
	'useTask',
	'WholeCase',
];

/** Phrases of comments, texts and names of tests, in any case. */
export const PHRASES = ['what is none of', 'which is none of'];

/** What no variable, parameter, function or type is called. As properties of contracts and in prose the words are free. */
export const DECLARED = [
	'acting',
	'desk',
	'giveBack',
	'pen',
	'said',
	'Said',
	'ticked',
	'told',
	'Told',
	'toldOf',
	'wish',
	'Wish',
	'wishOf',
];
