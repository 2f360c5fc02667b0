// What would become of each row: the guards of evidence have their say, in sets, and nothing is written.
import type { SchemaOverview } from '@directus/types';
import { setImmediate } from 'node:timers/promises';
import type { Actor } from '#domain/actor.ts';
import type { ImportStatus, RowOutcome, RowProblem } from '#domain/contracts/sheet-import.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { plausibilityWarnings } from '#domain/evidence/plausibility/plausibility.ts';
import { isSheetField, type SheetField } from '#domain/sheet-import/columns.ts';
import type { Label } from '#engine';
import { askOnce, type EvidenceChange, type ProposedItem } from '#server/evidence/change.ts';
import { allRefusals } from '#server/evidence/guard.ts';
import { fieldOf } from '#server/evidence/problem-fields.ts';
import { placeOf, type Place } from '#server/evidence/repository.ts';
import { sameValue } from '#server/evidence/workflow.ts';
import { columnOf, type Database } from '#server/platform/database.ts';
import type { Payload } from '#server/platform/guard.ts';
import { errorInBothLanguages } from '#server/platform/render-error.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { wellFormed } from '#server/write-pipeline/well-formed.ts';
import { keyOf, type Existing } from './existing.ts';
import type { ReadRow } from './read-row.ts';
import type { SheetRecord } from './records.ts';

export interface JudgedRow {
	readonly row: ReadRow;
	readonly outcome: RowOutcome;
	/** What is written; of a change only what differs. */
	readonly payload: Payload;
	/** The item as it would stand. */
	readonly after: ProposedItem | null;
	readonly item: StoredEvidenceItem | null;
	readonly problems: readonly RowProblem[];
	readonly warnings: readonly Required<Label>[];
}

export interface Judging {
	readonly database: Database;
	readonly schema: SchemaOverview;
	readonly actor: Actor;
	readonly status: ImportStatus;
	readonly rulebook: string;
	readonly existing: Existing;
	readonly progress: (done: number) => void;
	readonly signal: AbortSignal;
}

/** Others have their turn in between. */
const ROWS_AT_A_TIME = 100;

export async function judgeRows(rows: readonly ReadRow[], judging: Judging): Promise<JudgedRow[]> {
	const judged: JudgedRow[] = [];
	const places = new Map<string, Place | null>();
	const first = new Map<string, SheetRecord>();
	for (const [at, row] of rows.entries()) {
		if (at % ROWS_AT_A_TIME === 0) {
			judging.signal.throwIfAborted();
			judging.progress(at);
			await setImmediate();
		}
		judged.push(await judgeRow(row, { ...judging, places, first }));
	}
	judging.progress(rows.length);
	return judged;
}

interface Within extends Judging {
	readonly places: Map<string, Place | null>;
	/** The first row of the file that says something of a thing. */
	readonly first: Map<string, SheetRecord>;
}

async function judgeRow(row: ReadRow, within: Within): Promise<JudgedRow> {
	const { record, village, criterion, spec, payload } = row;
	const refused = (problems: readonly RowProblem[]): JudgedRow => ({
		row,
		outcome: 'refused',
		payload,
		after: null,
		item: null,
		problems,
		warnings: [],
	});
	if (village === null || criterion === null || spec === null) return refused(row.problems);
	const key = {
		scorecard: village.scorecard,
		criterion: criterion.id,
		fact: spec.key,
		caseRef: textOf(payload['case_ref']),
	};
	const day = textOf(payload['observed_on']);
	const twice = twiceInFile(record, [keyOf(key), key.caseRef === null ? (day ?? '') : ''].join('/'), within);
	const found = within.existing.find({ ...key, day });
	const item = chosen(found, payload);
	const wanted =
		item === null ? { ...payload, status: within.status } : changed(item, { payload, status: within.status });
	if (item !== null && Object.keys(wanted).length === 0 && row.problems.length === 0 && twice === null)
		return { row, outcome: 'unchanged', payload: {}, after: null, item, problems: [], warnings: [] };
	const change = await changeOf(row, { item, payload: wanted, within });
	const { after, refused: refusals, complete } = await refusalsOf(change, within);
	const problems = [
		...row.problems,
		...(twice === null ? [] : [twice]),
		...(await problemsOf(refusals, { after, record, known: row.problems, database: within.database })),
	];
	if (problems.length > 0) return { ...refused(problems), item };
	return {
		row,
		outcome: item === null ? 'create' : 'change',
		payload: complete,
		after,
		item,
		problems,
		warnings:
			criterion.rule === null
				? []
				: plausibilityWarnings(criterion.rule, {
						fact: after.fact,
						value: after.value,
						denominator: after.denominator,
						case_ref: after.case_ref,
					}).map(({ text }) => text),
	};
}

