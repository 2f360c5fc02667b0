// The work of verifying: what is before one, what has been done, what was refused. One key, one answer; nobody waits for the server.
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { EvidencePreview } from '../../../preview/answer.ts';
import type { Label } from '../../../engine/index.ts';
import { failureOf, useAssessmentApi } from '../../../screens/api.ts';
import { useTexts } from '../../../screens/texts.ts';
import { ALL_WANTED, changedSince, wantedOf, type Submission, type Wanted } from './submissions.ts';
import { TEXTS } from './texts.ts';

export interface Refused {
	readonly id: string;
	readonly why: Label;
}

export interface Verifying {
	readonly waiting: ComputedRef<readonly Submission[]>;
	readonly shown: ComputedRef<readonly Submission[]>;
	readonly current: ComputedRef<Submission | null>;
	readonly wanted: Ref<Wanted>;
	readonly ticked: Ref<readonly string[]>;
	readonly said: Ref<string>;
	/** The item that was verified last by itself: whoever pressed the key too soon goes back to it. */
	readonly verified: Ref<string | null>;
	readonly failed: Ref<string>;
	/** Of a bulk that was refused as a whole: each item that cannot be verified. */
	readonly refused: ShallowRef<readonly Refused[]>;
	readonly busy: Ref<boolean>;
	readonly choose: (id: string) => void;
	readonly step: (by: 1 | -1) => void;
	/** Verifies the one before one and goes on at once; with a reason returns it, and goes on when it is done. False: it was refused. */
	readonly decide: (reason?: string) => Promise<boolean>;
	/** The same for all that are ticked: all of them or none. */
	readonly decideTicked: (reason?: string) => Promise<boolean>;
}

const bodyOf = (reason: string | undefined): object => (reason === undefined ? { status: 'verified' } : { status: 'returned', return_reason: reason });

/** `stale`: what is listed is no longer so. */
export function useVerifying(items: () => readonly Submission[], { wordsOf, stale }: { readonly wordsOf: (item: Submission) => string; readonly stale: () => void }): Verifying {
	const api = useAssessmentApi();
	const { say, locale } = useTexts(TEXTS);
	const done = ref<ReadonlySet<string>>(new Set());
	const wanted = ref<Wanted>(ALL_WANTED);
	const ticked = ref<readonly string[]>([]);
	const currentId = ref<string | null>(null);
	const said = ref('');
	const verified = ref<string | null>(null);
	const failed = ref('');
	const refused = shallowRef<readonly Refused[]>([]);
	const busy = ref(false);

	const waiting = computed(() => items().filter(({ id }) => !done.value.has(id)));
	const shown = computed(() => wantedOf(waiting.value, wanted.value));
	const current = computed(() => shown.value.find(({ id }) => id === currentId.value) ?? shown.value[0] ?? null);
	watch(items, () => (done.value = new Set()));
	watch(shown, (list) => (ticked.value = ticked.value.filter((id) => list.some((item) => item.id === id))));

	function step(by: 1 | -1): void {
		const place = shown.value.findIndex(({ id }) => id === current.value?.id);
		choose(shown.value[place + by]?.id ?? current.value?.id ?? null);
	}

	/** What was told of another is not told of this one. */
	function choose(id: string | null): void {
		if (id !== current.value?.id) failed.value = '';
		currentId.value = id;
	}

	function leave(ids: readonly string[]): void {
		const place = shown.value.findIndex(({ id }) => id === current.value?.id);
		const next = shown.value.slice(Math.max(place, 0)).find(({ id }) => !ids.includes(id)) ?? shown.value.findLast(({ id }) => !ids.includes(id));
		done.value = new Set([...done.value, ...ids]);
		currentId.value = next?.id ?? null;
	}

	/** Nobody verifies what he has not seen. */
	async function asSeen(seen: readonly Submission[]): Promise<boolean> {
		const changed = await changedSince(api, seen);
		if (changed.length === 0) return true;
		failed.value = say('changed_meanwhile', { what: changed.map(nameOf).join('；') });
		stale();
		return false;
	}

	const nameOf = (item: Submission): string => `${item.scorecard.village_name} ${wordsOf(item)}`;

	async function decide(reason?: string): Promise<boolean> {
		const item = current.value;
		if (item === null) return false;
		failed.value = '';
		if (reason === undefined) leave([item.id]);
		try {
			if (await asSeen([item])) {
				await api.patch(`/items/evidence_items/${item.id}?fields=id`, bodyOf(reason));
				if (reason !== undefined) leave([item.id]);
				said.value = say(reason === undefined ? 'verified_one' : 'returned_one', { what: nameOf(item) });
				verified.value = reason === undefined ? item.id : null;
				return true;
			}
		} catch (error) {
			failed.value = say('not_done', { what: nameOf(item), why: failureOf(error, locale.value).message });
		}
		done.value = new Set([...done.value].filter((id) => id !== item.id));
		currentId.value = item.id;
		return false;
	}

	async function decideTicked(reason?: string): Promise<boolean> {
		const keys = [...ticked.value];
		busy.value = true;
		failed.value = '';
		refused.value = [];
		try {
			if (!(await asSeen(items().filter(({ id }) => keys.includes(id))))) return false;
			await api.patch('/items/evidence_items?fields=id&limit=-1', { keys, data: bodyOf(reason) });
			leave(keys);
			said.value = say(reason === undefined ? 'verified_many' : 'returned_many', { n: keys.length });
			verified.value = null;
			return true;
		} catch (error) {
			failed.value = say('none_done', { n: keys.length, why: failureOf(error, locale.value).message });
			if (reason === undefined) refused.value = await whatIsRefused(keys);
			return false;
		} finally {
			busy.value = false;
		}
	}

	/** A batch is refused for its first fault; which of the items have one, each is asked. */
	async function whatIsRefused(keys: readonly string[]): Promise<readonly Refused[]> {
		const found: Refused[] = [];
		for (const id of keys) {
			const preview = await api.post<EvidencePreview>('/assessment/evidence/preview', { id, status: 'verified' }).catch(() => null);
			const [problem] = preview?.problems ?? [];
			if (problem !== undefined) found.push({ id, why: problem.text });
		}
		return found;
	}

	return { waiting, shown, current, wanted, ticked, said, verified, failed, refused, busy, choose, step, decide, decideTicked };
}
