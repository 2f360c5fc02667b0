// What holds for every request, before any table is asked.
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import type { Accountability } from '@directus/types';
import { confineQueries, refuseWritesByCondition } from './confine.ts';
import { confineWrites } from './confined-writes.ts';
import { requireCurrentAccount } from './current-account.ts';
import { translateDatabaseErrors, translateDatabaseErrorsInGraphql } from './database-refusals.ts';
import { refuseSortingByHand } from './sorting.ts';
import { requireReadable } from './readable-body.ts';
import { requireReadableQuery } from './readable-query.ts';
import { countTogether } from './request-cost/require-affordable.ts';
import { registerRequestCost, requireAffordableRequest } from './request-cost/register.ts';
import { toDirectusError } from '#server/platform/render-error.ts';
import { refuseDeletingFixedRoles } from './fixed-roles.ts';
import { plainPath } from '#server/platform/request-path.ts';
import { landOnStartPage } from './landing.ts';

interface Request {
	readonly method: string;
	readonly path: string;
	readonly query?: unknown;
	readonly body: unknown;
	readonly sanitizedQuery?: unknown;
	readonly schema?: unknown;
	readonly accountability?: Accountability | null;
	readonly token?: unknown;
}

interface TokenPayload {
	readonly id?: string;
	readonly role?: string | null;
}

interface App {
	use(handler: (request: Request, response: unknown, next: (error?: unknown) => void) => void): unknown;
}

const isApp = (value: unknown): value is App => typeof value === 'function' && 'use' in value;

export function registerAccess(register: RegisterFunctions, context: HookExtensionContext): void {
	const { database } = context;
	registerRequestCost(register, context);
	translateDatabaseErrorsInGraphql(context.services, context);
	confineQueries(register);
	confineWrites(register, context);
	register.filter<TokenPayload>('auth.jwt', async (token, { type }, { database: connection }) => {
		if (type === 'login' && typeof token.id === 'string')
			await landOnStartPage(connection ?? database, { id: token.id, role: token.role ?? null });
		return token;
	});
	register.init('middlewares.after', ({ app }) => {
		if (!isApp(app)) return;
		app.use((request, _response, next) => {
			checkRequest(context, request).then(
				(copies) => countTogether(next, copies),
				async (error: unknown) => next(await toDirectusError(error, request.accountability?.user ?? null, database)),
			);
		});
	});
	register.init('routes.custom.after', ({ app }) => translateDatabaseErrors(app, context));
}

async function checkRequest(context: HookExtensionContext, request: Request): Promise<number> {
	const { database } = context;
	const { method, body, accountability } = request;
	const path = plainPath(request.path);
	// Signing in, out, and getting a new token work with an old one.
	if (!path.startsWith('/auth/')) await requireCurrentAccount(database, accountability, request.token);
	if (method === 'PATCH' || method === 'DELETE') refuseWritesByCondition(accountability, body);
	requireReadable({ method, path, body });
	requireReadableQuery(request.query);
	if (method === 'SEARCH' && typeof body === 'object' && body !== null && 'query' in body)
		requireReadableQuery(body.query);
	const { query, sanitizedQuery, schema } = request;
	const copies = await requireAffordableRequest(
		{ method, path, body, query, sanitizedQuery, schema, accountability: accountability ?? null },
		context,
	);
	if (method === 'DELETE') refuseDeletingFixedRoles({ path, body, admin: accountability?.admin === true });
	if (method === 'POST') await refuseSortingByHand(database, { path, body, accountability });
	return copies;
}
