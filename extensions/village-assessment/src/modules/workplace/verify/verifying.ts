// The work of verifying: what is before one, what has been done, what was refused. One key, one answer; nobody waits for the server.
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { EvidencePreview } from '../../../preview/answer.ts';
import type { Label } from '../../../engine/index.ts';
import { failureOf, useAssessmentApi } from '../../../screens/api.ts';
import { useTexts } from '../../../screens/texts.ts';
import { ALL_WANTED, wantedOf, type Submission, type Wanted } from './submissions.ts';
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
	/** Verifies, or with a reason returns, the one before one. */
	readonly decide: (reason?: string) => Promise<void>;
	/** The same for all that are ticked: all of them or none. */
	readonly decideTicked: (reason?: string) => Promise<void>;
}

const bodyOf = (reason: string | undefined): object => (reason === undefined ? { status: 'verified' } : { status: 'returned', return_reason: reason });

export function useVerifying(items: () => readonly Submission[], wordsOf: (item: Submission) => string): Verifying {
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
		currentId.value = shown.value[place + by]?.id ?? current.value?.id ?? null;
	}

	function leave(ids: readonly string[]): void {
		const place = shown.value.findIndex(({ id }) => id === current.value?.id);
		const next = shown.value.slice(Math.max(place, 0)).find(({ id }) => !ids.includes(id)) ?? shown.value.findLast(({ id }) => !ids.includes(id));
		done.value = new Set([...done.value, ...ids]);
		currentId.value = next?.id ?? null;
	}

	async function decide(reason?: string): Promise<void> {
		const item = current.value;
		if (item === null) return;
		const what = `${item.scorecard.village_name} ${wordsOf(item)}`;
		failed.value = '';
		leave([item.id]);
		try {
			await api.patch(`/items/evidence_items/${item.id}?fields=id`, bodyOf(reason));
			said.value = say(reason === undefined ? 'verified_one' : 'returned_one', { what });
			verified.value = reason === undefined ? item.id : null;
		} catch (error) {
			done.value = new Set([...done.value].filter((id) => id !== item.id));
			currentId.value = item.id;
			failed.value = say('not_done', { what, why: failureOf(error, locale.value).message });
		}
	}

	async function decideTicked(reason?: string): Promise<void> {
		const keys = [...ticked.value];
		busy.value = true;
		failed.value = '';
		refused.value = [];
		try {
			await api.patch('/items/evidence_items?fields=id&limit=-1', { keys, data: bodyOf(reason) });
			leave(keys);
			said.value = say(reason === undefined ? 'verified_many' : 'returned_many', { n: keys.length });
			verified.value = null;
		} catch (error) {
			failed.value = say('none_done', { n: keys.length, why: failureOf(error, locale.value).message });
			if (reason === undefined) refused.value = await whatIsRefused(keys);
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

	return { waiting, shown, current, wanted, ticked, said, verified, failed, refused, busy, choose: (id) => (currentId.value = id), step, decide, decideTicked };
}
