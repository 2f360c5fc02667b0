// Writes the types of every collection, from schema/snapshot.yaml: as the API answers (`domain/schema.ts`, the Schema of the SDK)
// and as the databases give rows back (`server/platform/tables.ts`, for Knex). The product imports nothing of schema/, so both stand there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { EXAMINATIONS, METHODS, STATES } from '#engine';
import { ADJUSTMENT_STATUSES, DECISION_REASONS, VOTES } from '#domain/adjustments/status.ts';
import { APPEAL_STATUSES } from '#domain/appeals/status.ts';
import { ASSESSMENT_STATUSES } from '#domain/assessments/status.ts';
import { EVIDENCE_STATUSES } from '#domain/evidence/workflow.ts';
import { RULEBOOK_STATUSES } from '#domain/rulebooks/workflow.ts';
import { PLATFORM_COLLECTIONS } from './platform-collections.ts';

const SNAPSHOT = join(import.meta.dirname, '../snapshot.yaml');
const SRC = join(import.meta.dirname, '../../extensions/village-assessment/src');

/** A list of choices that stands in a table of the domain is called by the domain's name. */
const CHOICES = [
	{ name: 'AdjustmentStatus', from: '#domain/adjustments/status.ts', values: ADJUSTMENT_STATUSES },
	{ name: 'DecisionReason', from: '#domain/adjustments/status.ts', values: DECISION_REASONS },
	{ name: 'Vote', from: '#domain/adjustments/status.ts', values: VOTES },
	{ name: 'AppealStatus', from: '#domain/appeals/status.ts', values: APPEAL_STATUSES },
	{ name: 'AssessmentStatus', from: '#domain/assessments/status.ts', values: ASSESSMENT_STATUSES },
	{ name: 'EvidenceStatus', from: '#domain/evidence/workflow.ts', values: EVIDENCE_STATUSES },
	{ name: 'RulebookStatus', from: '#domain/rulebooks/workflow.ts', values: RULEBOOK_STATUSES },
	{ name: 'Examination', from: '#engine', values: EXAMINATIONS },
	{ name: 'Method', from: '#engine', values: METHODS },
	{ name: 'State', from: '#engine', values: STATES },
] as const;

/** What a JSON column holds, as the server writes it; of the others nobody knows before it is parsed. */
const JSON_COLUMNS: Readonly<Record<string, string>> = {
	'adjustments.electorate': 'readonly string[] | null',
	'criteria.notes': 'Label | null',
	'criteria.readings': 'readonly Reading[] | null',
	'indicators.examined_by': 'readonly Examination[] | null',
	'scorecard_lines.reasons': 'readonly Reason[] | null',
};
const JSON_TYPES = ['Label', 'Reading', 'Reason'].map((name) => ({ name, from: '#engine' }));

const snapshotShape = z.object({
	fields: z.array(
		z.object({
			collection: z.string(),
			field: z.string(),
			type: z.string(),
			meta: z.object({
				special: z.array(z.string()).nullable(),
				options: z.object({ choices: z.array(z.object({ value: z.string() })).optional() }).nullable(),
			}),
			schema: z.object({ is_nullable: z.boolean() }).optional(),
		}),
	),
	relations: z.array(
		z.object({
			collection: z.string(),
			field: z.string(),
			related_collection: z.string(),
			meta: z.object({ one_field: z.string().nullable() }),
		}),
	),
});
type Snapshot = z.infer<typeof snapshotShape>;
type Field = Snapshot['fields'][number];

/** The same column on both sides. `API`: as REST and GraphQL answer. `STORED`: as Knex gives it back on either database. */
const API: Readonly<Record<string, string>> = {
	uuid: 'string',
	string: 'string',
	text: 'string',
	integer: 'number',
	bigInteger: 'number | string',
	decimal: 'number',
	boolean: 'boolean',
	json: 'unknown',
	date: 'Day',
	timestamp: 'Moment',
};
const STORED: Readonly<Record<string, string>> = {
	...API,
	boolean: 'StoredBoolean',
	json: 'StoredJson',
	date: 'StoredDay',
	timestamp: 'StoredMoment',
};

export interface TypesFile {
	readonly path: string;
	readonly content: string;
}

export function typesFiles(): readonly TypesFile[] {
	const snapshot = snapshotShape.parse(parse(readFileSync(SNAPSHOT, 'utf8')));
	return [
		{ path: join(SRC, 'domain/schema.ts'), content: apiFile(snapshot) },
		{ path: join(SRC, 'server/platform/tables.ts'), content: tablesFile(snapshot) },
	];
}

const GENERATED =
	'// Generated from schema/snapshot.yaml by `npm run types:generate`; a test fails while it is out of date. Do not edit.\n';

