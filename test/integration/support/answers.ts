import { expect } from 'vitest';
import type { Answer } from '../../harness/index.ts';

export type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The row that an answer or a part of it is; fails the test where it is none. */
export function row(value: unknown): Row {
	expect(value, 'expected one object').toSatisfy(isRow);
	return isRow(value) ? value : {};
}

export function rows(value: unknown): Row[] {
	expect(value, 'expected a list').toSatisfy(Array.isArray);
	return Array.isArray(value) ? value.map(row) : [];
}

/** Follows names and indexes into nested data: `at(answer.data, 'village', 'scorecards', 0, 'total')`. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
	let current = value;
	for (const step of path) current = typeof current === 'object' && current !== null ? Reflect.get(current, step) : undefined;
	return current;
}

/** Fails with what the server said unless the request succeeded. */
export function succeeded(answer: Answer): Answer {
	if (answer.status >= 300 || answer.errors.length > 0) throw new Error(`HTTP ${answer.status}: ${answer.text.slice(0, 1000)}`);
	return answer;
}

/** A refusal: a status of its own and a code, words in Chinese, and nothing of SQL or the program. */
export function expectRefusal(answer: Answer, status: number, code: string): string {
	const [first] = answer.errors;
	expect({ status: answer.status, code: first?.code }, answer.text).toEqual({ status, code });
	const message = first?.message ?? '';
	expect(message).toMatch(/[\u4e00-\u9fff]/);
	expect(message.length).toBeLessThanOrEqual(190);
	expect(message).not.toMatch(/select |insert |update `|constraint|undefined|\[object|NaN 的/i);
	return message;
}
