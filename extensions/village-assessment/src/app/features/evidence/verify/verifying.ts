// The work of verifying: what is before one, what has been done, what was refused. One key, one answer; nobody waits for the server.
import { updateItem, updateItemsBatch } from '@directus/sdk';
import type { EvidenceItem } from '#domain/schema.ts';
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { EvidencePreview } from '#domain/contracts/evidence-preview.ts';
import type { Label } from '#engine';
import { failureOf, useAssessmentApi, type Failure } from '#app/shared/api.ts';
import { useCurrentUser } from '#app/shared/current-user.ts';
import { useTexts } from '#app/shared/texts.ts';
import { NO_FILTERS, filterSubmissions, type Submission, type SubmissionFilters } from './submissions.ts';
import { TEXTS } from './texts.ts';
import { howManyAreTold } from './who-is-told.ts';

/** What was verified by one press, as the way back needs it: what is read again since is not taken back. */
export interface Done {
	readonly items: readonly { readonly id: string; readonly date_updated: string | null }[];
}

export interface Refused {
	readonly id: string;
	readonly why: Label;
}

export interface Verifying {
	readonly waiting: ComputedRef<readonly Submission[]>;
	readonly shown: ComputedRef<readonly Submission[]>;
	readonly current: ComputedRef<Submission | null>;
	readonly filters: Ref<SubmissionFilters>;
	readonly selected: Ref<readonly string[]>;
	readonly message: Ref<string>;
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
	/** The same for all that are selected: all of them or none. */
	readonly decideSelected: (reason?: string) => Promise<boolean>;
	/** What was verified together last; null once it was taken back, or something else was done. */
	readonly bulk: ShallowRef<Done | null>;
	/** Takes that back: all of it waits again, as it was handed in. */
	readonly takeBack: () => Promise<boolean>;
}

const bodyOf = (reason: string | undefined): Partial<EvidenceItem> =>
	reason === undefined ? { status: 'verified' } : { status: 'returned', return_reason: reason };

