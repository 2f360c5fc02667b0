// One text for one content, in whatever order its keys come: what digests are made of and contents are compared by.
import { configure } from 'safe-stable-stringify';

const stringify = configure({ deterministic: true, circularValue: Error });

/** JSON with the keys of every object sorted; `undefined` for what JSON has no text for. */
export const canonicalJson = (value: unknown): string => String(stringify(value));
