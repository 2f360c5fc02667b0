// The rulebooks in this folder as rows of the collections rulebooks, indicators and criteria.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { loadRulebook } from './load-rulebook.ts';
import type { Row, RowSet } from '../merge/merge-rows.ts';
import { stableId } from '../merge/stable-id.ts';

const label = z.looseObject({ 'zh-CN': z.string(), 'en-US': z.string().optional() });

interface Indicator {
	readonly code: string;
	readonly title: z.infer<typeof label>;
	readonly points: string;
	readonly examined_by: readonly string[];
	readonly examination?: string | undefined;
	readonly children?: readonly Indicator[] | undefined;
}
const indicator: z.ZodType<Indicator> = z.looseObject({
	code: z.string(),
	title: label,
	points: z.string(),
	examined_by: z.array(z.string()),
	examination: z.string().optional(),
	get children() {
		return z.array(indicator).optional();
	},
});
const documentShape = z.looseObject({
	code: z.string(),
	version: z.string(),
	title: label,
	source: label.optional(),
	points: z.string(),
	indicators: z.array(indicator),
	criteria: z.array(
		z.looseObject({
			code: z.string(),
			indicator: z.string(),
			title: label,
			wording: z.string(),
			points: z.string(),
			method: z.string(),
			params: z.unknown(),
			waivable: z.boolean(),
			readings: z.unknown().optional(),
			notes: label.optional(),
			examples: z.unknown().optional(),
		}),
	),
});
type RulebookDocument = z.infer<typeof documentShape>;

/** @throws RulebookError naming file, line, what is wrong and how to mend it, if a rulebook is unsound. */
export async function rulebookRows(): Promise<RowSet[]> {
	const entries = await readdir(import.meta.dirname, { withFileTypes: true });
	const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(import.meta.dirname, name));
	const documents = await Promise.all(
		folders.sort().map(async (folder) => documentShape.parse((await loadRulebook(folder)).document)),
	);
	const sets = (table: string, rows: (document: RulebookDocument) => Row[]): RowSet => ({
		table,
		primary: 'id',
		rows: documents.flatMap(rows),
	});
	return [
		sets('rulebooks', (document) => [rulebookRow(document)]),
		sets('indicators', indicatorRows),
		sets('criteria', criterionRows),
	];
}

export const rulebookId = (code: string, version: string): string => stableId(`rulebooks/${code}/${version}`);
export const criterionId = (code: string, version: string, criterion: string): string =>
	stableId(`criteria/${code}/${version}/${criterion}`);
const indicatorId = ({ code, version }: RulebookDocument, indicatorCode: string): string =>
	stableId(`indicators/${code}/${version}/${indicatorCode}`);

const rulebookRow = ({ code, version, title, source, points }: RulebookDocument): Row => ({
	id: rulebookId(code, version),
	code,
	version,
	title: title['zh-CN'],
	title_en: title['en-US'] ?? null,
	status: 'published',
	points,
	source: source?.['zh-CN'] ?? null,
});

function indicatorRows(document: RulebookDocument): Row[] {
	const rows: Row[] = [];
	const add = (level: readonly Indicator[], parent: string | null): void => {
		for (const one of level) {
			const id = indicatorId(document, one.code);
			rows.push({
				id,
				rulebook: rulebookId(document.code, document.version),
				parent,
				code: one.code,
				title: one.title['zh-CN'],
				title_en: one.title['en-US'] ?? null,
				points: one.points,
				sort: rows.length + 1,
				examined_by: one.examined_by,
				examination: one.examination || null,
			});
			add(one.children ?? [], id);
		}
	};
	add(document.indicators, null);
	return rows;
}

const criterionRows = (document: RulebookDocument): Row[] =>
	document.criteria.map((criterion, index) => ({
		id: criterionId(document.code, document.version, criterion.code),
		rulebook: rulebookId(document.code, document.version),
		indicator: indicatorId(document, criterion.indicator),
		code: criterion.code,
		title: criterion.title['zh-CN'],
		title_en: criterion.title['en-US'] ?? null,
		wording: criterion.wording,
		points: criterion.points,
		method: criterion.method,
		params: criterion.params,
		waivable: criterion.waivable,
		readings: criterion.readings ?? [],
		notes: criterion.notes ?? null,
		examples: criterion.examples ?? [],
		sort: index + 1,
	}));
