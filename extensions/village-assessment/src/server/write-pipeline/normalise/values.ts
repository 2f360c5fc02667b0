// Every value is brought into the one form of its field before anything judges it: for every collection, whoever writes and by
// whichever way. What cannot be read is left as it came, so that a refusal can show it; only a yes or no is judged here, because
// SQLite would keep the text and no filter would find the row again.
import type { FieldOverview, SchemaOverview } from '@directus/types';
import { shortened } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Payload } from '#server/platform/guard.ts';
import { plainNumber } from '#domain/evidence/typed-numbers.ts';
import { plainDay } from '#domain/plain-day.ts';
import { yesOrNo } from '#domain/evidence/yes-no.ts';

export interface Incoming {
	readonly collection: string;
	readonly schema: SchemaOverview | null;
	readonly action: 'create' | 'update';
}

interface Place {
	readonly collection: string;
	readonly field: string;
}

/** By the type of a field: its value as it is kept. undefined: stays as it is. */
const FORMS: Readonly<Record<string, (value: unknown, place: Place) => unknown>> = {
	boolean: asYesOrNo,
	integer: asNumber,
	bigInteger: asNumber,
	decimal: asNumber,
	float: asNumber,
	date: asDay,
};

export function normalised(payload: Payload, { collection, schema, action }: Incoming): Payload {
	const fields = schema?.collections[collection]?.fields ?? {};
	const written: [string, unknown][] = [];
	let changed = false;
	for (const [name, value] of Object.entries(payload)) {
		const field = fields[name];
		const kept = field === undefined || field.alias ? value : inFormOf(field, value, { collection, field: name });
		// An empty cell of a new row is a field that was not given.
		const isLeftOut = kept === null && action === 'create' && field !== undefined && takesDefault(field);
		changed ||= isLeftOut || kept !== value;
		if (!isLeftOut) written.push([name, kept]);
	}
	return changed ? Object.fromEntries(written) : payload;
}

function inFormOf({ type }: FieldOverview, value: unknown, place: Place): unknown {
	if (value === null || value === undefined) return value;
	const kept = FORMS[type]?.(value, place);
	return kept === undefined ? value : kept;
}

const takesDefault = ({ nullable, defaultValue }: FieldOverview): boolean => !nullable && defaultValue !== null;

function asYesOrNo(value: unknown, place: Place): boolean | null {
	const meant = yesOrNo(value);
	if (meant !== undefined) return meant;
	const shown = typeof value === 'object' ? '…' : shortened(String(value), 40);
	throw new DomainError(
		'MALFORMED_VALUE',
		{
			field: place.field,
			value: shown,
			problem: {
				'zh-CN': '应为是或否（可填 是、否、TRUE、FALSE、1、0）',
				'en-US': 'must be yes or no (yes, no, TRUE, FALSE, 1, 0)',
			},
		},
		{ ...place },
	);
}

function asNumber(value: unknown): string | null | undefined {
	return typeof value === 'string' ? plainNumber(value) : undefined;
}

function asDay(value: unknown): string | null | undefined {
	return typeof value === 'string' ? plainDay(value) : undefined;
}
