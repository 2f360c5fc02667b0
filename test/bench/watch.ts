// What a request costs others while it runs: how long a ping waits, and how much memory the server takes.
import { readFileSync } from 'node:fs';

export interface Watched<T> {
	readonly answer: T;
	readonly seconds: number;
	/** Of the server's own work, whatever else the machine does; NaN where the system does not tell. */
	readonly cpuSeconds: number;
	/** Of the pings in the meantime the one that waited longest, in milliseconds. */
	readonly longestPing: number;
	/** Above what the server had before, at its highest, in MB; NaN where the system does not tell. */
	readonly memory: number;
}

const residentMb = (pid: number): number => {
	try {
		return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
	} catch {
		return Number.NaN;
	}
};

/** User and system time, in ticks of a hundredth of a second. */
const cpuOf = (pid: number): number => {
	try {
		const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
		return (Number(after[11]) + Number(after[12])) / 100;
	} catch {
		return Number.NaN;
	}
};

export async function watched<T>(
	{ url, pid }: { readonly url: string; readonly pid: number },
	run: () => Promise<T>,
): Promise<Watched<T>> {
	const idle = residentMb(pid);
	let highest = idle;
	let longestPing = 0;
	let isRunning = true;
	const pings = (async () => {
		while (isRunning) {
			const began = performance.now();
			await fetch(`${url}/server/ping`);
			longestPing = Math.max(longestPing, performance.now() - began);
			highest = Math.max(highest, residentMb(pid));
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	})();
	const began = performance.now();
	const cpu = cpuOf(pid);
	try {
		const answer = await run();
		const seconds = (performance.now() - began) / 1000;
		return { answer, seconds, cpuSeconds: cpuOf(pid) - cpu, longestPing, memory: highest - idle };
	} finally {
		isRunning = false;
		await pings;
	}
}
