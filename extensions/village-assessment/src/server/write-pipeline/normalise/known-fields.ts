// Directus drops what an administrator writes into a field that there is not, and answers 200: the value is lost without a word.
import type { SchemaOverview } from '@directus/types';
import { shortened } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Payload } from '#server/platform/guard.ts';

export function requireKnownFields(payload: Payload, collection: string, schema: SchemaOverview | null): void {
	const fields = schema?.collections[collection]?.fields;
	if (fields === undefined) return;
	const unknown = Object.keys(payload).find((name) => !Object.hasOwn(fields, name));
	if (unknown === undefined) return;
	const shown = shortened(unknown, 40);
	throw new DomainError(
		'MALFORMED_REQUEST',
		{
			problem: {
				'zh-CN': `没有「${shown}」这一项，未保存任何内容。请核对名称后重试。`,
				'en-US': `there is no field “${shown}”. Nothing was saved. Check its name.`,
			},
		},
		{ collection, field: unknown },
	);
}
