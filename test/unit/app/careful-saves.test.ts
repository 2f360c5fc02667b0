// What the browser sends again carries the same key for as long as nobody has answered; what was heard, another.
import { describe, expect, it } from 'vitest';
import { KEY_HEADER, newKey, prepareApi } from '#app/shared/careful-saves.ts';

interface Config {
	method: string;
	url: string;
	data?: unknown;
	headers: Headers;
}

/** An axios that keeps what is registered with it. */
function api(): {
	readonly send: (
		request: Omit<Config, 'headers'>,
		end: 'answered' | 'refused' | 'lost',
		key?: string,
	) => string | null;
} {
	let before = (config: Config): Config => config;
	let after: readonly [(response: { config: Config }) => unknown, (error: unknown) => Promise<unknown>] = [
		() => null,
		async () => null,
	];
	const fake = {
		interceptors: {
			request: { use: (handler: typeof before) => (before = handler) },
			response: { use: (...handlers: typeof after) => (after = handlers) },
		},
	};
	Reflect.apply(prepareApi, null, [fake]);
	return {
		send: (request, end, key) => {
			const config = before({ ...request, headers: new Headers(key === undefined ? {} : { [KEY_HEADER]: key }) });
			// axios sends objects as text.
			const sent = { ...config, data: typeof config.data === 'object' ? JSON.stringify(config.data) : config.data };
			if (end === 'answered') after[0]({ config: sent });
			else after[1]({ config: sent, ...(end === 'refused' ? { response: { status: 409 } } : {}) }).catch(() => null);
			return config.headers.get(KEY_HEADER);
		},
	};
}

describe('a key', () => {
	const request = { method: 'post', url: '/items/evidence_items?fields=id', data: { value: 1 } };

	it('stays while nobody has answered, whatever else is sent, and is another once somebody has', () => {
		const { send } = api();
		const first = send(request, 'lost');
		send({ ...request, data: { value: 2 } }, 'answered');
		expect(send(request, 'lost')).toBe(first);
		expect(send(request, 'answered')).toBe(first);
		const next = send(request, 'refused');
		expect(next).not.toBe(first);
		expect(send(request, 'answered')).not.toBe(next);
	});

	it('goes with writes only, and the one that a form gives is kept', () => {
		const { send } = api();
		for (const url of [
			'/assessment/evidence/preview',
			'/assessment/rulebooks/r/try',
			'/auth/login',
			'/users/me/track/page',
			'/presets',
		])
			expect(send({ method: 'post', url, data: {} }, 'answered'), url).toBeNull();
		expect(send({ method: 'get', url: '/items/villages' }, 'answered')).toBeNull();
		for (const url of [
			'/items/villages',
			'items/villages/1',
			'/assessment/adjustments/a/vote',
			'/assessment/assessments/a/transition',
			'/assessment/rulebooks/r/copy',
		])
			expect(send({ method: 'post', url, data: {} }, 'answered'), url).toMatch(/^[0-9a-f]{32}$/);
		expect(send(request, 'lost', 'mine')).toBe('mine');
	});

	it('is never the same', () => {
		expect(new Set(Array.from({ length: 100 }, newKey)).size).toBe(100);
	});
});
