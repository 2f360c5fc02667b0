import { localeOf } from '#server/platform/render-error.ts';
import type { Database } from '#server/platform/database.ts';

/** Directus tells in English that an export is ready or has failed; whoever has chosen English may be told so. */
export async function exportNotice(payload: unknown, database: Database): Promise<unknown> {
	if (!isNotice(payload)) return payload;
	const outcome = /^Your export of \w+ (is ready|failed)$/.exec(payload.subject)?.[1];
	if (outcome === undefined || (await localeOf(payload.recipient, database)) === 'en-US') return payload;
	if (outcome === 'failed')
		return { ...payload, subject: '导出失败', message: '导出没有完成，请重试；如仍不行，请与管理员联系。' };
	const link = /href="([^"]+)"/.exec(payload.message)?.[1] ?? '';
	return { ...payload, subject: '导出已完成', message: `您导出的数据已保存为文件。<a href="${link}">点击查看</a>` };
}

interface Notice {
	readonly recipient: string;
	readonly subject: string;
	readonly message: string;
}

const isNotice = (payload: unknown): payload is Notice =>
	typeof payload === 'object' &&
	payload !== null &&
	'recipient' in payload &&
	'subject' in payload &&
	'message' in payload &&
	typeof payload.recipient === 'string' &&
	typeof payload.subject === 'string' &&
	typeof payload.message === 'string';