/** `stale`: what is listed is no longer so. */
export function useVerifying(
	items: () => readonly Submission[],
	{ wordsOf, stale }: { readonly wordsOf: (item: Submission) => string; readonly stale: () => void },
): Verifying {
	const api = useAssessmentApi();
	const { id: me } = useCurrentUser();
	const { t, locale } = useTexts(TEXTS);
	const done = ref<ReadonlySet<string>>(new Set());
	const filters = ref<SubmissionFilters>(NO_FILTERS);
	const selected = ref<readonly string[]>([]);
	const currentId = ref<string | null>(null);
	const message = ref('');
	const verified = ref<string | null>(null);
	const failed = ref('');
	const refused = shallowRef<readonly Refused[]>([]);
	const busy = ref(false);
	const bulk = shallowRef<Done | null>(null);

	const waiting = computed(() => items().filter(({ id }) => !done.value.has(id)));
	const shown = computed(() => filterSubmissions(waiting.value, filters.value));
	const current = computed(() => shown.value.find(({ id }) => id === currentId.value) ?? shown.value[0] ?? null);
	watch(items, () => (done.value = new Set()));
	watch(shown, (list) => (selected.value = selected.value.filter((id) => list.some((item) => item.id === id))));

	function step(by: 1 | -1): void {
		const place = shown.value.findIndex(({ id }) => id === current.value?.id);
		choose(shown.value[place + by]?.id ?? current.value?.id ?? null);
	}

	/** What was told of another is not told of this one; the way back from a bulk stays until something else is done. */
	function choose(id: string | null): void {
		const before = bulk.value;
		if (id !== current.value?.id) forget();
		bulk.value = before;
		currentId.value = id;
	}

	function forget(): void {
		message.value = '';
		verified.value = null;
		failed.value = '';
		refused.value = [];
		bulk.value = null;
	}

	function leave(ids: readonly string[]): void {
		const place = shown.value.findIndex(({ id }) => id === current.value?.id);
		const next =
			shown.value.slice(Math.max(place, 0)).find(({ id }) => !ids.includes(id)) ??
			shown.value.findLast(({ id }) => !ids.includes(id));
		done.value = new Set([...done.value, ...ids]);
		currentId.value = next?.id ?? null;
	}

	/** Nobody verifies what he has not seen: the server refuses what has changed since it was read, and says what. */
	function showFailure(failure: Failure, otherwise: string): void {
		failed.value =
			failure.code === 'CHANGED_MEANWHILE'
				? t('changed_meanwhile', { what: changedIn(failure) || otherwise, why: failure.message })
				: otherwise;
		if (failure.code === 'CHANGED_MEANWHILE') stale();
	}

	function changedIn({ details }: Failure): string {
		const conflicts: unknown = details['conflicts'];
		const ids = Array.isArray(conflicts)
			? conflicts.map((one: unknown) => (typeof one === 'object' && one !== null && 'item' in one ? one.item : null))
			: [];
		return items()
			.filter(({ id }) => ids.includes(id))
			.map(nameOf)
			.join('；');
	}

	const nameOf = (item: Submission): string => `${item.scorecard.village_name} ${wordsOf(item)}`;

	async function decide(reason?: string): Promise<boolean> {
		const item = current.value;
		if (item === null) return false;
		forget();
		if (reason === undefined) leave([item.id]);
		try {
			await api.request(
				updateItem(
					'evidence_items',
					item.id,
					{ ...bodyOf(reason), date_updated: item.date_updated },
					{ fields: ['id'] },
				),
			);
			if (reason !== undefined) leave([item.id]);
			message.value =
				reason === undefined
					? t('verified_one', { what: nameOf(item) })
					: t('returned_one', { what: nameOf(item), told: await notifiedText([item]) });
			verified.value = reason === undefined ? item.id : null;
			return true;
		} catch (error) {
			const failure = failureOf(error, locale.value);
			showFailure(
				failure,
				t(reason === undefined ? 'not_verified' : 'not_returned', { what: nameOf(item), why: failure.message }),
			);
		}
		done.value = new Set([...done.value].filter((id) => id !== item.id));
		currentId.value = item.id;
		return false;
	}

	async function decideSelected(reason?: string): Promise<boolean> {
		const keys = [...selected.value];
		busy.value = true;
		forget();
		try {
			const seen = items().filter(({ id }) => keys.includes(id));
			const written = await api.request(
				updateItemsBatch(
					'evidence_items',
					seen.map(({ id, date_updated }) => ({ id, ...bodyOf(reason), date_updated })),
					{ fields: ['id', 'date_updated'], limit: -1 },
				),
			);
			leave(keys);
			message.value =
				reason === undefined
					? t('verified_many', { n: keys.length })
					: t('returned_many', { n: keys.length, told: await notifiedText(seen) });
			verified.value = null;
			if (reason === undefined) bulk.value = { items: written };
			return true;
		} catch (error) {
			const failure = failureOf(error, locale.value);
			showFailure(failure, t('none_done', { n: keys.length, why: failure.message }));
			if (reason === undefined && failure.code !== 'CHANGED_MEANWHILE' && failure.status !== 0)
				refused.value = await whatIsRefused(keys);
			return false;
		} finally {
			busy.value = false;
		}
	}

	/** Nobody is told of people who are told of nothing: a village may have no clerk, or one whose account is closed. */
	async function notifiedText(returned: readonly Submission[]): Promise<string> {
		const n = await howManyAreTold(api, returned, me).catch(() => null);
		if (n === null) return '';
		return n === 0 ? t('told_nobody') : n === 1 ? t('told_clerk') : t('told_some', { n });
	}

	/** A batch is refused for its first fault; which of the items have one, each is asked. */
	async function whatIsRefused(keys: readonly string[]): Promise<readonly Refused[]> {
		const found: Refused[] = [];
		for (const id of keys) {
			const preview = await api
				.post<EvidencePreview>('/assessment/evidence/preview', { id, status: 'verified' })
				.catch(() => null);
			const [problem] = preview?.problems ?? [];
			if (problem !== undefined) found.push({ id, why: problem.text });
		}
		return found;
	}

	/**
	 * Returned and handed in again in one request, by the course that every item has: each step stays on record, and
	 * nobody is told of a return.
	 */
	async function takeBack(): Promise<boolean> {
		if (bulk.value === null) return false;
		const taken = bulk.value.items;
		busy.value = true;
		failed.value = '';
		try {
			const steps = taken.flatMap(({ id, date_updated }): Partial<EvidenceItem>[] => [
				{ id, status: 'returned', return_reason: t('taken_back_reason'), date_updated },
				{ id, status: 'submitted', return_reason: null },
			]);
			await api.request(updateItemsBatch('evidence_items', steps, { fields: ['id'], limit: 1 }));
			bulk.value = null;
			message.value = t('taken_back', { n: taken.length });
			stale();
			return true;
		} catch (error) {
			failed.value = t('not_taken_back', { why: failureOf(error, locale.value).message });
			return false;
		} finally {
			busy.value = false;
		}
	}

	return {
		waiting,
		shown,
		current,
		filters,
		selected,
		message,
		verified,
		failed,
		refused,
		busy,
		choose,
		step,
		decide,
		decideSelected,
		bulk,
		takeBack,
	};
}
