// A scorecard as its table shows it, in three requests whatever lies on it: the card with its lines, the items, the years.
import type { Examination, Label, Reason, Reading, State } from '#engine';
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import { RANK_FIELDS } from './ranking/rank-words.ts';
import type { AssessmentApi } from '#app/shared/api.ts';

export interface IndicatorRow {
	readonly id: string;
	readonly parent: string | null;
	readonly code: string;
	readonly title: string;
	readonly title_en: string | null;
	readonly points: number;
	readonly sort: number | null;
	readonly examined_by: readonly Examination[] | null;
	/** The official words on how it is examined (考核方式). */
	readonly examination: string | null;
}

export interface CriterionRow {
	readonly id: string;
	readonly indicator: string;
	readonly code: string;
	readonly title: string;
	readonly title_en: string | null;
	readonly wording: string | null;
	readonly points: number;
	readonly method: string;
	readonly params: unknown;
	readonly waivable: boolean;
	readonly readings: readonly Reading[] | null;
	readonly notes: Label | null;
	readonly sort: number | null;
}

export interface LineRow {
	readonly id: string;
	readonly criterion: CriterionRow;
	readonly awarded: number;
	readonly attainable: number;
	readonly state: State;
	readonly explanation: string | null;
	readonly reasons: readonly Reason[] | null;
	readonly evidence_count: number;
}

export interface ScoreCard {
	readonly id: string;
	readonly village: string;
	readonly village_name: string;
	readonly total: number;
	readonly attainable: number;
	readonly rank: number | null;
	readonly rank_best: number | null;
	readonly rank_worst: number | null;
	readonly base_points: number;
	readonly bonus_points: number;
	readonly penalty_points: number;
	readonly assessed_count: number;
	readonly criteria_count: number;
	readonly excluded_reason: string | null;
	readonly assessment: {
		readonly id: string;
		readonly title: string;
		readonly year: number;
		readonly status: AssessmentStatus;
		readonly rulebook: {
			readonly title: string;
			readonly title_en: string | null;
			readonly indicators: readonly IndicatorRow[];
		};
	};
	readonly lines: readonly LineRow[];
	readonly adjustments: readonly AdjustmentRow[];
}

export interface AdjustmentRow {
	readonly id: string;
	readonly criterion: string;
	readonly category: string | null;
	readonly occurrences: number | null;
	readonly reason: string | null;
	readonly occurred_on: string | null;
}

export interface ItemRow {
	readonly id: string;
	readonly criterion: string;
	readonly fact: string;
	readonly value: number | null;
	readonly numerator: number | null;
	readonly denominator: number | null;
	readonly case_ref: string | null;
	readonly observed_on: string | null;
	readonly reported_on: string | null;
}

export interface YearRow {
	readonly id: string;
	readonly total: number;
	readonly attainable: number;
	readonly rank: number | null;
	readonly rank_best: number | null;
	readonly rank_worst: number | null;
	readonly village_name: string;
	readonly assessment: { readonly title: string; readonly year: number; readonly status: AssessmentStatus };
}

export const INDICATOR_FIELDS = [
	'id',
	'parent',
	'code',
	'title',
	'title_en',
	'points',
	'sort',
	'examined_by',
	'examination',
] as const;
export const CRITERION_FIELDS = [
	'id',
	'indicator',
	'code',
	'title',
	'title_en',
	'wording',
	'points',
	'method',
	'params',
	'waivable',
	'readings',
	'notes',
	'sort',
] as const;
export const FACT_FIELDS = [
	'fact',
	'value',
	'numerator',
	'denominator',
	'case_ref',
	'observed_on',
	'reported_on',
] as const;
export const ITEM_FIELDS = ['id', 'criterion', ...FACT_FIELDS] as const;

const CARD_FIELDS = [
	'id',
	'village',
	'village_name',
	'total',
	'attainable',
	...RANK_FIELDS,
	'base_points',
	'bonus_points',
	'penalty_points',
	'assessed_count',
	'criteria_count',
	'excluded_reason',
	{
		assessment: [
			'id',
			'title',
			'year',
			'status',
			{ rulebook: ['title', 'title_en', { indicators: INDICATOR_FIELDS }] },
		],
		lines: [
			'id',
			'awarded',
			'attainable',
			'state',
			'explanation',
			'reasons',
			'evidence_count',
			{ criterion: CRITERION_FIELDS },
		],
		adjustments: ['id', 'criterion', 'category', 'occurrences', 'reason', 'occurred_on'],
	},
] as const;

const ALL = { _limit: -1 };

export const loadCard = (api: AssessmentApi, id: string): Promise<ScoreCard> =>
	api.readItem('scorecards', id, {
		fields: CARD_FIELDS,
		deep: {
			lines: ALL,
			adjustments: { ...ALL, _filter: { status: { _eq: 'approved' } } },
			assessment: { rulebook: { indicators: ALL } },
		},
	});

/** Those that count. */
export const loadItems = (api: AssessmentApi, scorecard: string): Promise<readonly ItemRow[]> =>
	api.readItems('evidence_items', {
		fields: ITEM_FIELDS,
		filter: { scorecard: { _eq: scorecard }, status: { _eq: 'verified' } },
		sort: ['observed_on', 'date_created'],
	});

export const loadYears = (api: AssessmentApi, village: string): Promise<readonly YearRow[]> =>
	api.readItems('scorecards', {
		fields: ['id', 'total', 'attainable', 'village_name', ...RANK_FIELDS, { assessment: ['title', 'year', 'status'] }],
		filter: { village: { _eq: village } },
		sort: ['assessment.year', 'assessment.title'],
	});

export interface StoryRow {
	readonly id: string;
	readonly text: string;
	readonly reason: string | null;
	readonly undone_at: string | null;
	readonly date_created: string | null;
}

export const loadStory = (api: AssessmentApi, village: string): Promise<readonly StoryRow[]> =>
	api.readItems('village_changes', {
		fields: ['id', 'text', 'reason', 'undone_at', 'date_created'],
		filter: { village: { _eq: village } },
		sort: ['-date_created'],
	});
