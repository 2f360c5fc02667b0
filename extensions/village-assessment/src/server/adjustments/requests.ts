// What is asked of the endpoints under /assessment/adjustments: parsed, or refused with 400 and what is wrong.
import { QUEUE_SCOPES, type QueueScope } from '#domain/contracts/adjustments.ts';
import type { MinutesRequest } from './minutes.ts';
import type { QueuePage } from './repository/queue.ts';
import { isVote, VOTES, type Text, type Vote } from '#domain/adjustments/status.ts';
import { ADJUSTMENT_ACTION_LABELS } from '#domain/adjustments/workflow.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { isUuid } from '#domain/uuid.ts';

type Body = Readonly<Record<string, unknown>>;

const LONGEST_TEXT = 2000;
const MOST_ENTRIES = 500;
const USUAL_ENTRIES = 200;
const MOST_MINUTES = 100;

const malformed = (problem: Text): DomainError => new DomainError('MALFORMED_REQUEST', { problem });

function bodyOf(body: unknown): Body {
	if (body === undefined || body === null) return {};
	if (typeof body !== 'object' || Array.isArray(body))
		throw malformed({ 'zh-CN': '请求内容应为一个 JSON 对象。', 'en-US': 'send one JSON object.' });
	return Object.fromEntries(Object.entries(body));
}

/** Trimmed; null: none was given. */
function textOf(value: unknown, name: string): string | null {
	if (value === undefined || value === null) return null;
	if (typeof value !== 'string' || value.includes('\u0000'))
		throw malformed({ 'zh-CN': `${name} 应为文字。`, 'en-US': `\`${name}\` must be a text.` });
	if (value.length > LONGEST_TEXT)
		throw malformed({
			'zh-CN': `${name} 过长，最多 ${LONGEST_TEXT} 字。`,
			'en-US': `\`${name}\` is too long: at most ${LONGEST_TEXT} characters.`,
		});
	return value.trim() === '' ? null : value.trim();
}

/** `date_updated`: of the draft as it was read; undefined: it is not said. */
export function parseProposeRequest(body: unknown): {
	readonly confirmSameEvent: boolean;
	readonly read: number | null | undefined;
} {
	const { confirm_same_event: given, date_updated: read } = bodyOf(body);
	const confirm = given ?? false;
	if (typeof confirm !== 'boolean')
		throw malformed({
			'zh-CN': 'confirm_same_event 应为 true 或 false。',
			'en-US': '`confirm_same_event` must be true or false.',
		});
	if (read !== undefined && read !== null && (typeof read !== 'string' || Number.isNaN(Date.parse(read))))
		throw malformed({
			'zh-CN': 'date_updated 应为读到的修改时间。',
			'en-US': '`date_updated` must be the moment that was read.',
		});
	return { confirmSameEvent: confirm, read: typeof read === 'string' ? Date.parse(read) : read };
}

export function parseVoteRequest(body: unknown): { readonly vote: Vote; readonly comment: string | null } {
	const { vote, comment } = bodyOf(body);
	if (!isVote(vote))
		throw malformed({
			'zh-CN': `vote 应为 ${VOTES.join('、')}。`,
			'en-US': `\`vote\` must be one of ${VOTES.join(', ')}.`,
		});
	return { vote, comment: textOf(comment, 'comment') };
}

export function reasonOf(body: unknown, action: 'withdraw' | 'revoke'): string {
	const reason = textOf(bodyOf(body)['reason'], 'reason');
	if (reason === null) throw new DomainError('REASON_MISSING', { action: ADJUSTMENT_ACTION_LABELS[action] });
	return reason;
}

export function parseQueueRequest(query: Body): Omit<QueuePage, 'user'> {
	const { scope = 'waiting', direction } = query;
	if (!isScope(scope))
		throw malformed({
			'zh-CN': `scope 应为 ${QUEUE_SCOPES.join('、')}。`,
			'en-US': `\`scope\` must be one of ${QUEUE_SCOPES.join(', ')}.`,
		});
	if (direction !== undefined && direction !== 'bonus' && direction !== 'penalty')
		throw malformed({ 'zh-CN': 'direction 应为 bonus 或 penalty。', 'en-US': '`direction` must be bonus or penalty.' });
	return {
		scope,
		direction: direction ?? null,
		assessment: idIn(query, 'assessment'),
		village: idIn(query, 'village'),
		limit: wholeIn(query, { name: 'limit', usual: USUAL_ENTRIES, most: MOST_ENTRIES }),
		offset: wholeIn(query, { name: 'offset', usual: 0, most: 1_000_000 }),
	};
}

const isScope = (value: unknown): value is QueueScope => QUEUE_SCOPES.some((scope) => scope === value);

function idIn(query: Body, name: string): string | null {
	const id = query[name];
	if (id === undefined || id === '') return null;
	if (!isUuid(id)) throw malformed({ 'zh-CN': `${name} 应为 id。`, 'en-US': `\`${name}\` must be an id.` });
	return id.toLowerCase();
}

function wholeIn(
	query: Body,
	{ name, usual, most }: { readonly name: string; readonly usual: number; readonly most: number },
): number {
	const value = query[name] ?? usual;
	const number = Number(value);
	if (value === '' || !Number.isSafeInteger(number) || number < 0 || number > most)
		throw malformed({
			'zh-CN': `${name} 应为 0 至 ${most} 的整数。`,
			'en-US': `\`${name}\` must be a whole number from 0 to ${most}.`,
		});
	return number;
}

export function parseMinutesRequest(query: Body): MinutesRequest {
	const assessment = idIn(query, 'assessment');
	const { ids, date } = query;
	if (typeof ids === 'string' && date === undefined) {
		const list = ids.split(',').map((id) => id.trim().toLowerCase());
		if (list.length <= MOST_MINUTES && list.every(isUuid)) return { ids: [...new Set(list)], date: null, assessment };
		throw malformed({
			'zh-CN': `ids 应为以逗号分隔的提案 id，最多 ${MOST_MINUTES} 个。`,
			'en-US': `\`ids\` must be ids separated by commas, at most ${MOST_MINUTES}.`,
		});
	}
	if (typeof date === 'string' && ids === undefined && isDay(date)) return { ids: null, date, assessment };
	throw malformed({
		'zh-CN': '请给出 ids（提案）或 date（日期，如 2026-05-03）其中之一。',
		'en-US': 'give either `ids` or `date` (such as 2026-05-03).',
	});
}

function isDay(text: string): boolean {
	const made = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
	return made !== null && !Number.isNaN(made.getTime()) && made.toISOString().startsWith(text);
}
