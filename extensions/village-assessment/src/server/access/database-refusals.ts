// A value that a database cannot take or compare (an id that is none, a date that is none, a number out of range) is the asker's
// error. PostgreSQL says so with a code; without this Directus would answer 500 with SQL in it.
import type { HookExtensionContext } from '@directus/extensions';
import type { Accountability, ExtensionsServices } from '@directus/types';
import { toDirectusError } from '#server/platform/render-error.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { requireReadableQuery } from './readable-query.ts';
import { tooMuch } from './request-cost/limits.ts';
import { NAMES } from '#server/names/keys.ts';

/** Class 22: data exceptions. 42883, 42804: no such operation on these types, as a sum of texts. 54001: nested too deeply. */
const OF_THE_ASKER = /^(22...|42883|42804|54001)$/;

interface Request {
	readonly path: string;
	readonly query?: unknown;
	readonly body?: unknown;
	readonly accountability?: Accountability | null;
}
interface App {
	use(handler: (error: unknown, request: Request, response: unknown, next: (error?: unknown) => void) => void): unknown;
}

const isApp = (value: unknown): value is App => typeof value === 'function' && 'use' in value;

/** By GraphQL errors do not come to that handler; there each query and mutation is asked for its own. */
export function translateDatabaseErrorsInGraphql(
	{ GraphQLService }: Pick<ExtensionsServices, 'GraphQLService'>,
	{ database, logger }: Pick<HookExtensionContext, 'database' | 'logger'>,
): void {
	const service: { getSchema: (this: unknown, type?: string) => Promise<unknown> } = GraphQLService.prototype;
	const { getSchema } = service;
	// Directus keeps a schema for its next request.
	const wrapped = new WeakSet();
	service.getSchema = async function (type) {
		const schema = await getSchema.call(this, type);
		if (!isGraphqlSchema(schema) || wrapped.has(schema)) return schema;
		wrapped.add(schema);
		for (const root of [schema.getQueryType(), schema.getMutationType()]) {
			for (const field of Object.values(root?.getFields() ?? {})) {
				const { resolve } = field;
				if (resolve === undefined) continue;
				field.resolve = async (source, values, asked, info) => {
					try {
						return await resolve(source, values, asked, info);
					} catch (error) {
						const refusal = refusalOf(error, '/graphql');
						if (refusal === null) throw error;
						if (refusal === NOT_USABLE) logger.warn(error);
						throw await toDirectusError(refusal, asked.req?.accountability?.user ?? null, database);
					}
				};
			}
		}
		return schema;
	};
}

interface RootField {
	resolve?: (source: unknown, values: unknown, asked: { readonly req?: Request }, info: unknown) => unknown;
}
interface RootType {
	getFields(): Readonly<Record<string, RootField>>;
}
interface GraphqlSchema {
	getQueryType(): RootType | undefined;
	getMutationType(): RootType | undefined;
}
const isGraphqlSchema = (value: unknown): value is GraphqlSchema =>
	typeof value === 'object' && value !== null && 'getQueryType' in value && 'getMutationType' in value;

export function translateDatabaseErrors(
	app: unknown,
	{ database, logger }: Pick<HookExtensionContext, 'database' | 'logger'>,
): void {
	if (!isApp(app)) return;
	// Express takes a handler of four for one of errors.
	app.use((error, request, _response, next) => {
		const refusal =
			error instanceof TypeError
				? (unreadable(request) ?? refusalOf(error, request.path))
				: refusalOf(error, request.path);
		if (refusal === null) {
			next(error);
			return;
		}
		if (refusal === NOT_USABLE) logger.warn(error);
		toDirectusError(refusal, request.accountability?.user ?? null, database).then(next, next);
	});
}

/** Directus takes a query apart before anybody else is asked, and breaks at one that it cannot. */
function unreadable({ query, body }: Request): DomainError | null {
	try {
		requireReadableQuery(query);
		if (typeof body === 'object' && body !== null && 'query' in body) requireReadableQuery(body.query);
		return null;
	} catch (error) {
		return error instanceof DomainError ? error : null;
	}
}

function refusalOf(error: unknown, path: string): DomainError | null {
	if (wasStopped(error)) return tooMuch('statement');
	if (isOfTheAsker(error)) return NOT_USABLE;
	return isNoRow(error, path) ? NO_ROWS : platformRefusal(error);
}

/** A statement took too long: PostgreSQL's code, and SQLite's name. */
const STOPPED: readonly unknown[] = ['57014', 'SQLITE_INTERRUPT'];

const wasStopped = (error: unknown): boolean =>
	typeof error === 'object' && error !== null && 'code' in error && STOPPED.includes(error.code);

function isOfTheAsker(error: unknown): boolean {
	return (
		typeof error === 'object' &&
		error !== null &&
		'code' in error &&
		typeof error.code === 'string' &&
		OF_THE_ASKER.test(error.code)
	);
}

/** Directus reads an imported file row by row, and breaks at what is none. */
const isNoRow = (error: unknown, path: string): boolean =>
	path.startsWith('/utils/import/') && [error].flat().some((one) => one instanceof TypeError);

const NO_ROWS = new DomainError('MALFORMED_REQUEST', {
	problem: { 'zh-CN': '文件中的每一项都应是一条记录。', 'en-US': 'every entry of the file must be a row.' },
});

const NOT_USABLE = new DomainError('MALFORMED_REQUEST', {
	problem: {
		'zh-CN': '其中有的值不是这一项能用的（如编号、日期或数字写错）。请改正后重试。',
		'en-US': 'one of its values is none that its field can have (an id, a date or a number). Correct it and try again.',
	},
});

const nameTaken = (name: unknown): DomainError =>
	new DomainError('NAME_TAKEN', {
		name: typeof name === 'string' ? name : { 'zh-CN': '这个名称', 'en-US': 'This name' },
	});

/** A relation that leads nowhere, or a name that is taken: Directus says so in English and without a cure. */
function platformRefusal(error: unknown): DomainError | null {
	const [first]: unknown[] = Array.isArray(error) ? error : [error];
	if (
		typeof first !== 'object' ||
		first === null ||
		!('code' in first) ||
		(first.code !== 'INVALID_FOREIGN_KEY' && first.code !== 'RECORD_NOT_UNIQUE')
	)
		return null;
	const { collection, field, value } = {
		collection: undefined,
		field: undefined,
		value: undefined,
		...('extensions' in first && typeof first.extensions === 'object' ? first.extensions : {}),
	};
	if (first.code === 'RECORD_NOT_UNIQUE')
		return typeof collection === 'string' && Object.hasOwn(NAMES, collection) ? nameTaken(value) : null;
	return new DomainError(
		'REFERENCE_UNKNOWN',
		{ field: { 'zh-CN': '有一项', 'en-US': 'A field' } },
		typeof collection === 'string' && typeof field === 'string' ? { collection, field } : {},
	);
}
