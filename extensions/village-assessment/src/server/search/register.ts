// A search in the lists of the assessment: by village, code and fact, as people look for a record, in place of Directus's own,
// which knows a record's own columns only.
import type { RegisterFunctions } from '@directus/extensions';
import { isConfined } from '#server/access/confine.ts';
import { ADJUSTMENT_STATUS_LABELS } from '#domain/adjustments/status.ts';
import { APPEAL_STATUS_LABELS } from '#domain/appeals/status.ts';
import { EVIDENCE_STATUS_LABELS } from '#domain/evidence/workflow.ts';
import { factsNamed } from './facts-named.ts';
import { searchFilter, termsOf, type Filter, type Searched } from './terms.ts';

const VILLAGE = ['scorecard.village_name', 'scorecard.village.name', 'scorecard.village.code'];
const CODE = ['criterion.code'];
const AUTHOR = ['user_created.last_name', 'user_created.first_name'];

const SEARCHED: Readonly<Record<string, Searched>> = {
	evidence_items: {
		contains: [...VILLAGE, 'criterion.title', 'case_ref', 'note', 'return_reason'],
		begins: CODE,
		people: AUTHOR,
		statuses: EVIDENCE_STATUS_LABELS,
	},
	scorecard_lines: { contains: [...VILLAGE, 'criterion.title', 'explanation', 'state_text'], begins: CODE },
	adjustments: {
		contains: [...VILLAGE, 'criterion.title', 'reason'],
		begins: CODE,
		people: AUTHOR,
		statuses: ADJUSTMENT_STATUS_LABELS,
	},
	appeals: {
		contains: [...VILLAGE, 'criterion.title', 'text', 'response'],
		begins: CODE,
		people: AUTHOR,
		statuses: APPEAL_STATUS_LABELS,
	},
	scorecards: { contains: ['label', 'village_name', 'village.name', 'village.code', 'excluded_reason'], begins: [] },
};

const isRecord = (value: unknown): value is Filter =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export function registerSearch({ filter }: RegisterFunctions): void {
	filter('items.query', async (query, { collection }, { database, accountability }) => {
		const searched = SEARCHED[String(collection)];
		if (searched === undefined || !isRecord(query) || typeof query['search'] !== 'string') return query;
		const { search, filter: own, ...rest } = query;
		const terms = termsOf(String(search));
		if (terms.length === 0) return { ...rest, ...(own === undefined ? {} : { filter: own }) };
		const named = collection === 'evidence_items' ? await factsNamed(database) : () => [];
		// Names of people are told to whoever reads the whole assessment.
		const people = searched.people === undefined || isConfined(accountability) ? [] : searched.people;
		const found = searchFilter(terms, { ...searched, contains: [...searched.contains, ...people] }, named);
		return { ...rest, filter: isRecord(own) && Object.keys(own).length > 0 ? { _and: [own, found] } : found };
	});
}
