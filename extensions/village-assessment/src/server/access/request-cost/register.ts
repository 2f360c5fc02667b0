// Where the cost of a request is judged: before a write that answers with more than was written, before each query, before a document.
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import type { Accountability, SchemaOverview } from '@directus/types';
import { toDirectusError } from '#server/platform/render-error.ts';
import { parsed } from '#server/platform/database.ts';
import { requireSummable } from './summable.ts';
import { objectOf } from './asked-tree.ts';
import { requireBoundedDocument } from './graphql-size.ts';
import { within } from './limits.ts';
import { limitStatements } from '#server/platform/long-statements.ts';
import { LIMITS } from './limits.ts';
import { boundSearch, texts } from './query-cost.ts';
import { requireAffordable, type Reading } from './require-affordable.ts';

export interface CostlyRequest {
	readonly method: string;
	/** As `plainPath` gives it. */
	readonly path: string;
	readonly body: unknown;
	readonly query?: unknown;
	readonly sanitizedQuery?: unknown;
	readonly schema?: unknown;
	readonly accountability?: Accountability | null;
}

type Context = Pick<HookExtensionContext, 'database' | 'services' | 'env'>;

export function registerRequestCost({ filter, init }: RegisterFunctions, context: Context): void {
	filter('*.query', async (query, { event, collection }, { database, schema, accountability }) => {
		// What nobody asked for is asked by the server itself.
		if (!isRecord(query) || schema === null || !accountability) return query;
		const root = typeof collection === 'string' ? collection : String(event);
		try {
			requireSummable({ collection: root, query, schema });
			await requireAffordable(reading({ ...context, database }, { collection: root, query, schema, accountability }));
		} catch (error) {
			throw await toDirectusError(error, accountability.user, database);
		}
		return query;
	});
	init('app.before', () => limitStatements(context.database, LIMITS.statement));
}

/**
 * Throws (400) where a request is too large to begin with. Reads by `GET` are judged with each query. Answers with
 * how many times each of its answers is given.
 */
export async function requireAffordableRequest(
	{ method, path, body, query, sanitizedQuery, schema, accountability }: CostlyRequest,
	context: Context,
): Promise<number> {
	let copies = 1;
	if (path.startsWith('/graphql')) {
		const maxTokens = Number(context.env['GRAPHQL_QUERY_TOKEN_LIMIT']) || 5000;
		for (const asked of [body, query])
			copies = Math.max(
				copies,
				requireBoundedDocument({
					source: valueOf(asked, 'query'),
					variables: objectOf(parsed(valueOf(asked, 'variables'))),
					maxTokens,
				}),
			);
	}
	for (const asked of [sanitizedQuery, valueOf(body, 'query')]) boundSearch(valueOf(asked, 'search'));
	if (method === 'GET' || method === 'SEARCH') return copies;
	const written = Array.isArray(body) ? body.length : lengthOf(valueOf(body, 'keys'));
	within('rows', written);
	const [, area = '', table = ''] = path.split('/');
	const collection = area === 'items' ? table : `directus_${area}`;
	if (area === 'utils' && table === 'export')
		await requireAffordableExport({ body, schema, accountability: accountability ?? null, path }, context);
	if (!isRecord(sanitizedQuery) || !isSchema(schema) || !(collection in schema.collections)) return copies;
	const { fields, deep, alias } = sanitizedQuery;
	if (fields === undefined && deep === undefined) return copies;
	await requireAffordable({
		...reading(context, { collection, query: { fields, deep, alias }, schema, accountability: accountability ?? null }),
		atMost: Math.max(1, written),
	});
	return copies;
}

/** An export into a file is made after its request is answered: what is too much is refused before. */
async function requireAffordableExport(
	{ body, schema, accountability, path }: Pick<CostlyRequest, 'body' | 'schema' | 'accountability' | 'path'>,
	context: Context,
): Promise<void> {
	const collection = path.split('/')[3] ?? '';
	const asked = objectOf(valueOf(body, 'query'));
	const [filter, deep] = [asked['filter'], asked['deep']].map(parsed);
	// What stands for the asker or for now is filled in later; such an export is judged when it is made.
	if (!isSchema(schema) || !(collection in schema.collections) || JSON.stringify(filter ?? null).includes('"$')) return;
	const limit = asked['limit'] === undefined || asked['limit'] === null ? -1 : Number(asked['limit']);
	const query = {
		fields: texts(asked['fields'] ?? '*'),
		search: asked['search'],
		alias: asked['alias'],
		filter,
		deep,
		limit,
	};
	await requireAffordable({
		...reading(context, { collection, query, schema, accountability: accountability ?? null }),
		limit: 'exported',
	});
}

interface What {
	readonly collection: string;
	readonly query: Readonly<Record<string, unknown>>;
	readonly schema: SchemaOverview;
	readonly accountability: Accountability | null;
}

const reading = ({ database, services, env }: Context, what: What): Reading => ({
	...what,
	database,
	services,
	usualLimit: Number(env['QUERY_LIMIT_DEFAULT']) || 100,
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isSchema = (value: unknown): value is SchemaOverview =>
	isRecord(value) && isRecord(value['collections']) && Array.isArray(value['relations']);

const valueOf = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
