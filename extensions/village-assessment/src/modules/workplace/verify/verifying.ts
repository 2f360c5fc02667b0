// The work of verifying: what is before one, what has been done, what was refused. One key, one answer; nobody waits for the server.
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { EvidencePreview } from '../../../preview/answer.ts';
import type { Label } from '../../../engine/index.ts';
import { failureOf, useAssessmentApi } from '../../../screens/api.ts';
import { useCurrentUser } from '../../../screens/current-user.ts';
import { useTexts } from '../../../screens/texts.ts';
import { ALL_WANTED, changedSince, wantedOf, type Submission, type Wanted } from './submissions.ts';
import { TEXTS } from './texts.ts';
import { howManyAreTold } from './who-is-told.ts';

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
	const { id: me } = useCurrentUser();
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
		if (id !== current.value?.id) forget();
		currentId.value = id;
	}

	function forget(): void {
		said.value = '';
		verified.value = null;
		failed.value = '';
		refused.value = [];
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
		forget();
		if (reason === undefined) leave([item.id]);
		try {
			if (await asSeen([item])) {
				await api.patch(`/items/evidence_items/${item.id}?fields=id`, bodyOf(reason));
				if (reason !== undefined) leave([item.id]);
				said.value = reason === undefined ? say('verified_one', { what: nameOf(item) }) : say('returned_one', { what: nameOf(item), told: await toldOf([item]) });
				verified.value = reason === undefined ? item.id : null;
				return true;
			}
		} catch (error) {
			failed.value = say(reason === undefined ? 'not_verified' : 'not_returned', { what: nameOf(item), why: failureOf(error, locale.value).message });
		}
		done.value = new Set([...done.value].filter((id) => id !== item.id));
		currentId.value = item.id;
		return false;
	}

	async function decideTicked(reason?: string): Promise<boolean> {
		const keys = [...ticked.value];
		busy.value = true;
		forget();
		try {
			const seen = items().filter(({ id }) => keys.includes(id));
			if (!(await asSeen(seen))) return false;
			await api.patch('/items/evidence_items?fields=id&limit=-1', { keys, data: bodyOf(reason) });
			leave(keys);
			said.value = reason === undefined ? say('verified_many', { n: keys.length }) : say('returned_many', { n: keys.length, told: await toldOf(seen) });
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

	/** Nobody is told of people who are told of nothing: a village may have no clerk, or one whose account is closed. */
	async function toldOf(returned: readonly Submission[]): Promise<string> {
		const n = await howManyAreTold(api, returned, me).catch(() => null);
		if (n === null) return '';
		return n === 0 ? say('told_nobody') : n === 1 ? say('told_clerk') : say('told_some', { n });
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
