// Codes are how people and imports refer to a thing; two of the same, in whatever spelling, would be taken for each other. A unique
// index says so as well, for what two people could race for, but not in words.
import type { Label } from '#engine';
import { nameKey, sameName } from '#server/names/folded.ts';
import { NAMES } from '#server/names/keys.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { idOf } from '#domain/uuid.ts';
import type { Guard, GuardContext, Payload } from '#server/platform/guard.ts';
import { findCodes, findCodesByKeys, findRows, type OtherCodes } from './repository.ts';

interface Code {
	readonly thing: Required<Label>;
	/** Within which row, if not everywhere. */
	readonly within?: string;
	/** What makes the code, as it is said. */
	readonly fields: readonly string[];
	/** Its one field is a day, which each database keeps in its own way. */
	readonly day?: true;
}

const CODES: Readonly<Record<string, Code>> = {
	villages: { thing: { 'zh-CN': '村（社区）编码', 'en-US': 'village' }, fields: ['code'] },
	rulebooks: { thing: { 'zh-CN': '考核细则', 'en-US': 'rulebook' }, fields: ['code', 'version'] },
	holidays: { thing: { 'zh-CN': '节假日', 'en-US': 'holiday on' }, fields: ['date'], day: true },
	indicators: { thing: { 'zh-CN': '考核指标', 'en-US': 'indicator' }, within: 'rulebook', fields: ['code'] },
	criteria: { thing: { 'zh-CN': '评分细则', 'en-US': 'criterion' }, within: 'rulebook', fields: ['code'] },
};

export const codeTaken: Guard = {
	collections: Object.keys(CODES),
	create: async (payload, context) => {
		await refuseTaken(payload, context);
		return payload;
	},
	update: async (payload, context) => {
		const { within, fields } = CODES[context.collection] ?? { fields: [] };
		if (![within, ...fields].some((field) => field !== undefined && field in payload)) return payload;
		for (const row of await findRows(context.database, context.collection, context.keys))
			await refuseTaken({ ...row, ...payload }, { ...context, keys: [String(row['id'])] });
		return payload;
	},
};

async function refuseTaken(row: Payload, { collection, database, keys }: GuardContext): Promise<void> {
	const code = CODES[collection];
	if (code === undefined) return;
	const place = code.within === undefined ? {} : { [code.within]: idOf(row[code.within]) };
	const given = Object.fromEntries(code.fields.map((field) => [field, row[field]]));
	if ([...Object.values(place), ...Object.values(given)].some((value) => (value ?? null) === null)) return;
	const others: OtherCodes = { collection, fields: code.fields, except: keys, within: place };
	const [taken] = await (code.day === undefined ? ofSameName(database, others, row) : onSameDay(database, others, row));
	// A CSV that brings its rows' ids updates them.
	if (taken === undefined || taken.id === row['id']) return;
	throw new DomainError(
		'CODE_TAKEN',
		{
			thing: code.thing,
			code: code.fields.map((field) => (code.day === undefined ? taken[field] : dateText(taken[field]))).join(' '),
		},
		{ collection, items: [String(taken['id'])] },
	);
}

/** A row without a key came by another way than the API. */
async function ofSameName(database: Database, others: OtherCodes, row: Payload): Promise<readonly Payload[]> {
	const keys = Object.entries(NAMES[others.collection]?.keys ?? {});
	const wanted = Object.fromEntries(keys.map(([name, key]) => [key, nameKey(row[name])]));
	const alike = await findCodesByKeys(database, others, wanted);
	return alike.filter((other) => keys.every(([name]) => sameName(other[name], row[name])));
}

async function onSameDay(database: Database, others: OtherCodes, row: Payload): Promise<readonly Payload[]> {
	const [field = ''] = others.fields;
	return (await findCodes(database, others)).filter((other) => dateText(other[field]) === dateText(row[field]));
}
