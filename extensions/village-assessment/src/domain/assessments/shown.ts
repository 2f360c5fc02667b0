// Which assessment is shown: pages, panels and dashboards all ask here, so that everybody speaks of the same year.
import type { AssessmentStatus } from './status.ts';

export interface Showable {
	readonly id: string;
	readonly status: AssessmentStatus;
}

/** Somebody looks at another assessment than the one that is shown by itself. */
export interface OwnChoice {
	readonly assessment: string;
	/** It was final already: whoever looks up an old year has it until the next one begins. */
	readonly final: boolean;
	/** What was shown by itself at that time. */
	readonly instead_of: string;
}

/** Of these the newest is shown first: what runs; then the last result; what is only being prepared says nothing yet. */
const ORDER: readonly (readonly AssessmentStatus[])[] = [
	['collecting', 'reviewing', 'publicized'],
	['final'],
	['preparing'],
];

export const isRunning = ({ status }: Pick<Showable, 'status'>): boolean => ORDER[0]?.includes(status) === true;

/** What is shown to who has chosen nothing. `all`: the newest first. */
export function shownByItself<T extends Showable>(all: readonly T[]): T | null {
	for (const statuses of ORDER) {
		const found = all.find(({ status }) => statuses.includes(status));
		if (found !== undefined) return found;
	}
	return null;
}

/** The own choice, for as long as it still means what it meant: not once the year it was of is final, nor once another one runs. */
export function shownTo<T extends Showable>(all: readonly T[], choice: OwnChoice | null): T | null {
	const usual = shownByItself(all);
	const own = all.find(({ id }) => id === choice?.assessment);
	if (choice === null || own === undefined || usual?.id !== choice.instead_of) return usual;
	return own.status === 'final' && !choice.final ? usual : own;
}

/** null: it is what would be shown anyway; then the page goes on to the next year by itself. */
export function choiceOf(all: readonly Showable[], id: string): OwnChoice | null {
	const usual = shownByItself(all);
	const own = all.find((one) => one.id === id);
	return usual === null || own === undefined || own.id === usual.id
		? null
		: { assessment: own.id, final: own.status === 'final', instead_of: usual.id };
}

/** What an earlier visit has stored; null where it is nothing of that kind. */
export function asChoice(stored: unknown): OwnChoice | null {
	if (typeof stored !== 'object' || stored === null || !('assessment' in stored) || !('instead_of' in stored))
		return null;
	const { assessment, instead_of } = stored;
	if (typeof assessment !== 'string' || typeof instead_of !== 'string') return null;
	return { assessment, instead_of, final: 'final' in stored && stored.final === true };
}
