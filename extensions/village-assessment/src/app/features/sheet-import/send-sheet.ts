// A sheet goes to the server; how far that has come is told line by line, and the last line is the answer.
import type { useApi } from '@directus/extensions-sdk';
import type { ImportOptions } from '#domain/contracts/sheet-import.ts';

export interface Progress {
	readonly step: 'sending' | 'reading' | 'checking' | 'writing';
	readonly done: number;
	readonly of: number;
}

interface Sending {
	readonly assessment: string;
	readonly what: 'check' | 'commit';
	readonly file: File;
	readonly options: Partial<ImportOptions>;
	readonly signal: AbortSignal;
	readonly progress: (progress: Progress) => void;
}

export function formOf(file: File, options: Partial<ImportOptions>): FormData {
	const form = new FormData();
	form.append('options', JSON.stringify(options));
	form.append('file', file);
	return form;
}

/** Throws as axios does: refusals stand where those of other requests do. */
export async function sendSheet<T>(
	api: ReturnType<typeof useApi>,
	{ assessment, what, file, options, signal, progress }: Sending,
): Promise<T> {
	const { data, status } = await api.request<string>({
		method: 'post',
		url: `/assessment/assessments/${assessment}/import/${what}`,
		data: formOf(file, options),
		headers: { Accept: 'application/x-ndjson' },
		responseType: 'text',
		signal,
		onUploadProgress: ({ loaded, total }) => progress({ step: 'sending', done: loaded, of: total ?? loaded }),
		onDownloadProgress: ({ event }) => {
			const line = lastOf(textSoFar(event));
			if (isProgress(line)) progress(line);
		},
	});
	const answer = lineOf(data.trimEnd().split('\n').at(-1) ?? '');
	if (isAnswer<T>(answer)) return answer.data;
	throw { response: { status: statusOf(answer) ?? status, data: answer } };
}

const textSoFar = (event: unknown): string => {
	const target: unknown = typeof event === 'object' && event !== null && 'target' in event ? event.target : null;
	return target instanceof XMLHttpRequest && target.responseType !== 'blob' ? target.responseText : '';
};

/** Of lines that are still coming the last whole one. */
function lastOf(text: string): unknown {
	const end = text.lastIndexOf('\n');
	const line = lineOf(text.slice(text.lastIndexOf('\n', end - 1) + 1, end));
	return typeof line === 'object' && line !== null && 'progress' in line ? line.progress : null;
}

function lineOf(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return null;
	}
}

const isProgress = (line: unknown): line is Progress => typeof line === 'object' && line !== null && 'step' in line;
const isAnswer = <T>(answer: unknown): answer is { readonly data: T } =>
	typeof answer === 'object' && answer !== null && 'data' in answer;

function statusOf(answer: unknown): number | null {
	const errors: unknown = typeof answer === 'object' && answer !== null && 'errors' in answer ? answer.errors : null;
	const first: unknown = Array.isArray(errors) ? errors[0] : null;
	const extensions: unknown =
		typeof first === 'object' && first !== null && 'extensions' in first ? first.extensions : null;
	return typeof extensions === 'object' && extensions !== null && 'status' in extensions
		? Number(extensions.status)
		: null;
}
