// Writes computed lines and scorecards, and the ranks that follow from them.
import { randomUUID } from 'node:crypto';
import { ENGINE_VERSION } from '#engine';
import type { ComputedScorecard } from './compute.ts';
import type { StoredScorecardLine } from '#server/platform/tables.ts';
import { batches, type Database } from '#server/platform/database.ts';

const LINES_PER_STATEMENT = 200;
const LINE_COLUMNS = [
	'awarded',
	'attainable',
	'state',
	'state_text',
	'reasons',
	'explanation',
	'evidence_count',
] as const satisfies readonly (keyof StoredScorecardLine)[];

export async function writeLines(trx: Database, computed: readonly ComputedScorecard[]): Promise<void> {
	const rows = computed.flatMap(({ lines }) =>
		lines.map((line) => ({
			id: randomUUID(),
			scorecard: line.scorecard,
			criterion: line.criterion,
			awarded: line.awarded,
			attainable: line.attainable,
			state: line.state,
			state_text: line.stateText,
			reasons: JSON.stringify(line.reasons),
			explanation: line.explanation,
			evidence_count: line.evidenceCount,
		})),
	);
	for (const some of batches(rows, LINES_PER_STATEMENT))
		await trx('scorecard_lines').insert(some).onConflict(['scorecard', 'criterion']).merge(LINE_COLUMNS);
}

/** Lines of criteria that the assessment's rulebook no longer has. */
export async function deleteForeignLines(trx: Database, scorecards: readonly string[]): Promise<void> {
	for (const some of batches(scorecards, 200)) {
		await trx.raw(
			`DELETE FROM scorecard_lines WHERE scorecard IN (${some.map(() => '?').join(', ')}) AND NOT EXISTS (
				SELECT 1 FROM scorecards s JOIN assessments a ON a.id = s.assessment JOIN criteria c ON c.rulebook = a.rulebook
				WHERE s.id = scorecard_lines.scorecard AND c.id = scorecard_lines.criterion)`,
			[...some],
		);
	}
}

export async function writeScorecard(trx: Database, { card, totals }: ComputedScorecard): Promise<void> {
	await trx('scorecards')
		.where('id', card.id)
		.update({
			label: card.label,
			village_name: card.villageName,
			village_kind: card.villageKind,
			base_points: totals.basePoints,
			bonus_points: totals.bonusPoints,
			penalty_points: totals.penaltyPoints,
			total: totals.total,
			attainable: totals.attainable,
			assessed_count: totals.assessedCount,
			criteria_count: totals.criteriaCount,
			...(card.hasLegacyEngine ? {} : { engine_version: ENGINE_VERSION }),
			computed_at: new Date(),
		});
}
