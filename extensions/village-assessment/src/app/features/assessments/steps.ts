// The steps that the workflow table has, with the words that the screens say of them.
import { NOTICE_KIND_LABELS, type NoticeLength } from '#domain/assessments/notice-days.ts';
import { TRANSITIONS, type Transition } from '#domain/assessments/workflow.ts';
import { ASSESSMENT_STATUSES, type AssessmentStatus } from '#domain/assessments/status.ts';
import type { Text } from '#app/shared/texts.ts';
import { interpolate } from '#app/shared/texts.ts';
import { TEXTS } from './texts.ts';

export interface WorkflowStep extends Transition {
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

export interface Notice extends NoticeLength {
	/** YYYY-MM-DD: its last day if it began today. */
	readonly until: string;
}
const withNotice = (text: Text, { days, kind, until }: Notice): Text => {
	const kindLabel = NOTICE_KIND_LABELS[kind];
	return {
		'zh-CN': interpolate(text['zh-CN'], { notice: `${days} 个${kindLabel['zh-CN']}`, until }),
		'en-US': interpolate(text['en-US'] ?? '', { notice: `${days} ${kindLabel['en-US']}`, until }),
	};
};

/** Those that lead on first, then those that lead back. */
export const stepsFrom = (status: AssessmentStatus, notice: Notice): readonly WorkflowStep[] =>
	TRANSITIONS.filter(({ from }) => from === status)
		.map((step) => {
			const back = placeOf(step.to) < placeOf(step.from);
			return {
				...step,
				back,
				name: NAMES[`${back ? 'back ' : ''}${step.to}`] ?? NOTHING,
				will: withNotice(WILL[`${step.from} ${step.to}`] ?? NOTHING, notice),
			};
		})
		.sort((a, b) => Number(a.back) - Number(b.back));
