// Nobody needs an account for the public pages, so each address may ask for so many of them in a minute.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { messagePage } from './html/plain-pages.ts';
import { sendMessage, type Handler } from './reply.ts';

/** A village hall behind one address, all looking at once; far from what a server feels. */
export const REQUESTS_PER_MINUTE = 240;

/** Answers 429 with `Retry-After` to an address that asks too often. */
export function throttled(handle: Handler, base: string): Handler {
	const limiter = new RateLimiterMemory({ points: REQUESTS_PER_MINUTE, duration: 60 });
	return (request, response, next) => {
		limiter.consume(request.ip ?? '').then(
			() => handle(request, response, next),
			() => {
				response.setHeader('Retry-After', '60');
				sendMessage(response, 429, messagePage('zh-CN', base, 'too_many'));
			},
		);
	};
}
