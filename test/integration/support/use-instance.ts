import { afterAll, afterEach, beforeAll } from 'vitest';
import { borrowInstance, type Instance, type InstanceOptions } from '../../harness/index.ts';

/** One Directus for the tests of a describe block. Where a test fails, what the server logged is shown. */
export function useInstance(options: InstanceOptions): () => Instance {
	let instance: Instance | undefined;
	let seen = 0;
	const get = (): Instance => {
		if (instance === undefined) throw new Error('The instance did not start.');
		return instance;
	};
	beforeAll(async () => {
		instance = await borrowInstance(options);
		seen = instance.log().length;
	});
	afterEach(({ task }) => {
		const log = instance?.log() ?? '';
		if (task.result?.state === 'fail' && log.length > seen) console.error(`server log of “${task.name}” (${options.database}):\n${log.slice(seen).slice(-3000)}`);
		seen = log.length;
	});
	afterAll(async () => {
		await instance?.stop();
	});
	return get;
}
