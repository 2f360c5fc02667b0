import { SingleBar } from 'cli-progress';
import { waitForLocks, type Database } from '#server/platform/database.ts';
import { drain } from '#server/scoring/drain.ts';
import { markEveryScorecard } from '#server/scoring/marks.ts';
import { ensureTriggers } from '#server/scoring/triggers.ts';
import { findAssessment } from './find-assessment.ts';
import { LINES_WITHOUT_TERMINAL } from './progress.ts';
import { countMarks } from './repository.ts';

/** `assessment:recompute [--assessment ID]`: computes every score anew and repairs what differs. Exit code 0, or 2 on an error. */
export async function recomputeCommand(database: Database, of: { readonly assessment?: string }): Promise<number> {
	try {
		if (of.assessment !== undefined) await findAssessment(database, of.assessment);
		await waitForLocks(database);
		await ensureTriggers(database);
		await markEveryScorecard(database, of.assessment);
		const bar = new SingleBar({
			format: '重新计算 · recomputing {bar} {value}/{total}',
			hideCursor: true,
			stream: process.stderr,
			...LINES_WITHOUT_TERMINAL,
		});
		bar.start(await countMarks(database), 0);
		await drain(database, { onBatch: (marks) => bar.increment(marks) });
		bar.stop();
		console.log('得分已全部重新计算。 · Every score has been recomputed.');
		return 0;
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		return 2;
	}
}
