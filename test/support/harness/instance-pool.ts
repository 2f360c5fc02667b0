// A Directus that test files have one after the other, for starting one takes longer than most of their tests. It lives as long as
// the process that runs them; each finds it as if it had just been started.
import { startInstance, type Instance, type InstanceOptions } from './instance.ts';

interface Idle {
	readonly like: string;
	readonly instance: Instance;
}

/** What a process keeps running: each of both databases, with and without the background drain. */
const KEPT = 4;
const SHARED = ['ASSESSMENT_BACKGROUND_DRAIN'];
const idle: Idle[] = [];

/** `stop` gives it back. */
export async function takeInstance(options: InstanceOptions): Promise<Instance> {
	const { database, env = {}, ...special } = options;
	// What hardly anybody else asks for is not kept.
	if (
		Object.values(special).some((value) => value !== undefined) ||
		Object.keys(env).some((name) => !SHARED.includes(name))
	)
		return startInstance(options);
	const like = JSON.stringify([database, env]);
	const place = idle.findIndex((one) => one.like === like);
	const [found] = place === -1 ? [] : idle.splice(place, 1);
	return lend(
		like,
		(found && (await renewed(found.instance))) ?? (await startInstance({ ...options, renewable: true })),
	);
}

/** null: it was left in a state from which it does not come back, and is stopped. */
async function renewed(instance: Instance): Promise<Instance | null> {
	try {
		await instance.renew();
		return instance;
	} catch (error) {
		console.error(`A Directus on ${instance.kind} could not be used again:`, error);
		await instance.stop();
		return null;
	}
}

function lend(like: string, instance: Instance): Instance {
	let asItWas = true;
	return {
		...instance,
		kill: async () => {
			asItWas = false;
			await instance.kill();
		},
		restart: async (env) => {
			await instance.restart(env);
			asItWas = env === undefined;
		},
		stop: async () => {
			if (!asItWas) return instance.stop();
			idle.push({ like, instance });
			for (const { instance: oldest } of idle.splice(0, Math.max(0, idle.length - KEPT))) await oldest.stop();
		},
	};
}
