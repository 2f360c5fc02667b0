// A clerk writes to rows that he may see, and refers to such rows only. Permissions cannot say so: a new row's permission does not look
// through its relations (the scorecard's village), and whoever has attached another's file to an own item could read it.
// It is asked before any other guard, so that none of them tells him what stands in a row that is closed to him.
import { isUuid } from '#domain/uuid.ts';
import { ForbiddenError } from '@directus/errors';
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import type { Accountability, EventContext, SchemaOverview } from '@directus/types';
import { toDirectusError } from '#server/platform/render-error.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Database } from '#server/platform/database.ts';
import { itemsThrough } from '#server/platform/item-writer.ts';
import { isConfined } from './confine.ts';
import { isInState } from './repository.ts';

type Services = HookExtensionContext['services'];

interface Writer {
	readonly accountability: Accountability;
	readonly database: Database;
	readonly schema: SchemaOverview;
	readonly services: Services;
}

export function confineWrites({ filter }: RegisterFunctions, { services }: HookExtensionContext): void {
	const ask = async (context: EventContext, check: (writer: Writer) => Promise<void>): Promise<void> => {
		const { accountability, database, schema } = context;
		if (accountability === null || schema === null || !isConfined(accountability)) return;
		try {
			await check({ accountability, database, schema, services });
		} catch (error) {
			throw await toDirectusError(error, accountability.user, database);
		}
	};
	for (const scope of ['items', 'files', 'users']) {
		filter(`${scope}.create`, async (payload, { collection }, context) => {
			await ask(context, (writer) => requireVisibleReferences(writer, String(collection), payload));
			return payload;
		});
		filter(`${scope}.update`, async (payload, { collection, keys }, context) => {
			await ask(context, async (writer) => {
				await requireVisible(writer, String(collection), keys);
				await requireVisibleReferences(writer, String(collection), payload);
			});
			return payload;
		});
		filter(`${scope}.delete`, async (keys, { collection }, context) => {
			await ask(context, (writer) => requireVisible(writer, String(collection), keys));
			return keys;
		});
	}
}

/** What a file may be put to, of the own village: while it is open. */
const OPEN_TO_THE_VILLAGE: Readonly<Record<string, readonly string[]>> = {
	'evidence_items_files.evidence_items_id': ['draft', 'submitted', 'returned'],
	'appeals_files.appeals_id': ['open'],
};

async function requireVisibleReferences(writer: Writer, collection: string, payload: unknown): Promise<void> {
	if (typeof payload !== 'object' || payload === null) return;
	const values = new Map(Object.entries(payload));
	for (const { collection: many, field, related_collection: one } of writer.schema.relations) {
		if (many !== collection || one === null || !values.has(field)) continue;
		const id = idOf(values.get(field), writer.schema.collections[one]?.primary ?? 'id');
		if (id === null) continue;
		if (!(await areVisible(writer, one, [id])))
			throw field === 'scorecard' ? new DomainError('OTHER_VILLAGE') : new ForbiddenError();
		const states = OPEN_TO_THE_VILLAGE[`${collection}.${field}`];
		if (states !== undefined) await requireOpen(writer, one, { id, states });
	}
}

async function requireOpen(
	{ database }: Writer,
	collection: string,
	open: { readonly id: string; readonly states: readonly string[] },
): Promise<void> {
	if (!(await isInState(database, collection, open))) throw new ForbiddenError();
}

async function requireVisible(writer: Writer, collection: string, keys: unknown): Promise<void> {
	if (!(await areVisible(writer, collection, keys))) throw new ForbiddenError();
}

/** In one transaction a row is asked for once: an import names the same scorecard a thousand times. */
const seen = new WeakMap<object, Set<string>>();

async function areVisible(writer: Writer, collection: string, keys: unknown): Promise<boolean> {
	const { accountability, database, schema } = writer;
	const known = (database.isTransaction && seen.get(database)) || new Set<string>();
	if (database.isTransaction) seen.set(database, known);
	const nameOf = (key: string): string => `${String(accountability.user)} ${collection} ${key}`;
	const asked = [...new Set((Array.isArray(keys) ? keys : []).map(String))].filter((key) => !known.has(nameOf(key)));
	if (asked.length === 0) return true;
	const primary = schema.collections[collection]?.primary ?? 'id';
	// PostgreSQL takes no other text for one.
	if (schema.collections[collection]?.fields[primary]?.type === 'uuid' && !asked.every((key) => isUuid(key)))
		return false;
	const found = await itemsThrough(writer, collection).readByQuery(
		{ filter: { [primary]: { _in: asked } }, fields: [primary], limit: -1 },
		{ emitEvents: false },
	);
	if (found.length < asked.length) return false;
	for (const key of asked) known.add(nameOf(key));
	return true;
}

/** A related row is named by its key, or, nested or by GraphQL, as an object that has it. */
function idOf(value: unknown, primary: string): string | null {
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	if (typeof value !== 'object' || value === null) return null;
	const id: unknown = Object.entries(value).find(([name]) => name === primary)?.[1];
	return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}
