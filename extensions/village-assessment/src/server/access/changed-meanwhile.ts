// What a writer is told who had read a row before somebody else changed it: who, when, and both values of what was changed.
import { isOffice, type Actor } from '#domain/actor.ts';
import type { FactSpec, Label, Locale } from '#engine';
import { dateText, parsed, type Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { rulesById } from '#server/scoring/rules.ts';
import { idOf } from '#domain/uuid.ts';
import { FIELD_RULES } from '#domain/field-rules.ts';
import type { Payload } from '#server/platform/guard.ts';
import { findAccount, findFieldTranslations, findRevisions, findRow } from './repository.ts';

interface Asked {
	readonly collection: string;
	readonly key: string;
	/** What the writer wanted to write. */
	readonly payload: Payload;
	/** Since which state: the `date_updated` that was read, or the activity that was the last one. */
	readonly since: { readonly date: number | null } | { readonly change: number };
	readonly actor: Actor;
}

interface Revision {
	readonly activity: number;
	readonly user: string | null;
	readonly timestamp: unknown;
	readonly data: Payload;
	readonly delta: Payload;
}

/** One field: as the writer had read it, as it is stored now, and as the writer would have it. */
interface Difference {
	readonly seen: unknown;
	readonly stored: unknown;
	readonly yours?: unknown;
}

/** Related rows: an id says nothing to people. */
const BY_ID = new Set(['scorecard', 'criterion', 'indicator', 'rulebook', 'parent', 'adjustment', 'liaison_leader']);
const BY_THE_SERVER = new Set([
	'id',
	'user_created',
	'user_updated',
	'date_created',
	'date_updated',
	'verified_by',
	'verified_at',
	'submitted_at',
	'returned_as',
	'taken_back',
	'village_change',
	'record',
]);

export async function changedMeanwhile(database: Database, asked: Asked): Promise<DomainError> {
	const { collection, key, payload, actor } = asked;
	const revisions = await revisionsOf(database, collection, key);
	const from = firstSince(revisions, asked.since);
	const later = revisions.slice(from);
	const last = later.at(-1);
	const row = await findRow(database, collection, key);
	const before = from > 0 ? stateAfter(revisions.slice(0, from)) : {};
	const now = stateAfter(revisions);
	const names = [...new Set(later.flatMap(({ delta }) => Object.keys(delta)))].filter(
		(field) => !BY_THE_SERVER.has(field) && !isSame(before[field], now[field]),
	);
	const fields: Record<string, Difference> = {};
	for (const name of names)
		fields[name] = {
			seen: before[name] ?? null,
			stored: now[name] ?? null,
			...(payload[name] === undefined ? {} : { yours: payload[name] }),
		};
	const who = await nameOf(database, last?.user ?? null, actor);
	// What the writer wanted to change as well comes first: there the two stand against each other.
	const first =
		names.find((name) => name in payload && !isSame(payload[name], now[name])) ??
		names.find((name) => !BY_ID.has(name)) ??
		names[0];
	const conflict = { collection, item: key, by: who['zh-CN'], date_updated: momentText(row?.['date_updated']), fields };
	const difference = first === undefined ? undefined : fields[first];
	const what =
		first === undefined || difference === undefined
			? WHOLE
			: inWords(await namesOfField(database, collection, first), {
					show: await wordsFor(database, { collection, field: first, row }),
					difference,
					isKnown: from > 0,
					others: names.length - 1,
				});
	return new DomainError('CHANGED_MEANWHILE', { who, what }, { conflicts: [conflict] });
}

/** Of all fields that were ever written, the latest. */
const stateAfter = (revisions: readonly Revision[]): Payload =>
	revisions.reduce<Payload>((state, { data, delta }) => ({ ...state, ...data, ...delta }), {});

function firstSince(revisions: readonly Revision[], since: Asked['since']): number {
	if ('change' in since) {
		const next = revisions.findIndex(({ activity }) => activity > since.change);
		return next === -1 ? revisions.length : next;
	}
	const read = revisions.findLastIndex(
		({ data, delta }) => (momentOf(delta['date_updated'] ?? data['date_updated']) ?? null) === since.date,
	);
	return read === -1 ? Math.max(0, revisions.length - 1) : read + 1;
}

async function revisionsOf(database: Database, collection: string, key: string): Promise<readonly Revision[]> {
	const rows = await findRevisions(database, collection, key);
	return rows.map(({ activity, user, timestamp, data, delta }) => ({
		activity: Number(activity),
		user,
		timestamp,
		data: payloadOf(data),
		delta: payloadOf(delta),
	}));
}

function payloadOf(value: unknown): Payload {
	const known = parsed(value);
	return typeof known === 'object' && known !== null ? Object.fromEntries(Object.entries(known)) : {};
}

/** Somebody confined to one village learns no names of others. */
async function nameOf(
	database: Database,
	user: string | null,
	actor: Actor,
): Promise<{ readonly 'zh-CN': string; readonly 'en-US': string }> {
	const somebody = { 'zh-CN': '其他人', 'en-US': 'Somebody else' };
	if (user === null || (!isOffice(actor) && actor.role !== 'leader')) return somebody;
	if (user === actor.user) return { 'zh-CN': '您在另一处', 'en-US': 'You yourself, elsewhere,' };
	const row = await findAccount(database, user);
	const name = `${row?.last_name ?? ''}${row?.first_name ?? ''}`.trim();
	return name === ''
		? somebody
		: { 'zh-CN': name.slice(0, 20), 'en-US': [row?.first_name, row?.last_name].filter(Boolean).join(' ').slice(0, 30) };
}

const momentOf = (value: unknown): number | null =>
	value === null || value === undefined
		? null
		: new Date(value instanceof Date || typeof value === 'number' ? value : String(value)).getTime();

function momentText(value: unknown): string | null {
	const moment = momentOf(value);
	return moment === null || Number.isNaN(moment) ? null : new Date(moment).toISOString();
}

const isSame = (a: unknown, b: unknown): boolean =>
	JSON.stringify(a ?? null) === JSON.stringify(b ?? null) ||
	(a !== null && b !== null && typeof a !== 'object' && String(a) === String(b));

const LONGEST = 24;

type Show = (value: unknown, locale: Locale) => string;

/** How a value of a field is said: a choice or a fact by its name, yes and no as words. */
async function wordsFor(
	database: Database,
	{
		collection,
		field,
		row,
	}: { readonly collection: string; readonly field: string; readonly row: Payload | undefined },
): Promise<Show> {
	const rule = FIELD_RULES[collection]?.[field];
	const choices: Readonly<Record<string, Label>> = rule !== undefined && 'choices' in rule ? rule.choices : {};
	const facts = field === 'fact' ? await factsOf(database, idOf(row?.['criterion'])) : [];
	return (value, locale) => {
		const label = choices[String(value)] ?? facts.find(({ key }) => key === value)?.label;
		if (label !== undefined) return label[locale] ?? label['zh-CN'];
		if (typeof value === 'boolean') return YES_NO[locale][value ? 0 : 1];
		return BY_ID.has(field) ? '…' : shown(value);
	};
}

const factsOf = async (database: Database, criterion: string | null): Promise<readonly FactSpec[]> =>
	criterion === null ? [] : ((await rulesById(database, [criterion])).get(criterion)?.rule?.facts ?? []);

const YES_NO = { 'zh-CN': ['是', '否'], 'en-US': ['yes', 'no'] } as const;

function shown(value: unknown): string {
	if (value === null || value === undefined || value === '') return '—';
	const text =
		typeof value === 'object'
			? JSON.stringify(value)
			: /^\d{4}-\d{2}-\d{2}T00:00/.test(String(value))
				? (dateText(value) ?? '')
				: String(value);
	const signs = [...text];
	return signs.length > LONGEST ? `${signs.slice(0, LONGEST).join('')}…` : text;
}

type Bilingual = Required<Label>;

const WHOLE: Bilingual = { 'zh-CN': '这条记录或其证明文件', 'en-US': 'this record or its files' };

async function namesOfField(database: Database, collection: string, field: string): Promise<Bilingual> {
	const names: unknown = parsed(await findFieldTranslations(database, collection, field));
	const nameIn = (language: string): string => {
		const found: unknown = Array.isArray(names)
			? names.find(
					(one: unknown) => typeof one === 'object' && one !== null && 'language' in one && one.language === language,
				)
			: undefined;
		return typeof found === 'object' && found !== null && 'translation' in found ? String(found.translation) : field;
	};
	return { 'zh-CN': nameIn('zh-CN'), 'en-US': nameIn('en-US') };
}

/** Both values: the writer's own beside the one that is stored; where he wrote none, the one that he had read. */
function inWords(
	name: Bilingual,
	{
		show,
		difference: { seen, stored, yours },
		isKnown,
		others,
	}: { readonly show: Show; readonly difference: Difference; readonly isKnown: boolean; readonly others: number },
): Bilingual {
	const more =
		others > 0 ? { 'zh-CN': `，另有 ${others} 项`, 'en-US': `, and ${others} more` } : { 'zh-CN': '', 'en-US': '' };
	const chinese = (value: unknown): string => show(value, 'zh-CN');
	const english = (value: unknown): string => show(value, 'en-US');
	const now = { 'zh-CN': chinese(stored), 'en-US': english(stored) };
	const values =
		yours !== undefined && !isSame(yours, stored)
			? {
					'zh-CN': `现为 ${now['zh-CN']}，您填的是 ${chinese(yours)}`,
					'en-US': `now ${now['en-US']}, yours ${english(yours)}`,
				}
			: isKnown
				? { 'zh-CN': `由 ${chinese(seen)} 改为 ${now['zh-CN']}`, 'en-US': `from ${english(seen)} to ${now['en-US']}` }
				: { 'zh-CN': `现为 ${now['zh-CN']}`, 'en-US': `now ${now['en-US']}` };
	return {
		'zh-CN': `「${name['zh-CN']}」（${values['zh-CN']}${more['zh-CN']}）`,
		'en-US': `${name['en-US']} (${values['en-US']}${more['en-US']})`,
	};
}
