// A value that a database cannot take or compare (an id that is none, a date that is none, a number out of range) is the asker's
// error. PostgreSQL says so with a code; without this the platform would answer 500 with SQL in it.
import type { HookExtensionContext } from '@directus/extensions';
import type { Accountability } from '@directus/types';
import { Refusal, told } from '../guards/errors.ts';
import type { Database } from '../recompute/database.ts';

/** Class 22: data exceptions. 42883, 42804: no such operation on these types, as a sum of texts. 54001: nested too deeply. */
const OF_THE_ASKER = /^(22...|42883|42804|54001)$/;

interface Request {
	readonly accountability?: Accountability | null;
}
interface App {
	use(handler: (error: unknown, request: Request, response: unknown, next: (error?: unknown) => void) => void): unknown;
}

const isApp = (value: unknown): value is App => typeof value === 'function' && 'use' in value;

export function tellDatabaseRefusals(app: unknown, { database, logger }: Pick<HookExtensionContext, 'database' | 'logger'>): void {
	if (!isApp(app)) return;
	// Express takes a handler of four for one of errors.
	app.use((error, request, _response, next) => {
		if (!isOfTheAsker(error)) {
			next(error);
			return;
		}
		logger.warn(error);
		refusalFor(request, database).then(next, next);
	});
}

function isOfTheAsker(error: unknown): boolean {
	return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && OF_THE_ASKER.test(error.code);
}

const refusalFor = ({ accountability }: Request, database: Database): Promise<unknown> =>
	told(new Refusal('MALFORMED_REQUEST', { problem: { 'zh-CN': '其中有的值不是这一项能用的（如编号、日期或数字写错）。请改正后重试。', 'en-US': 'one of its values is none that its field can have (an id, a date or a number). Correct it and try again.' } }), accountability?.user ?? null, database);
