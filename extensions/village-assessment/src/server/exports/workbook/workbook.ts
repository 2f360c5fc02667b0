// The workbook of an assessment: all villages in one file, one village alone, or a file each in a zip.
import { setImmediate } from 'node:timers/promises';
import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import { DomainError } from '#domain/errors/domain-error.ts';
import { batches } from '#server/platform/database.ts';
import { sheetName } from './grid.ts';
import { decisionsSheet, evidenceSheet } from './list-sheets.ts';
import { loadVillages, type Source } from './load.ts';
import type { Card, Subject, Villages } from './model.ts';
import { rankingSheet } from './ranking-sheet.ts';
import { sayIn } from './texts.ts';
import { villageSheet } from './village-sheet.ts';

/** Every sheet of a workbook is in memory at once, and nobody finds a village among more: beyond it there is the zip. */
export const MOST_VILLAGES = 200;
/** What of a zip is in memory at once. */
const AT_ONCE = 20;

export interface NamedFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** The ranking, a sheet a village, the decisions, the evidence. Refuses (422) more than {@link MOST_VILLAGES}. */
export async function wholeWorkbook(source: Source, subject: Subject, cards: readonly Card[]): Promise<Uint8Array> {
	if (cards.length > MOST_VILLAGES)
		throw new DomainError('WORKBOOK_TOO_LARGE', { count: cards.length, most: MOST_VILLAGES });
	const say = sayIn(subject.locale);
	const taken = new Set<string>();
	const [ranking, decisions, evidence] = (['ranking', 'decisions', 'evidence'] as const).map((key) =>
		sheetName(say(key), taken),
	);
	const names = new Map(cards.map((card) => [card.id, sheetName(card.village_name, taken)]));
	const villages = await loadVillages(source, cards);
	return written(subject, [
		rankingSheet(subject, villages, { name: ranking ?? '', sheets: names }),
		...cards.map((card) => sheetOf(subject, villages, card, names.get(card.id) ?? card.id)),
		decisionsSheet(subject, villages, decisions ?? ''),
		evidenceSheet(subject, villages, evidence ?? ''),
	]);
}

/** Its table, its decisions, its evidence. */
export const villageWorkbook = async (source: Source, subject: Subject, card: Card): Promise<Uint8Array> =>
	bookOfOne(subject, await loadVillages(source, [card]), card);

/** A workbook for each village, read a batch at a time: memory does not grow with the villages. */
export async function* villageWorkbooks(
	source: Source,
	subject: Subject,
	cards: readonly Card[],
): AsyncGenerator<NamedFile> {
	for (const batch of batches(cards, AT_ONCE)) {
		const villages = await loadVillages(source, batch);
		for (const card of batch) {
			const bytes = await bookOfOne(subject, only(villages, card), card);
			yield { name: `${card.village.code}-${card.village_name}.xlsx`, bytes };
			// Others are answered in between.
			await setImmediate();
		}
	}
}

const only = ({ lines, decisions, items }: Villages, card: Card): Villages => ({
	cards: [card],
	lines,
	decisions: decisions.filter(({ scorecard }) => scorecard === card.id),
	items: items.filter(({ scorecard }) => scorecard === card.id),
});

function bookOfOne(subject: Subject, villages: Villages, card: Card): Promise<Uint8Array> {
	const say = sayIn(subject.locale);
	const taken = new Set<string>();
	const [decisions, evidence] = (['decisions', 'evidence'] as const).map((key) => sheetName(say(key), taken));
	return written(subject, [
		sheetOf(subject, villages, card, sheetName(card.village_name, taken)),
		decisionsSheet(subject, villages, decisions ?? ''),
		evidenceSheet(subject, villages, evidence ?? ''),
	]);
}

const sheetOf = (subject: Subject, { lines }: Villages, card: Card, name: string): WriteSheet =>
	villageSheet(subject, card, lines.get(card.id) ?? [], name);

const written = ({ assessment }: Subject, sheets: WriteSheet[]): Promise<Uint8Array> =>
	writeXlsx({ sheets, properties: { title: assessment.title } });
