import { lastNoticeDay, type Holidays, type NoticeKind } from '#domain/assessments/notice-days.ts';
import { ASSESSMENT_STATUS_LABELS, type AssessmentStatus } from '#domain/assessments/status.ts';
import { readComments } from '@directus/sdk';
import { countItems } from '#app/shared/items.ts';
import type { AssessmentApi } from '#app/shared/api.ts';

export interface RulebookRow {
	readonly id: string;
	readonly title: string;
	readonly title_en: string | null;
	readonly version: string;
	readonly status: 'draft' | 'published' | 'retired';
}

export interface AssessmentDetail {
	readonly id: string;
	readonly title: string;
	readonly year: number;
	readonly status: AssessmentStatus;
	readonly rulebook: RulebookRow;
	/** YYYY-MM-DD. */
	readonly submission_deadline: string | null;
	readonly publicity_from: string | null;
	readonly publicity_to: string | null;
	readonly publicity_days: number;
	readonly publicity_kind: NoticeKind;
	readonly result_digest: string | null;
	readonly public_online: boolean | null;
}

export interface CardRow {
	readonly id: string;
	readonly village_name: string;
	readonly excluded_reason: string | null;
	readonly village: string;
}

export interface Villages {
	readonly cards: readonly CardRow[];
	/** Active, and not in the assessment. */
	readonly others: readonly { readonly id: string; readonly name: string }[];
	/** In the assessment, and no longer in use: somebody has to say whether they still take part. */
	readonly idle: ReadonlySet<string>;
}

const RULEBOOK = ['id', 'title', 'title_en', 'version', 'status'] as const;

/** Why the assessment was taken back to where it stands; null: it has come here on its way. */
export async function loadWhyBack(
	api: Pick<AssessmentApi, 'request'>,
	{ id, status }: Pick<AssessmentDetail, 'id' | 'status'>,
): Promise<{ readonly reason: string; readonly at: string | null } | null> {
	const beginning = `转为「${ASSESSMENT_STATUS_LABELS[status]['zh-CN']}」：`;
	const [last] = await api.request(
		readComments({
			fields: ['comment', 'date_created'],
			filter: { collection: { _eq: 'assessments' }, item: { _eq: id }, comment: { _starts_with: '转为「' } },
			sort: ['-date_created'],
			limit: 1,
		}),
	);
	return last?.comment.startsWith(beginning) === true
		? { reason: last.comment.slice(beginning.length), at: last.date_created }
		: null;
}

export const loadAssessment = (api: AssessmentApi, id: string): Promise<AssessmentDetail> =>
	api.readItem('assessments', id, {
		fields: [
			'id',
			'title',
			'year',
			'status',
			'submission_deadline',
			'publicity_from',
			'publicity_to',
			'publicity_days',
			'publicity_kind',
			'result_digest',
			'public_online',
			{ rulebook: RULEBOOK },
		],
	});

/** Days off, and weekends that are worked, from a day on. */
export async function loadHolidays(api: AssessmentApi, from: string): Promise<Holidays> {
	const rows = await api.readItems('holidays', {
		fields: ['date', 'kind'],
		filter: { date: { _gte: from } },
	});
	return new Map(rows.map(({ date, kind }) => [date, kind]));
}

/** The notice as it would be if it began on `from`. */
export const noticeFrom = (
	from: string,
	{ publicity_days: days, publicity_kind: kind }: AssessmentDetail,
	holidays: Holidays,
): { days: number; kind: NoticeKind; until: string } => ({
	days,
	kind,
	until: lastNoticeDay(from, { days, kind }, holidays),
});

export async function loadVillages(api: AssessmentApi, assessment: string): Promise<Villages> {
	const [cards, villages] = await Promise.all([
		api.readItems('scorecards', {
			fields: ['id', 'village_name', 'excluded_reason', 'village'],
			filter: { assessment: { _eq: assessment } },
			sort: ['village.code'],
		}),
		api.readItems('villages', {
			fields: ['id', 'name', 'active'],
			sort: ['code'],
		}),
	]);
	const inIt = new Set(cards.map(({ village }) => village));
	return {
		cards,
		others: villages.filter(({ id, active }) => active && !inIt.has(id)),
		idle: new Set(villages.filter(({ active }) => !active).map(({ id }) => id)),
	};
}

export interface Unsent {
	readonly draft: number;
	readonly returned: number;
}

/** What lies with the clerks: not handed in yet, or handed back to them. */
export async function loadUnsent(api: AssessmentApi, assessment: string): Promise<Unsent> {
	const counted = await api.request(
		countItems('evidence_items', {
			groupBy: 'status',
			filter: { scorecard: { assessment: { _eq: assessment } }, status: { _in: ['draft', 'returned'] } },
		}),
	);
	const of = (status: keyof Unsent): number => Number(counted.find((one) => one.status === status)?.count.id ?? 0);
	return { draft: of('draft'), returned: of('returned') };
}

/** Those that an assessment can be moved to: a draft only while it is being prepared. */
export const loadRulebooks = (
	api: AssessmentApi,
	{ status, rulebook }: AssessmentDetail,
): Promise<readonly RulebookRow[]> =>
	api.readItems('rulebooks', {
		fields: RULEBOOK,
		filter: {
			id: { _neq: rulebook.id },
			status: { _in: status === 'preparing' ? ['published', 'draft'] : ['published'] },
		},
		sort: ['-date_created'],
	});
