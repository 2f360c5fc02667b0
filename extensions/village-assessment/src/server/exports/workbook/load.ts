// Reads what a workbook holds as the asker may see it: what all villages share once, the villages a batch at a time.
import type { EndpointExtensionContext } from '@directus/extensions';
import type { Accountability, Filter, SchemaOverview } from '@directus/types';
import { z } from 'zod';
import type { Locale } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';
import { isUuid } from '#domain/uuid.ts';
import { findAssessment } from '#server/assessments/find.ts';
import type { Database } from '#server/platform/database.ts';
import { rulesById } from '#server/scoring/rules.ts';
import { dayOf } from '../moment.ts';
import {
	assessmentRow,
	cardRow,
	criterionRow,
	decisionRow,
	indicatorRow,
	itemRow,
	lineRow,
	type Card,
	type Line,
	type Subject,
	type Villages,
} from './model.ts';
import { publicPageOf } from './public-page.ts';
import { resultOf } from './repository.ts';

export interface Source {
	readonly services: EndpointExtensionContext['services'];
	readonly schema: SchemaOverview;
	readonly database: Database;
	readonly env: Readonly<Record<string, unknown>>;
	/** Whose rights decide what is in it; null: a command of the server. */
	readonly accountability: Accountability | null;
	readonly locale: Locale;
}

interface Asked<Row> {
	readonly row: z.ZodObject<z.ZodRawShape> & z.ZodType<Row>;
	/** Left out: as the row has them. */
	readonly fields?: readonly string[];
	readonly filter: Filter;
	readonly sort?: readonly string[];
	/**
	 * By events Directus waits for scores under way, which one read does for all, and judges what a request costs, which is bounded
	 * here by the batches. Rights hold with or without.
	 */
	readonly isFirst?: boolean;
}

async function read<Row>(
	{ services, schema, database, accountability }: Source,
	collection: string,
	{ row, fields = Object.keys(row.shape), filter, sort, isFirst = true }: Asked<Row>,
): Promise<Row[]> {
	const service = new services.ItemsService(collection, { knex: database, schema, accountability });
	const query = { fields: [...fields], filter, limit: -1, ...(sort === undefined ? {} : { sort: [...sort] }) };
	const rows = await service.readByQuery(query, { emitEvents: isFirst });
	return z.array(row).parse(rows);
}

/** Refuses (404) where there is no such assessment, or none that the asker sees. */
export async function loadSubject(source: Source, id: string | undefined): Promise<Subject> {
	const { database, locale } = source;
	const assessment = await findAssessment(database, id);
	const [seen] = await read(source, 'assessments', {
		row: assessmentRow,
		fields: ['id', 'title', 'year', 'status', 'rulebook.id', 'rulebook.title', 'rulebook.title_en'],
		filter: { id: { _eq: assessment } },
	});
	if (seen === undefined) throw new DomainError('ASSESSMENT_NOT_FOUND', { id: assessment });
	const ofRulebook = { rulebook: { _eq: seen.rulebook.id } };
	const indicators = await read(source, 'indicators', {
		row: indicatorRow,
		filter: ofRulebook,
	});
	const criteria = await read(source, 'criteria', {
		row: criterionRow,
		filter: ofRulebook,
		sort: ['sort'],
	});
	const rules = await rulesById(
		database,
		criteria.map((one) => one.id),
	);
	const { digest, isOnline } = await resultOf(database, assessment);
	return {
		assessment: seen,
		indicators,
		criteria,
		rules,
		digest,
		publicPage: isOnline ? publicPageOf(seen, source.env) : null,
		locale,
		today: dayOf(new Date()),
	};
}

/** The scorecards that the asker sees, by the villages' codes. `village`: only this one, by its code, its id or its scorecard's. */
export async function loadCards(source: Source, assessment: string, village?: string): Promise<readonly Card[]> {
	const ofAssessment = { assessment: { _eq: assessment } };
	const one: Filter =
		village === undefined
			? {}
			: isUuid(village)
				? { _or: [{ id: { _eq: village } }, { village: { _eq: village } }, { village: { code: { _eq: village } } }] }
				: { village: { code: { _eq: village } } };
	const cards = await read(source, 'scorecards', {
		row: cardRow,
		fields: [...Object.keys(cardRow.shape).filter((field) => field !== 'village'), 'village.id', 'village.code'],
		filter: village === undefined ? ofAssessment : { _and: [ofAssessment, one] },
		sort: ['village.code'],
	});
	if (village !== undefined && cards.length === 0) throw new DomainError('VILLAGE_NOT_FOUND', { id: village });
	return cards;
}

/** Four reads, however many villages. */
export async function loadVillages(source: Source, cards: readonly Card[]): Promise<Villages> {
	const ofCards: Filter = { scorecard: { _in: cards.map(({ id }) => id) } };
	const sort = ['scorecard.village.code', 'criterion.sort'];
	const lines = await read(source, 'scorecard_lines', {
		row: lineRow,
		isFirst: false,
		filter: ofCards,
	});
	const decisions = await read(source, 'adjustments', {
		row: decisionRow,
		isFirst: false,
		filter: { _and: [ofCards, { status: { _in: ['approved', 'rejected', 'revoked'] } }] },
		sort: [...sort, 'occurred_on'],
	});
	const items = await read(source, 'evidence_items', {
		row: itemRow,
		isFirst: false,
		filter: { _and: [ofCards, { status: { _in: ['submitted', 'verified'] } }] },
		sort: [...sort, 'observed_on'],
	});
	return { cards, lines: byCard(lines), decisions, items };
}

function byCard(lines: readonly Line[]): Map<string, Line[]> {
	const found = new Map<string, Line[]>();
	for (const line of lines) {
		const before = found.get(line.scorecard);
		if (before === undefined) found.set(line.scorecard, [line]);
		else before.push(line);
	}
	return found;
}
