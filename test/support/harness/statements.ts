// Which SQL statements one request of a test causes in its server, its drain included.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Answer, CallOptions } from './api.ts';
import { statementsFile, type Instance } from './instance.ts';
import { poll } from './poll.ts';

export interface Statement {
	readonly sql: string;
	/** Only where STATEMENTS_WITH_STACK is set. */
	readonly stack?: readonly string[];
}

export interface Recorded {
	readonly answer: Answer;
	readonly statements: readonly Statement[];
}

const QUIET_MS = 200;

/** The instance must have been started with `statements: true`. What it recomputes for the request afterwards is part of it. */
export async function recordStatements(
	{ api, database, directory }: Instance,
	[method, path, body]: readonly [method: string, path: string, body?: unknown],
	options: CallOptions = {},
): Promise<Recorded> {
	const of = randomUUID();
	const answer = await api(method, path, body, {
		...options,
		headers: { ...options.headers, 'x-statements-of': of },
	});
	await poll('nothing is marked', async () => (await database('score_marks').first('id')) === undefined, 30);
	// What made the last mark go has yet to be committed, and its end to be told.
	await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
	return { answer, statements: recordedIn(statementsFile(directory)).filter((one) => one.of === of) };
}

type Line = Statement & { readonly of: string };

const isLine = (value: unknown): value is Line =>
	typeof value === 'object' && value !== null && 'of' in value && 'sql' in value && typeof value.sql === 'string';

function recordedIn(file: string): Line[] {
	if (!existsSync(file)) return [];
	return readFileSync(file, 'utf8')
		.split('\n')
		.flatMap((text) => {
			const line: unknown = text === '' ? undefined : JSON.parse(text);
			return isLine(line) ? [line] : [];
		});
}

/** Statements that differ only in how many values they are given are of one shape. */
const shapeOf = ({ sql }: Statement): string =>
	sql
		.replaceAll(/\$\d+/g, '?')
		.replaceAll(/(\?, )+\?/g, '?…')
		.replaceAll(/(\(\?…?\), )+\(\?…?\)/g, '(?…)…')
		.replaceAll(/trx\w+/g, 'trx')
		.replaceAll(/\s+/g, ' ')
		.slice(0, 150);

/** How often each shape was asked, in the order of its first time: what a test shows whose budget is exceeded. */
export function byShape(statements: readonly Statement[]): string {
	const counts = new Map<string, number>();
	for (const one of statements) counts.set(shapeOf(one), (counts.get(shapeOf(one)) ?? 0) + 1);
	return [...counts].map(([shape, count]) => `${String(count).padStart(5)} ${shape}`).join('\n');
}
