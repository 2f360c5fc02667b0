// The steps that the table of the course has, with the words that the screens say of them.
import { NOTICE_DAYS, TRANSITIONS, type Transition } from '../../course/transitions.ts';
import { ASSESSMENT_STATUSES, type AssessmentStatus } from '../../course/statuses.ts';
import type { Text } from '../texts.ts';
import { filled } from '../texts.ts';
import { TEXTS } from './texts.ts';

export interface CourseStep extends Transition {
	readonly back: boolean;
	readonly name: Text;
	/** What will happen. */
	readonly will: Text;
}

const WILL: Readonly<Record<string, Text>> = {
	'preparing collecting': TEXTS.will_preparing_collecting,
	'collecting reviewing': TEXTS.will_collecting_reviewing,
	'reviewing collecting': TEXTS.will_reviewing_collecting,
	'reviewing publicized': TEXTS.will_reviewing_publicized,
	'publicized reviewing': TEXTS.will_publicized_reviewing,
	'publicized final': TEXTS.will_publicized_final,
};
const NAMES: Readonly<Record<string, Text>> = {
	collecting: TEXTS.to_collecting,
	reviewing: TEXTS.to_reviewing,
	publicized: TEXTS.to_publicized,
	final: TEXTS.to_final,
	'back collecting': TEXTS.back_to_collecting,
	'back reviewing': TEXTS.back_to_reviewing,
};
const NOTHING: Text = { 'zh-CN': '', 'en-US': '' };
const placeOf = (status: AssessmentStatus): number => ASSESSMENT_STATUSES.indexOf(status);
const withDays = (text: Text): Text => ({ 'zh-CN': filled(text['zh-CN'], { days: NOTICE_DAYS }), 'en-US': filled(text['en-US'] ?? '', { days: NOTICE_DAYS }) });

/** Those that lead on first, then those that lead back. */
export const stepsFrom = (status: AssessmentStatus): readonly CourseStep[] =>
	TRANSITIONS.filter(({ from }) => from === status)
		.map((step) => {
			const back = placeOf(step.to) < placeOf(step.from);
			return { ...step, back, name: NAMES[`${back ? 'back ' : ''}${step.to}`] ?? NOTHING, will: withDays(WILL[`${step.from} ${step.to}`] ?? NOTHING) };
		})
		.sort((a, b) => Number(a.back) - Number(b.back));
