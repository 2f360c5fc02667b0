// A browser takes what we serve for what we say it is, and shows in place only what cannot do anything there.
import { isShown } from '#domain/evidence/file-kinds.ts';
import type { Application, Response } from './web.ts';

/** Types that a browser would run or draw as a page of ours, if it were told so. */
const PAGES = /^(text\/html|text\/xml|application\/xml|application\/xhtml\+xml|image\/svg\+xml|multipart\/.*)(;|$)/i;

export function serveSafely(app: Application): void {
	app.use((request, response, next) => {
		response.setHeader('X-Content-Type-Options', 'nosniff');
		if (/^\/+assets\//i.test(request.path)) downloadUnlessShown(response);
		next();
	});
}

function downloadUnlessShown(response: Response): void {
	const { writeHead } = response;
	response.writeHead = (...head) => {
		const [type, disposition] = [
			String(response.getHeader('Content-Type') ?? ''),
			response.getHeader('Content-Disposition'),
		];
		if (typeof disposition === 'string' && !isShown(type)) {
			response.setHeader('Content-Disposition', disposition.replace(/^inline/, 'attachment'));
			if (PAGES.test(type)) response.setHeader('Content-Type', 'application/octet-stream');
		}
		return writeHead.apply(response, head);
	};
}
