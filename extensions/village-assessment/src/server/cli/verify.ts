import { SingleBar } from 'cli-progress';
import { waitForLocks, type Database } from '#server/platform/database.ts';
import { drain } from '#server/scoring/drain.ts';
import { ensureTriggers } from '#server/scoring/triggers.ts';
import { verifyAssessment } from '#server/scoring/verify.ts';
import type { Difference } from '#domain/contracts/assessments.ts';
import type { Verification } from '#domain/contracts/assessments.ts';
import { findAssessment } from './find-assessment.ts';
import { LINES_WITHOUT_TERMINAL } from './progress.ts';

/**
 * `assessment:verify --assessment ID [--json]`: exit code 0 all equal, 1 differences (listed), 2 error
 * (no such assessment, database out of reach). What is marked as stale is recomputed first, as before any read.
 */
export async function verifyCommand(
	database: Database,
	{ assessment, json }: { assessment: string; json: boolean },
): Promise<number> {
	try {
		await findAssessment(database, assessment);
		await waitForLocks(database);
		await ensureTriggers(database);
		await drain(database);
		const result = await withProgress(!json, (onProgress) => verifyAssessment(database, assessment, onProgress));
		console.log(json ? JSON.stringify(result) : report(result));
		return result.differences.length === 0 ? 0 : 1;
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		console.error(json ? JSON.stringify({ error: message }) : message);
		return 2;
	}
}

async function withProgress<T>(
	shown: boolean,
	work: (onProgress: (done: number, all: number) => void) => Promise<T>,
): Promise<T> {
	if (!shown) return work(() => undefined);
	const bar = new SingleBar({
		format: '核对 · verifying {bar} {value}/{total}',
		clearOnComplete: true,
		hideCursor: true,
		stream: process.stderr,
		...LINES_WITHOUT_TERMINAL,
	});
	let started = false;
	try {
		return await work((done, all) => {
			if (!started) bar.start(all, 0);
			started = true;
			bar.update(done);
		});
	} finally {
		if (started) bar.stop();
	}
}

function report({ scorecards, lines, waiting, differences }: Verification): string {
	const counted = `${scorecards} 张评分表、${lines} 条得分 · ${scorecards} scorecards, ${lines} lines`;
	const left =
		waiting === 0 ? '' : `\n${waiting} 张正在写入，未核对，请再运行一次 · ${waiting} were being written, run again`;
	if (differences.length === 0) return `${counted}：全部一致 · all equal${left}`;
	return `${counted}：${differences.length} 处不一致 · ${differences.length} differences\n${differences.map(line).join('\n')}${left}`;
}

const line = ({ label, criterion, field, stored, computed }: Difference): string =>
	`${label}\t${criterion ?? ''}\t${field}\t现存 · stored ${show(stored)}\t应为 · computed ${show(computed)}`;

const show = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
