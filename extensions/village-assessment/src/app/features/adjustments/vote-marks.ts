// How a vote looks: a sign of its own each, so that nobody has to tell colours apart.
import type { Vote } from '#domain/adjustments/status.ts';

export const VOTE_ICONS = {
	approve: 'thumb_up',
	reject: 'thumb_down',
	abstain: 'radio_button_unchecked',
	recuse: 'front_hand',
} as const satisfies Record<Vote, string>;

export const NOT_VOTED_ICON = 'pending';
