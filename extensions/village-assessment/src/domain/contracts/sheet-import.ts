// What the import of a sheet is asked, and what it answers with.
import { z } from 'zod';
import { SHEET_FIELDS } from '#domain/sheet-import/columns.ts';
import { count, evidenceStatus, id, moment, text, type Contract } from './shapes.ts';

export const ROW_OUTCOMES = ['create', 'change', 'unchanged', 'refused'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];
export const IMPORT_STATUSES = ['draft', 'submitted', 'verified'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

const field = z.enum(SHEET_FIELDS);

/** The `options` of an upload, as JSON beside the file. */
export const importOptions = z.strictObject({
	status: z.enum(IMPORT_STATUSES).default('submitted').describe('of new items'),
	mapping: z
		.record(z.string().max(200), z.union([field, z.literal('ignored')]))
		.default({})
		.describe('by heading: the column that it is'),
	skip_refused: z.boolean().default(false).describe('leave out the refused rows, and write the others'),
	token: z.string().max(100).nullable().default(null).describe('of the check whose result is to be written'),
	only: z.literal('refused').nullable().default(null).describe('of the file back: only the refused rows'),
});
export type ImportOptions = Contract<typeof importOptions>;

const place = { sheet: z.string(), line: z.int().min(1) };

const problem = z.strictObject({
	column: z.string().nullable().describe('its letter; null: the whole row'),
	heading: z.string().nullable(),
	field: field.nullable(),
	code: z.string(),
	text,
	allowed: z.array(z.string()).describe('what may stand there, at most 30'),
});

const row = z.strictObject({
	...place,
	outcome: z.enum(ROW_OUTCOMES),
	village: z.string().nullable(),
	criterion: z.string().nullable().describe('its code'),
	fact: text.nullable(),
	value: text.nullable(),
	case_ref: z.string().nullable(),
	observed_on: z.string().nullable(),
	item: id.nullable().describe('that is changed, or says the same'),
	changes: z.array(z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
	problems: z.array(problem),
	warnings: z.array(text),
});

const column = z.strictObject({
	sheet: z.string(),
	letter: z.string(),
	heading: z.string(),
	field: z
		.union([field, z.literal('ignored')])
		.nullable()
		.describe('null: not known'),
	by_hand: z.boolean(),
	sample: z.string(),
});

const effect = z.strictObject({
	scorecard: id,
	village: z.string(),
	rows: count,
	total: z.strictObject({ before: z.number(), after: z.number() }),
	attainable: z.strictObject({ before: z.number(), after: z.number() }),
});

const check = z.strictObject({
	token: z.string().describe('says what was seen; the import is refused once something else is'),
	assessment: id,
	status: evidenceStatus,
	columns: z.array(column),
	missing: z.array(field).describe('columns without which nothing can be read'),
	counts: z.strictObject({ create: count, change: count, unchanged: count, refused: count, skipped: count }),
	rows: z.array(row).describe('refused ones first'),
	rows_left_out: count,
	effects: z.array(effect).describe('once all of it is verified'),
	sheets_left_out: z.array(z.string()).describe('without a heading that is known'),
});

const imported = z.strictObject({
	id,
	counts: z.strictObject({ create: count, change: count, unchanged: count, refused: count }),
});

const listed = z.strictObject({
	id,
	assessment: id,
	file_name: z.string(),
	person: z.string().nullable(),
	date_created: moment.nullable(),
	created: count,
	changed: count,
	unchanged: count,
	left_out: count,
	status: evidenceStatus,
	undone_at: moment.nullable(),
	may_be_undone: z.boolean(),
});

export type RowProblem = Contract<typeof problem>;
export type CheckedRow = Contract<typeof row>;
export type SheetColumn = Contract<typeof column>;
export type VillageEffect = Contract<typeof effect>;
export type SheetCheck = Contract<typeof check>;
export type Imported = Contract<typeof imported>;
export type ListedImport = Contract<typeof listed>;

/** Of a long file: refused rows, then the others. */
export const MOST_SHOWN_ROWS = 2000;

/** With `Accept: application/x-ndjson` lines of {progress} come first, then one with {data} or {errors}. */
export const SHEET_IMPORT_ANSWERS = {
	'POST /assessment/assessments/:id/import/check': check,
	'POST /assessment/assessments/:id/import/commit': imported,
	'GET /assessment/assessments/:id/imports': z.array(listed),
	'POST /assessment/imports/:id/undo': z.strictObject({ deleted: count, restored: count }),
} as const;