function apiFile(snapshot: Snapshot): string {
	const collections = collectionsOf(snapshot);
	const interfaces = collections.map(([collection, fields]) => {
		const own = fields.flatMap((field) => apiColumn(snapshot, field) ?? []);
		const lines = [...(PLATFORM_COLLECTIONS[collection]?.api ?? []), ...own].map((line) => `\t${line};\n`);
		return `export interface ${typeName(collection)} {\n${lines.join('')}}\n`;
	});
	const schema = collections.map(([collection]) => `\t${collection}: ${typeName(collection)}[];\n`);
	return [
		`${GENERATED}// The collections as the API answers them; \`Schema\` is what @directus/sdk asks for.\n${importsFor(interfaces.join(''))}`,
		"/** YYYY-MM-DD. The literal tells the SDK that it is one; any text may be written. */\nexport type Day = 'date' | (string & {});\n",
		"/** An ISO moment; as with {@link Day}. */\nexport type Moment = 'datetime' | (string & {});\n",
		...interfaces,
		`export interface Schema {\n${schema.join('')}}\n`,
	].join('\n');
}

function tablesFile(snapshot: Snapshot): string {
	const collections = collectionsOf(snapshot);
	const interfaces = collections.map(([collection, fields]) => {
		const own = fields.flatMap((field) => storedColumn(field) ?? []);
		const lines = own.map((line) => `\treadonly ${line};\n`);
		const base = collection in PLATFORM_COLLECTIONS ? ` extends Platform${typeName(collection)}` : '';
		return `export interface Stored${typeName(collection)}${base} {\n${lines.join('')}}\n`;
	});
	const tables = collections.map(([collection]) => `\t${collection}: Stored${typeName(collection)};\n`);
	return [
		[
			`${GENERATED}// The rows as Knex gives them back; \`Tables\` is what the database is typed by.\n`,
			importsFor(interfaces.join('')),
			"import type { StoredBoolean, StoredDay, StoredJson, StoredMoment } from './stored-columns.ts';\n",
			"import type { PlatformDirectusFile, PlatformDirectusUser } from './platform-tables.ts';\n",
		].join(''),
		...interfaces,
		`export interface AssessmentTables {\n${tables.join('')}}\n`,
	].join('\n');
}

/** Folders of the navigation are collections without columns: they are no tables. */
function collectionsOf({ fields }: Snapshot): [string, Field[]][] {
	const names = [...new Set(fields.filter(isColumn).map(({ collection }) => collection))];
	return names.map((name) => [name, fields.filter(({ collection }) => collection === name)]);
}

const isColumn = (field: Field): boolean => field.schema !== undefined;
const nullable = (field: Field): string => (field.schema?.is_nullable === true ? ' | null' : '');

function apiColumn(snapshot: Snapshot, field: Field): string | undefined {
	if (!isColumn(field)) return apiList(snapshot, field);
	const relation = snapshot.relations.find((one) => one.collection === field.collection && one.field === field.field);
	const json = JSON_COLUMNS[`${field.collection}.${field.field}`];
	if (json !== undefined) return `${field.field}: ${json}`;
	const type = relation === undefined ? columnType(field, API) : `string | ${typeName(relation.related_collection)}`;
	return `${field.field}: ${type}${type === 'unknown' ? '' : nullable(field)}`;
}

/** What other rows point here by: their ids, or the rows. Other aliases hold no data. */
function apiList({ relations }: Snapshot, { collection, field, meta }: Field): string | undefined {
	if (meta.special?.some((special) => special === 'o2m' || special === 'files') !== true) return undefined;
	const relation = relations.find((one) => one.related_collection === collection && one.meta.one_field === field);
	if (relation === undefined) throw new Error(`${collection}.${field} is a list of no relation`);
	return `${field}: string[] | ${typeName(relation.collection)}[]`;
}

function storedColumn(field: Field): string | undefined {
	if (!isColumn(field)) return undefined;
	const type = columnType(field, STORED);
	return `${field.field}: ${type}${type === 'StoredJson' ? '' : nullable(field)}`;
}

function columnType({ collection, field, type, meta }: Field, types: Readonly<Record<string, string>>): string {
	const choices = type === 'string' ? meta.options?.choices?.map(({ value }) => value) : undefined;
	if (choices !== undefined) return choiceType(choices);
	const known = types[type];
	if (known === undefined) throw new Error(`${collection}.${field} is of a type without a TypeScript type: ${type}`);
	return known;
}

function choiceType(choices: readonly string[]): string {
	const wanted = new Set(choices);
	const named = CHOICES.find(({ values }) => wanted.size === values.length && values.every((one) => wanted.has(one)));
	return named?.name ?? choices.map((choice) => `'${choice}'`).join(' | ');
}

function importsFor(text: string): string {
	const used = [...CHOICES, ...JSON_TYPES].filter(({ name }) => new RegExp(`: (readonly )?${name}\\b`).test(text));
	return [...new Set(used.map(({ from }) => from))]
		.map((file) => [used.filter(({ from }) => from === file).map(({ name }) => name), file] as const)
		.map(([names, file]) => `import type { ${names.join(', ')} } from '${file}';\n`)
		.join('');
}

/** evidence_items → EvidenceItem. */
function typeName(collection: string): string {
	const words = collection.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
	const last = words.pop() ?? '';
	return [...words, last === 'Criteria' ? 'Criterion' : last.replace(/s$/, '')].join('');
}