/** Two rows of one file that say something of the same thing on the same day: one of them is too many. */
function twiceInFile(record: SheetRecord, key: string, { first }: Within): RowProblem | null {
	const before = first.get(key);
	if (before === undefined) {
		first.set(key, record);
		return null;
	}
	const where =
		before.sheet === record.sheet
			? { 'zh-CN': '', 'en-US': '' }
			: { 'zh-CN': `「${before.sheet}」`, 'en-US': `${before.sheet}, ` };
	return {
		column: null,
		heading: null,
		field: null,
		code: 'SAME_IN_FILE',
		text: {
			'zh-CN': `与本文件${where['zh-CN']}第 ${before.line} 行是同一村、同一细则、同一事项${record.cell('case_ref') === null ? '、同一天' : '、同一对象'}，请只保留一行`,
			'en-US': `says something of the same as ${where['en-US']}line ${before.line}; keep one of the two`,
		},
		allowed: [],
	};
}

/** Of several the one that says the same; else the one that can still be changed. */
function chosen(found: readonly StoredEvidenceItem[], payload: Payload): StoredEvidenceItem | null {
	const same = found.find((item) => Object.keys(differing(item, payload)).length === 0);
	const latest = [...found].reverse();
	return same ?? latest.find(({ status }) => status !== 'returned') ?? latest[0] ?? null;
}

function differing(item: StoredEvidenceItem, payload: Payload): Payload {
	const isCounted = payload['denominator'] !== undefined;
	return Object.fromEntries(
		Object.entries(payload).filter(
			([field, value]) =>
				!(field === 'value' && isCounted) &&
				!['scorecard', 'criterion', 'fact'].includes(field) &&
				!(field === 'case_ref' && item.case_ref !== null) &&
				!sameValue(columnOf(item, field), value),
		),
	);
}

function changed(
	item: StoredEvidenceItem,
	{ payload, status }: { readonly payload: Payload; readonly status: ImportStatus },
): Payload {
	const fields = differing(item, payload);
	if (Object.keys(fields).length === 0) return fields;
	if (item.status === 'draft' && status !== 'draft') return { ...fields, status };
	return item.status === 'returned' && status !== 'draft' ? { ...fields, status: 'submitted' } : fields;
}

async function changeOf(
	{ village, criterion }: ReadRow,
	{
		item,
		payload,
		within,
	}: { readonly item: StoredEvidenceItem | null; readonly payload: Payload; readonly within: Within },
): Promise<EvidenceChange> {
	const scorecard = village?.scorecard ?? '';
	const place = within.places.get(scorecard) ?? (await placeOf(within.database, scorecard));
	within.places.set(scorecard, place);
	const { actor, database } = within;
	const after: ProposedItem = item === null ? { status: 'draft', ...payload } : { ...item, ...payload };
	return {
		actor,
		database,
		before: item,
		payload,
		after,
		asked: askOnce({ actor, database }, [after]),
		place,
		placeBefore: place,
		rule: criterion?.rule ?? null,
		criterionRulebook: within.rulebook,
	};
}

interface Refused {
	readonly after: ProposedItem;
	readonly refused: readonly DomainError[];
	readonly complete: Payload;
}

async function refusalsOf(change: EvidenceChange, { schema, actor, database }: Within): Promise<Refused> {
	const context = {
		actor,
		database,
		schema,
		collection: 'evidence_items',
		keys: change.before === null ? [] : [change.before.id],
	};
	const malformed: DomainError[] = [];
	const form = change.before === null ? wellFormed.create : wellFormed.update;
	const payload = await form?.(change.payload, context).catch((error: unknown) => {
		if (!(error instanceof DomainError)) throw error;
		malformed.push(error);
		return change.payload;
	});
	const complete = payload ?? change.payload;
	const { after, refused } = await allRefusals({
		...change,
		payload: complete,
		after: { ...change.after, ...complete },
	});
	return { after, refused: [...malformed, ...refused], complete };
}

/** What a cell was refused for already is not told again by the guards. */
async function problemsOf(
	refusals: readonly DomainError[],
	{
		after,
		record,
		known,
		database,
	}: {
		readonly after: ProposedItem;
		readonly record: SheetRecord;
		readonly known: readonly RowProblem[];
		readonly database: Database;
	},
): Promise<RowProblem[]> {
	const problems: RowProblem[] = [];
	for (const refusal of refusals) {
		const named = FIELDS[fieldOf(refusal, after)] ?? fieldOf(refusal, after);
		const field = isSheetField(named) ? named : null;
		if (field !== null && known.some((one) => one.field === field)) continue;
		const column = field === null ? undefined : record.column(field);
		problems.push({
			column: column?.letter ?? null,
			heading: column?.heading ?? null,
			field,
			code: refusal.code,
			text: await errorInBothLanguages(refusal, database),
			allowed: [],
		});
	}
	return problems;
}

const FIELDS: Readonly<Record<string, SheetField>> = { scorecard: 'village' };

const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
