// What a guard saw of a row that is gone, or written otherwise, when its write is settled.
const REMEMBERED = 10_000;

export interface Remembered<T> {
	readonly get: (key: string) => T | undefined;
	readonly set: (key: string, seen: T) => void;
}

/** Keeps the latest; a write that was refused in between leaves nothing for ever. */
export function boundedMap<T>(): Remembered<T> {
	const known = new Map<string, T>();
	return {
		get: (key) => known.get(key),
		set: (key, seen) => {
			known.delete(key);
			known.set(key, seen);
			const [oldest] = known.keys();
			if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
		},
	};
}
