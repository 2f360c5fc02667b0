// One adjustment: what the server says of it, and what is done to it.
import { computed, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { AdjustmentDetail, DecisionPreview } from '#domain/contracts/adjustments.ts';
import { useAssessmentApi, type Failure } from '#app/shared/api.ts';
import { useAsyncData, type AsyncData } from '#app/shared/use-async-data.ts';
import { useMutation } from '#app/shared/use-mutation.ts';
import { loadRanking, type RankingRow } from '#app/features/scorecards/ranking/load-ranking.ts';
import { useTexts } from '#app/shared/texts.ts';
import { ACTION_TEXTS } from './action-texts.ts';
import { useDecisions, type Decisions } from './endpoints.ts';
import { movedNear } from './moved-near.ts';

/** What a decision taken just now has changed. */
export interface Outcome {
	readonly status: 'approved' | 'rejected';
	/** Around the village, as the ranking stands now; empty where nothing moved. */
	readonly rows: readonly RankingRow[];
	readonly total: { readonly before: number; readonly after: number } | null;
}

export interface Notice {
	readonly type: 'success' | 'warning';
	readonly text: string;
}

type Act = (decisions: Decisions, id: string) => Promise<AdjustmentDetail>;

export interface AdjustmentOnScreen {
	readonly current: AsyncData<AdjustmentDetail>;
	/** What a yes would do; loaded only where there is something left to decide. */
	readonly preview: AsyncData<DecisionPreview>;
	/** Answers with the case that the action made or changed; null: it was refused, see `failure` and `notice`. */
	readonly act: (run: Act, done: string) => Promise<AdjustmentDetail | null>;
	/** Deletes a draft; false: it was refused. */
	readonly remove: () => Promise<boolean>;
	readonly busy: Ref<boolean>;
	readonly failure: ShallowRef<Failure | null>;
	readonly notice: ShallowRef<Notice | null>;
	readonly outcome: ShallowRef<Outcome | null>;
	readonly undecided: ComputedRef<boolean>;
}

/**
 * `id`: null while there is nothing to load; `preview`: false where what a yes would do is not shown. Must be called
 * in a component's setup.
 */
export function useAdjustment(
	id: () => string | null,
	{ preview: previewed = true }: { readonly preview?: boolean } = {},
): AdjustmentOnScreen {
	const api = useAssessmentApi();
	const decisions = useDecisions();
	const { t } = useTexts(ACTION_TEXTS);
	const current = useAsyncData(id, decisions.read);
	const undecided = computed(() => current.data.value?.status === 'draft' || current.data.value?.status === 'proposed');
	const preview = useAsyncData(() => (previewed && undecided.value ? id() : null), decisions.preview);
	const notice = shallowRef<Notice | null>(null);
	const outcome = shallowRef<Outcome | null>(null);

	async function outcomeOf({ status, assessment, scorecard }: AdjustmentDetail): Promise<Outcome | null> {
		if (status === 'rejected') return { status, rows: [], total: null };
		if (status !== 'approved') return null;
		const before = preview.data.value;
		const rows = await loadRanking(api, assessment.id);
		const after = rows.find((row) => row.id === scorecard)?.total;
		if (before === null || after === undefined) return { status, rows: [], total: null };
		return { status, rows: movedNear(rows, { scorecard, before }), total: { before: before.total.before, after } };
	}

	/** Somebody else was quicker: the page shows what is so now, and why the action came too late. */
	async function tooLate({ status, message }: Failure): Promise<boolean> {
		if (status !== 409 && status !== 404) return false;
		notice.value = { type: 'warning', text: `${message}${t('changed_meanwhile')}` };
		await current.load();
		return true;
	}

	/** Answers with the case that it made or changed; null: with nothing left of it. */
	const request = useMutation((what: () => Promise<AdjustmentDetail | null>) => what(), { onFailure: tooLate });
	const { busy, failure } = request;

	const act = (run: Act, done: string): Promise<AdjustmentDetail | null> => {
		notice.value = null;
		return request.run(async () => {
			const fresh = await run(decisions, id() ?? '');
			if (fresh.id !== id()) return fresh;
			outcome.value = await outcomeOf(fresh);
			current.data.value = fresh;
			notice.value = { type: 'success', text: done };
			return fresh;
		});
	};

	async function remove(): Promise<boolean> {
		let removed = false;
		notice.value = null;
		await request.run(async () => {
			await decisions.remove(id() ?? '');
			removed = true;
			return null;
		});
		return removed;
	}

	return { current, preview, act, remove, busy, failure, notice, outcome, undecided };
}
