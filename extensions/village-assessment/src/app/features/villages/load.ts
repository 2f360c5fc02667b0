// What the page of merges and splits reads: the villages in their order, what lies on one of them, and what has become of them.
import { readUsers } from '@directus/sdk';
import { factText, type Locale } from '#engine';
import type { AssessmentApi } from '#app/shared/api.ts';
import type { RulebookContents } from '#app/features/scorecards/rulebook-contents.ts';

export interface VillageRow {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly active: boolean;
}

export const loadVillages = (api: AssessmentApi): Promise<readonly VillageRow[]> =>
	api.readItems('villages', {
		fields: ['id', 'code', 'name', 'active'],
		filter: { active: { _eq: true } },
		sort: ['code'],
	});

export const RECORD_KINDS = ['items', 'adjustments', 'appeals', 'accounts'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** One thing that can go to a part. */
export interface Shared {
	readonly id: string;
	readonly kind: RecordKind;
	/** Under which heading it stands: an assessment; empty for accounts. */
	readonly under: string;
	readonly text: string;
}

interface ItemRow {
	readonly id: string;
	readonly criterion: { readonly id: string; readonly code: string; readonly rulebook: string };
	readonly fact: string;
	readonly value: number | null;
	readonly numerator: number | null;
	readonly denominator: number | null;
	readonly case_ref: string | null;
	readonly observed_on: string | null;
	readonly scorecard: { readonly assessment: { readonly title: string } };
}

interface OtherRow {
	readonly id: string;
	readonly reason?: string | null;
	readonly text?: string | null;
	readonly criterion: { readonly title: string } | null;
	readonly scorecard: { readonly assessment: { readonly title: string } };
}

interface Reading {
	readonly contents: (rulebook: string) => Promise<RulebookContents>;
	readonly locale: Locale;
}

/** Everything of a village in assessments that still change, and its clerks. */
export async function loadRecords(
	api: AssessmentApi,
	village: string,
	{ contents, locale }: Reading,
): Promise<readonly Shared[]> {
	const filter = {
		scorecard: { village: { _eq: village }, assessment: { status: { _in: ['preparing', 'collecting', 'reviewing'] } } },
	};
	const [items, adjustments, appeals, accounts] = await Promise.all([
		api.readItems('evidence_items', {
			fields: [
				'id',
				'fact',
				'value',
				'numerator',
				'denominator',
				'case_ref',
				'observed_on',
				{ criterion: ['id', 'code', 'rulebook'], scorecard: [{ assessment: ['title'] }] },
			],
			filter,
			sort: ['scorecard.assessment.year', 'criterion.sort', 'observed_on'],
		}),
		api.readItems('adjustments', {
			fields: ['id', 'reason', { criterion: ['title'], scorecard: [{ assessment: ['title'] }] }],
			filter,
			sort: ['date_created'],
		}),
		api.readItems('appeals', {
			fields: ['id', 'text', { criterion: ['title'], scorecard: [{ assessment: ['title'] }] }],
			filter,
			sort: ['date_created'],
		}),
		api.request(
			readUsers({
				fields: ['id', 'first_name', 'last_name', 'email'],
				filter: { village: { _eq: village } },
				sort: ['last_name'],
				limit: -1,
			}),
		),
	]);
	const books = new Map(
		await Promise.all(
			[...new Set(items.map(({ criterion }) => criterion.rulebook))].map(
				async (book) => [book, await contents(book)] as const,
			),
		),
	);
	const words = (item: ItemRow): string =>
		factText(
			books.get(item.criterion.rulebook)?.byId.get(item.criterion.id)?.rule ?? null,
			{
				fact: item.fact,
				value: item.value,
				numerator: item.numerator,
				denominator: item.denominator,
				caseRef: item.case_ref,
			},
			locale,
		);
	const other = (kind: 'adjustments' | 'appeals', { id, reason, text, criterion, scorecard }: OtherRow): Shared => ({
		id,
		kind,
		under: scorecard.assessment.title,
		text: [criterion?.title, reason ?? text].filter(Boolean).join('：'),
	});
	return [
		...items.map((item): Shared => ({
			id: item.id,
			kind: 'items',
			under: item.scorecard.assessment.title,
			text: `${item.criterion.code} ${words(item)}${item.observed_on === null ? '' : `（${item.observed_on}）`}`,
		})),
		...adjustments.map((row) => other('adjustments', row)),
		...appeals.map((row) => other('appeals', row)),
		...accounts.map(({ id, first_name: first, last_name: last, email }): Shared => ({
			id,
			kind: 'accounts',
			under: '',
			text: `${last ?? ''}${first ?? ''}` || (email ?? ''),
		})),
	];
}

export interface ChangeRow {
	readonly id: string;
	readonly kind: string;
	readonly text: string;
	readonly reason: string | null;
	readonly action: string;
	readonly undone_at: string | null;
	readonly date_created: string | null;
	readonly user_created: { readonly first_name: string | null; readonly last_name: string | null } | null;
	readonly village: { readonly id: string; readonly name: string } | null;
}

/** Of one village, or the latest of all. */
export const loadChanges = (api: AssessmentApi, village: string | null): Promise<readonly ChangeRow[]> =>
	api.readItems('village_changes', {
		fields: [
			'id',
			'kind',
			'text',
			'reason',
			'action',
			'undone_at',
			'date_created',
			{ user_created: ['first_name', 'last_name'], village: ['id', 'name'] },
		],
		...(village === null ? { limit: 100 } : { filter: { village: { _eq: village } } }),
		sort: ['-date_created'],
	});
