// Why a request failed, as something to be shown.
import { PLATFORM_ERRORS } from '#domain/errors/platform-errors.ts';
import { interpolate } from './texts.ts';

/** Why a request failed, in the user's language. */
export class Failure extends Error {
	/** The error's code, e.g. `EVIDENCE_SETTLED`; `OFFLINE` where there was no answer. */
	readonly code: string;
	/** 0: no answer. */
	readonly status: number;
	/** What the refusal carries for programs, such as `obstacles`. */
	readonly details: Readonly<Record<string, unknown>>;

	constructor(
		text: string,
		{
			code,
			status,
			details,
		}: { readonly code: string; readonly status: number; readonly details: Readonly<Record<string, unknown>> },
	) {
		super(text);
		this.name = 'Failure';
		this.code = code;
		this.status = status;
		this.details = details;
	}
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

/** What went wrong, as a {@link Failure}; errors that are no answers become `OFFLINE` or `UNKNOWN`. */
export function failureOf(error: unknown, locale: 'zh-CN' | 'en-US'): Failure {
	if (error instanceof Failure) return error;
	const response = isRecord(error) && isRecord(error['response']) ? error['response'] : null;
	const [first] = errorsIn(error, response);
	const details = isRecord(first) && isRecord(first['extensions']) ? first['extensions'] : {};
	const code = response === null ? 'OFFLINE' : String(details['code'] ?? 'UNKNOWN');
	const ownText = typeof details['told'] === 'string' ? details['told'] : null;
	const known = Object.entries(PLATFORM_ERRORS).find(([name]) => name === code)?.[1] ?? PLATFORM_ERRORS.UNKNOWN;
	return new Failure(ownText ?? interpolate(known[locale], { code }), {
		code,
		status: Number(response?.['status'] ?? 0),
		details,
	});
}

/** The SDK hands over the errors of an answer beside it, axios within it. */
function errorsIn(error: unknown, response: Readonly<Record<string, unknown>> | null): readonly unknown[] {
	const beside = isRecord(error) ? error['errors'] : undefined;
	const within = response !== null && isRecord(response['data']) ? response['data']['errors'] : undefined;
	return [beside, within].find((errors) => Array.isArray(errors)) ?? [];
}
