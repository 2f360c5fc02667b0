import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is neither null nor false: only for what another process does in its own time. */
export async function poll<T>(what: string, ask: () => Promise<T | null | false>, seconds = 30): Promise<T> {
	const end = Date.now() + seconds * 1000;
	for (;;) {
		const answer = await ask();
		if (answer !== null && answer !== false) return answer;
		if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain: ${what}`);
		await pause(40);
	}
}
