// The canonical form of docs/digest.md: JSON without blanks, the keys of every object in order of their code units (RFC 8785;
// a result has texts, truth values, null and small integers only, so that numbers have one form).
import { createHash } from 'node:crypto';
import { configure } from 'safe-stable-stringify';

const stringify = configure({ deterministic: true, circularValue: Error, bigint: false });

export function canonicalJson(value: unknown): string {
	const text = stringify(value);
	if (text === undefined) throw new TypeError('A result has values that JSON can say only.');
	return text;
}

/** SHA-256 of the canonical JSON in UTF-8, as 64 hexadecimal digits. */
export const sha256Of = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');
