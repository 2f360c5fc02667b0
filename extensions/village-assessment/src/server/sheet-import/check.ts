// The dry run: reads a file, judges every row, and says what an import would do. Nothing is written.
import { createHash } from 'node:crypto';
import type { SchemaOverview } from '@directus/types';
import type { Actor } from '#domain/actor.ts';
import {
	MOST_SHOWN_ROWS,
	ROW_OUTCOMES,
	type CheckedRow,
	type ImportOptions,
	type RowOutcome,
	type SheetCheck,
} from '#domain/contracts/sheet-import.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { factName, factValueText, type Label, type Locale } from '#engine';
import { refuseClosed } from '#server/evidence/closed-assessment.ts';
import { columnOf, dateText, textOrNull, type Database } from '#server/platform/database.ts';
import type { DrainQueue } from '#server/scoring/queue.ts';
import { ensureFresh } from '#server/scoring/barrier.ts';
import { effectsOf } from './effects.ts';
import { loadExisting, type Existing } from './existing.ts';
import { judgeRows, type JudgedRow } from './judge.ts';
import { keptMapping } from './mapping.ts';
import { loadNames } from './names.ts';
import { readRow } from './read-row.ts';
import { MOST_ROWS, readFile, tooManyRows } from './read-file.ts';
import { recordsOf, type Records } from './records.ts';
import { assessmentById } from './repository.ts';
import type { ReadSheet } from './sheets.ts';

export interface CheckContext {
	readonly database: Database;
	readonly schema: SchemaOverview;
	readonly queue: DrainQueue;
	readonly actor: Actor;
	readonly signal: AbortSignal;
	readonly progress: (progress: Progress) => void;
}

export interface Progress {
	readonly step: 'reading' | 'checking' | 'writing';
	readonly done: number;
	readonly of: number;
}

export interface SheetFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

export interface CheckRequest {
	readonly assessment: string;
	readonly file: SheetFile;
	readonly options: ImportOptions;
}

export interface Checked {
	readonly check: SheetCheck;
	readonly judged: readonly JudgedRow[];
	readonly existing: Existing;
	readonly sheets: readonly ReadSheet[];
	readonly records: Records;
	/** The mapping that was used: by hand, now or before. */
	readonly mapping: Readonly<Record<string, string>>;
}

/** @throws DomainError 400 a file that cannot be read, 404 no such assessment, 409 one in which nothing is recorded any more. */
export async function checkSheet(request: CheckRequest, context: CheckContext): Promise<Checked> {
	const { database, queue, actor, progress, signal } = context;
	const assessment = await assessmentById(database, request.assessment);
	if (assessment === undefined) throw new DomainError('ASSESSMENT_NOT_FOUND', { id: request.assessment });
	refuseClosed(actor, assessment);
	progress({ step: 'reading', done: 0, of: 1 });
	const sheets = await readFile(request.file.bytes, request.file.name, signal);
	const mapping = { ...(await keptMapping(database)), ...request.options.mapping };
	const records = recordsOf(sheets, mapping);
	if (records.records.length > MOST_ROWS) throw tooManyRows();
	const names = await loadNames(database, assessment);
	const rows = records.records.map((record) => readRow(record, names));
	const existing = await loadExisting(
		database,
		rows.flatMap(({ village }) => village?.scorecard ?? []),
	);
	const judged = await judgeRows(rows, {
		...context,
		status: request.options.status,
		rulebook: assessment.rulebook,
		existing,
		progress: (done) => progress({ step: 'checking', done, of: rows.length }),
	});
	await ensureFresh(database, queue);
	const effects = await effectsOf(database, judged);
	const check = present({ judged, records, effects, request });
	return { check, judged, existing, sheets, records, mapping };
}

interface Presented {
	readonly judged: readonly JudgedRow[];
	readonly records: Records;
	readonly effects: SheetCheck['effects'];
	readonly request: CheckRequest;
}

