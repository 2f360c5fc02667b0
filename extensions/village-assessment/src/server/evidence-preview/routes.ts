import type { SchemaOverview } from '@directus/types';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { EvidencePreview } from '#domain/contracts/evidence-preview.ts';
import { previewEvidence, type PreviewRequest } from './preview.ts';
import { ensureFresh } from '#server/scoring/barrier.ts';
import type { Database } from '#server/platform/database.ts';
import type { DrainQueue } from '#server/scoring/queue.ts';
import { requireRole } from '#server/platform/require-role.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { isUuid } from '#domain/uuid.ts';

interface Platform {
	readonly database: Database;
	readonly queue: DrainQueue;
	readonly getSchema: () => Promise<SchemaOverview>;
}

/**
 * `POST /assessment/evidence/preview {scorecard, criterion, fact, value, …}`: what an item would do once it counts; with
 * `id` an item that is there and would be changed so; with `cases: [name, …]` an item for each of these cases; with `remove:
 * true` as well, would no longer count. Writes nothing. 400 malformed, 403 another village's, 404 no such scorecard,
 * criterion or item, 422 no criterion of this assessment. What saving would be refused for stands in `problems`.
 */
export const previewHandler =
	({ database, queue, getSchema }: Platform) =>
	async (request: AssessmentRequest): Promise<EvidencePreview> => {
		const actor = requireRole(request, 'office', 'clerk', 'administrator');
		const asked = requestOf(request.body);
		await ensureFresh(database, queue);
		return previewEvidence(asked, { actor, database, schema: await getSchema() });
	};

const malformed = (chinese: string, english: string): DomainError =>
	new DomainError('MALFORMED_REQUEST', { problem: { 'zh-CN': chinese, 'en-US': english } });

/** More than a sentence can list. */
const MOST_CASES = 50;
const isTexts = (value: unknown): value is readonly string[] =>
	Array.isArray(value) &&
	value.length <= MOST_CASES &&
	value.every((one) => typeof one === 'string' && one.trim() !== '');

function requestOf(body: unknown): PreviewRequest {
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		throw malformed('请以对象给出材料的各项内容。', 'give the fields of the item as an object.');
	const { id = null, remove = false, cases = [], ...payload }: Readonly<Record<string, unknown>> = { ...body };
	if (id !== null && !isUuid(id)) throw malformed('id 应为已有材料的 id。', '`id` must be the id of an item.');
	if (typeof remove !== 'boolean') throw malformed('remove 应为 true 或 false。', '`remove` must be true or false.');
	if (remove && id === null) throw malformed('remove 须同时给出 id。', '`remove` needs the `id`.');
	if (!isTexts(cases))
		throw malformed(
			`cases 应为对象名称的列表，最多 ${MOST_CASES} 个。`,
			`\`cases\` must be a list of names, at most ${MOST_CASES}.`,
		);
	return { payload, cases, id: id === null ? null : id.toLowerCase(), remove };
}
