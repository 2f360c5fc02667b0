// Why a row was refused, in both languages, and in which column.
import type { SchemaOverview } from '@directus/types';
import { ERROR_TEXTS } from '#domain/errors/catalog.ts';
import type { Label } from '#engine';
import { errorInBothLanguages } from '#server/platform/render-error.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { fieldOf } from '#server/evidence/problem-fields.ts';
import type { Database } from '#server/platform/database.ts';
import { PLATFORM_ERRORS } from '#domain/errors/platform-errors.ts';
import { hasRow } from './repository.ts';

export interface Reason {
	readonly column: string | null;
	readonly code: string;
	readonly status: number;
	readonly reason: Required<Label>;
	/** Ids of rows that stand in the way. */
	readonly others: readonly string[];
	/** It is the column that is refused, whatever stands in it. */
	readonly ofColumn: boolean;
}

interface Where {
	readonly database: Database;
	readonly schema: SchemaOverview;
	readonly collection: string;
	readonly row: Readonly<Record<string, unknown>>;
}

/** @throws the error itself where it is no refusal but a fault. */
export async function reasonOf(error: unknown, where: Where): Promise<Reason[]> {
	if (error instanceof DomainError) return [await ofRefusal(error, where)];
	const [first]: unknown[] = [error].flat();
	const { code, status, extensions } = platformError(first);
	if (code === 'INVALID_FOREIGN_KEY') return ofRelation(where);
	if (code === 'FORBIDDEN') return ofForbidden(first);
	if (code === undefined || status === undefined || status >= 500) throw error;
	const field = typeof extensions['field'] === 'string' ? extensions['field'] : null;
	const known = Object.entries(PLATFORM_ERRORS).find(([name]) => name === code)?.[1];
	const words = known ?? {
		'zh-CN': String(first instanceof Error ? first.message : code),
		'en-US': String(first instanceof Error ? first.message : code),
	};
	return [{ column: field, code, status, reason: words, others: [], ofColumn: false }];
}

async function ofRefusal(refusal: DomainError, { database, collection, row }: Where): Promise<Reason> {
	const { code, details } = refusal;
	const field = collection === 'evidence_items' ? fieldOf(refusal, row) : details['field'];
	const others = [details['item'], ...(Array.isArray(details['items']) ? details['items'] : [])].filter(
		(id) => typeof id === 'string',
	);
	return {
		column: typeof field === 'string' ? field : null,
		code,
		status: ERROR_TEXTS[code].status,
		reason: await errorInBothLanguages(refusal, database),
		others,
		ofColumn: false,
	};
}

/** Which of its relations leads nowhere: SQLite does not say. */
async function ofRelation({ database, schema, collection, row }: Where): Promise<Reason[]> {
	const reasons: Reason[] = [];
	for (const { collection: from, field, related_collection: to } of schema.relations) {
		const id = row[field];
		if (from !== collection || to === null || typeof id !== 'string') continue;
		const primary = schema.collections[to]?.primary ?? 'id';
		if (await hasRow(database, to, { primary, key: id })) continue;
		const refusal = new DomainError('REFERENCE_UNKNOWN', { field }, { collection, field });
		reasons.push({
			column: field,
			code: 'REFERENCE_UNKNOWN',
			status: ERROR_TEXTS.REFERENCE_UNKNOWN.status,
			reason: await errorInBothLanguages(refusal, database),
			others: [],
			ofColumn: false,
		});
	}
	if (reasons.length > 0) return reasons;
	const refusal = new DomainError('REFERENCE_UNKNOWN', { field: { 'zh-CN': '有一项', 'en-US': 'A field' } });
	return [
		{
			column: null,
			code: 'REFERENCE_UNKNOWN',
			status: ERROR_TEXTS.REFERENCE_UNKNOWN.status,
			reason: await errorInBothLanguages(refusal, database),
			others: [],
			ofColumn: false,
		},
	];
}

/** Directus names the fields that somebody may not write, in English. */
function ofForbidden(error: unknown): Reason[] {
	const message = error instanceof Error ? error.message : '';
	const fields = /permission to access fields? ((?:"[^"]+"(?:, )?)+)/.exec(message)?.[1]?.match(/"([^"]+)"/g) ?? [];
	const common = { code: 'FORBIDDEN', status: 403, others: [] };
	if (fields.length === 0) return [{ ...common, column: null, reason: PLATFORM_ERRORS.FORBIDDEN, ofColumn: false }];
	return fields.map((quoted) => ({
		...common,
		column: quoted.slice(1, -1),
		reason: {
			'zh-CN': '您的角色不能填写这一列，请删去这一列后再导入。',
			'en-US': 'is not for your role to write. Take the column away and import again.',
		},
		ofColumn: true,
	}));
}

interface PlatformError {
	readonly code?: string;
	readonly status?: number;
	readonly extensions: Readonly<Record<string, unknown>>;
}

function platformError(error: unknown): PlatformError {
	if (!(error instanceof Error)) return { extensions: {} };
	const [code, status, extensions] = ['code', 'status', 'extensions'].map((name): unknown => Reflect.get(error, name));
	return {
		...(typeof code === 'string' ? { code } : {}),
		...(typeof status === 'number' ? { status } : {}),
		extensions:
			typeof extensions === 'object' && extensions !== null ? Object.fromEntries(Object.entries(extensions)) : {},
	};
}
