// A path as Directus will understand it: it ignores case, reads escapes and skips doubled slashes.
import { DomainError } from '#domain/errors/domain-error.ts';

/** Throws (400) where the escapes are none. Ids keep their meaning in lower case. */
export function plainPath(path: string): string {
	try {
		return decodeURIComponent(path)
			.toLowerCase()
			.replaceAll(/\/{2,}/g, '/');
	} catch {
		throw new DomainError('MALFORMED_REQUEST', {
			problem: {
				'zh-CN': '网址写错了，请从页面重新进入。',
				'en-US': 'its address is not well-formed. Open the page anew.',
			},
		});
	}
}
