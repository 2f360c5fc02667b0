import type { Locale, State } from '../types.ts';

const STATE_TEXTS = {
	'zh-CN': { pending: '未评', partial: '部分已评', assessed: '已评', waived: '不适用，按满分计' },
	'en-US': {
		pending: 'Not assessed',
		partial: 'Partly assessed',
		assessed: 'Assessed',
		waived: 'Not applicable: full marks',
	},
} satisfies Record<Locale, Record<State, string>>;

/** The state of a line in words. */
export function stateText(state: State, locale: Locale): string {
	return STATE_TEXTS[locale][state];
}
