// The office is told which stored names say the same in two spellings: nobody else knows whether they mean one thing.
import { createHash } from 'node:crypto';
import type { Label } from '#engine';
import { plain, sendNotices, type NoticeContext } from '#server/notifications/send.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import type { Double } from './fill-keys.ts';
import { findCases, findNamedRows, findOfficeAndAdministrators } from './repository.ts';

/** So many are listed; the rest are counted. */
const LISTED = 20;

export async function notifyDuplicateNames(context: NoticeContext, doubles: readonly Double[]): Promise<void> {
	if (doubles.length === 0) return;
	const listed: Required<Label>[] = [];
	for (const one of doubles.slice(0, LISTED)) listed.push(await described(context.database, one));
	context.logger.warn(
		`${doubles.length} names are stored twice, in two spellings:\n${listed.map((one) => one['en-US']).join('\n')}`,
	);
	const occasion = createHash('sha256')
		.update(doubles.map(({ id }) => id).join())
		.digest('hex')
		.slice(0, 16);
	const people = await findOfficeAndAdministrators(context.database);
	const list = (locale: 'zh-CN' | 'en-US', rest: string): string =>
		[...listed.map((one) => `- ${one[locale]}`), ...(doubles.length > LISTED ? [`- ${rest}`] : [])].join('\n');
	await sendNotices(
		context,
		people.map((id) => ({
			recipient: id,
			once: `name-doubles/${occasion}/${id}`,
			subject: {
				'zh-CN': `有 ${doubles.length} 处名称写法不同、疑为重复`,
				'en-US': `${doubles.length} names are stored twice, in two spellings`,
			},
			message: {
				'zh-CN':
					`系统现在不再区分全角半角、空格和大小写。下列各条与较早的一条只是写法不同，得分目前仍按两条计算。` +
					`请核对：确属同一对象的，退回或删除其中一条；不是同一对象的，改用能区分的名称。\n\n${list('zh-CN', `另有 ${doubles.length - LISTED} 处`)}`,
				'en-US':
					`Width, blanks and case no longer tell two names apart. Each of these differs from an older one in its spelling only, ` +
					`and both still count. Please compare: where they mean one thing, return or delete one; ` +
					`where they do not, give one a name that tells them apart.\n\n${list('en-US', `and ${doubles.length - LISTED} more`)}`,
			},
		})),
	);
}

async function described(database: Database, { collection, id, first }: Double): Promise<Required<Label>> {
	const rows = await (collection === 'evidence_items'
		? items(database, [id, first])
		: codes(database, collection, [id, first]));
	const nameOf = (key: string): string => rows.get(key) ?? key.slice(0, 8);
	const kind = KINDS[collection];
	return {
		'zh-CN': `${kind?.['zh-CN'] ?? ''}：${nameOf(id)}，与 ${nameOf(first)}`,
		'en-US': `${kind?.['en-US'] ?? ''}: ${nameOf(id)} and ${nameOf(first)}`,
	};
}

const KINDS: Readonly<Record<string, Required<Label>>> = {
	villages: { 'zh-CN': '村（社区）编码', 'en-US': 'village' },
	rulebooks: { 'zh-CN': '考核细则', 'en-US': 'rulebook' },
	indicators: { 'zh-CN': '考核指标', 'en-US': 'indicator' },
	criteria: { 'zh-CN': '评分细则', 'en-US': 'criterion' },
	evidence_items: { 'zh-CN': '考核材料', 'en-US': 'evidence' },
};

async function items(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
	const rows = await findCases(database, ids);
	return new Map(
		rows.map((row) => [
			row.id,
			`「${plain(String(row.case_ref))}」（${plain(row.village_name)} ` +
				`${row.year} ${plain(row.code)} ${dateText(row.observed_on) ?? ''} ${row.id.slice(0, 8)}）`,
		]),
	);
}

async function codes(database: Database, collection: string, ids: readonly string[]): Promise<Map<string, string>> {
	const rows = await findNamedRows(database, collection, ids);
	return new Map(
		rows.map((row) => [
			String(row['id']),
			`「${plain(String(row['code']))}」${plain(String(row['version'] ?? row['name'] ?? row['title'] ?? ''))}`,
		]),
	);
}