function present({ judged, records, effects, request }: Presented): SheetCheck {
	const of = (outcome: RowOutcome): number => judged.filter((one) => one.outcome === outcome).length;
	const [create, change, unchanged, refused] = ROW_OUTCOMES.map(of);
	const order: Readonly<Record<RowOutcome, number>> = { refused: 0, change: 1, create: 2, unchanged: 3 };
	const sorted = judged
		.map((one, at) => ({ one, at }))
		.sort((a, b) => order[a.one.outcome] - order[b.one.outcome] || a.at - b.at);
	const shown = new Set(sorted.slice(0, MOST_SHOWN_ROWS).map(({ at }) => at));
	const rows = judged.flatMap((one, at) => (shown.has(at) ? [shownRow(one)] : []));
	return {
		token: tokenOf(judged, request),
		assessment: request.assessment,
		status: request.options.status,
		columns: records.headed.flatMap(({ sheet, columns }) =>
			columns.map(({ letter, heading, field, byHand, sample }) => ({
				sheet: sheet.name,
				letter,
				heading,
				field,
				by_hand: byHand,
				sample: sample.slice(0, 60),
			})),
		),
		missing: [...records.missing],
		counts: {
			create: create ?? 0,
			change: change ?? 0,
			unchanged: unchanged ?? 0,
			refused: refused ?? 0,
			skipped: records.skipped,
		},
		rows,
		rows_left_out: judged.length - rows.length,
		effects,
		sheets_left_out: [...records.leftOut],
	};
}

/** What was seen: each row with what becomes of it, and each item as it was. */
function tokenOf(judged: readonly JudgedRow[], { assessment, options }: CheckRequest): string {
	const hash = createHash('sha256').update(`${assessment} ${options.status}\n`);
	for (const { row, outcome, payload, item, problems } of judged) {
		const { sheet, line } = row.record;
		const was = [item?.id, item?.status, textOrNull(item?.date_updated)];
		const wrong = problems.map(({ code, field }) => [code, field]);
		hash.update(`${JSON.stringify([sheet, line, outcome, payloadText(payload), was, wrong])}\n`);
	}
	return hash.digest('hex').slice(0, 40);
}

const payloadText = (payload: JudgedRow['payload']): string =>
	JSON.stringify(
		Object.entries(payload)
			.filter(([field]) => field !== 'verified_at')
			.sort(([one], [other]) => (one < other ? -1 : 1)),
	);

function shownRow({ row, outcome, after, item, payload, problems, warnings }: JudgedRow): CheckedRow {
	const { record, village, criterion, spec } = row;
	const stated = { ...(item ?? {}), ...row.payload, ...(after ?? {}) };
	const rule = criterion?.rule ?? null;
	const bilingual = (by: (locale: Locale) => string): Required<Label> => ({
		'zh-CN': by('zh-CN'),
		'en-US': by('en-US'),
	});
	return {
		sheet: record.sheet,
		line: record.line,
		outcome,
		village: village?.name ?? null,
		criterion: criterion?.code ?? null,
		fact: spec === null || rule === null ? null : bilingual((locale) => factName(rule, spec.key, locale)),
		value:
			spec === null || rule === null || (stated.value ?? stated.denominator ?? null) === null
				? null
				: bilingual((locale) =>
						factValueText(
							rule,
							{
								fact: spec.key,
								value: textOrNull(stated.value),
								numerator: textOrNull(stated.numerator),
								denominator: textOrNull(stated.denominator),
								caseRef: textOrNull(stated.case_ref),
							},
							locale,
						),
					),
		case_ref: textOrNull(stated.case_ref),
		observed_on: dateText(stated.observed_on),
		item: item?.id ?? null,
		changes:
			outcome === 'change' && item !== null
				? Object.entries(payload).flatMap(([field, value]) =>
						['verified_at', 'verified_by'].includes(field)
							? []
							: [{ field, before: shownValue(columnOf(item, field), field), after: shownValue(value, field) }],
					)
				: [],
		problems: [...problems],
		warnings: [...warnings],
	};
}

const shownValue = (value: unknown, field: string): string | null =>
	field.endsWith('_on') ? dateText(value) : textOrNull(value);
