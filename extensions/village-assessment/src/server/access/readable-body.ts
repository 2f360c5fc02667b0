// What a request carries can be read at all: Directus walks it without looking, and breaks where it is too deep or holds holes.
import { DomainError } from '#domain/errors/domain-error.ts';
import { damageIn } from '#server/platform/sound-text.ts';

interface Sent {
	readonly method: string;
	readonly path: string;
	readonly body: unknown;
}

/** Deeper than any form, filter or rulebook of ours, far from what breaks a parser. */
const DEEPEST = 60;
const TABLES =
	'items/[^/]+|users|roles|policies|permissions|access|presets|notifications|comments|folders|files|' +
	'dashboards|panels|flows|operations|translations|shares|versions';
/** Where a list is a list of rows, or of keys; and where one row is written. */
const ROWS = new RegExp(`^/(${TABLES})/?$`);
const ONE_ROW = new RegExp(`^/(${TABLES})/[^/]+/?$`);

/** Refuses (400) what is nested too deeply, texts with a character that no database keeps, and lists of what are no rows. */
export function requireReadable({ method, path, body }: Sent): void {
	if (typeof body !== 'object' || body === null) return;
	let level: unknown[] = [body];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > DEEPEST) throw malformed('内容层次过深。', 'it is nested too deeply.');
		if (level.some((one) => typeof one === 'string' && one.includes('\u0000')))
			throw malformed('含有不能保存的字符。', 'it has a character that cannot be kept.');
		level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
	}
	if (path.startsWith('/assessment/')) requireSoundTexts(body);
	if (Array.isArray(body) && ROWS.test(path)) requireRows(method, body);
	if (Array.isArray(body) && method === 'PATCH' && ONE_ROW.test(path))
		throw malformed('应为一条记录，不是列表。', 'it must be one row, not a list.');
	if (path.startsWith('/users') && 'email' in body && typeof body.email !== 'string')
		throw malformed('邮箱应为文字。', 'the e-mail address must be a text.');
}

/** What is written by items is looked at by its fields (guards/sound-text.ts); actions of ours have a body only. */
function requireSoundTexts(body: object): void {
	const damage = damageIn(body);
	if (damage !== null) throw malformed(`${damage['zh-CN']}。`, `it ${damage['en-US']}.`);
}

function requireRows(method: string, list: readonly unknown[]): void {
	const isKey = (one: unknown): boolean => typeof one === 'string' || typeof one === 'number';
	const isRow = (one: unknown): boolean => typeof one === 'object' && one !== null && !Array.isArray(one);
	if (method === 'DELETE' && !list.every(isKey))
		throw malformed('请列出要删除的记录的 id。', 'list the ids of the rows to be deleted.');
	if ((method === 'POST' || method === 'PATCH') && !list.every(isRow))
		throw malformed('列表中的每一项都应是一条记录。', 'every entry of the list must be a row.');
}

export const malformed = (chinese: string, english: string): DomainError =>
	new DomainError('MALFORMED_REQUEST', { problem: { 'zh-CN': chinese, 'en-US': english } });
