/** Runs tasks, at most `places` of them at a time; the others wait for their turn in the order in which they came. */
export function queueOf(places: number): <T>(task: () => Promise<T>) => Promise<T> {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async (task) => {
		if (running >= places) await new Promise<void>((resolve) => waiting.push(resolve));
		else running += 1;
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			// The place is handed on, so that nobody who comes now gets before those who wait.
			if (next === undefined) running -= 1;
			else next();
		}
	};
}
