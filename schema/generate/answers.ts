// Writes schema/generated/errors.json and schema/generated/answers.json from the tables that the server itself answers by.
import { join } from 'node:path';
import { z } from 'zod';
import { ANSWERS } from '#domain/contracts/answers.ts';
import { ERROR_TEXTS } from '#domain/errors/catalog.ts';

interface PublishedFile {
	readonly path: string;
	readonly content: string;
}

const published = (name: string, value: unknown): PublishedFile => ({
	path: join(import.meta.dirname, '../generated', name),
	content: `${JSON.stringify(value, null, '\t')}\n`,
});

/** Every refusal by its code: status, and what it says; {names} are filled in. */
export function errorsFile(): PublishedFile {
	const errors = Object.entries(ERROR_TEXTS).map(([code, { status, ...meaning }]) => ({ code, status, meaning }));
	return published('errors.json', { statuses: STATUSES, errors });
}

const STATUSES = {
	400: 'malformed',
	403: 'not you',
	404: 'unknown or invisible',
	409: 'not in this state',
	422: 'against a rule',
};

/** The `data` of every endpoint's answer, as JSON Schema. */
export function answersFile(): PublishedFile {
	return published(
		'answers.json',
		Object.fromEntries(
			Object.entries(ANSWERS).map(([endpoint, shape]) => [
				endpoint,
				z.toJSONSchema(shape, { target: 'draft-2020-12' }),
			]),
		),
	);
}
