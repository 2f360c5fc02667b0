// What the commands print: Chinese first, English after it.
// The clock of the command that was called, in what it calls too.
process.env.ASSESSMENT_STARTED ??= String(Date.now());
const started = Number(process.env.ASSESSMENT_STARTED);

/** One line of progress. */
export function step(zh, en) {
	const seconds = String(Math.round((Date.now() - started) / 1000)).padStart(4);
	console.log(`[${seconds}s] ${zh} · ${en}`);
}

/** Stops with one sentence that says what failed and what to do. */
export function fail(zh, en, cause) {
	if (cause) console.error(cause.message ?? cause);
	console.error(`\n${zh}\n${en}`);
	process.exit(typeof cause?.exitCode === 'number' && cause.exitCode > 0 ? cause.exitCode : 1);
}
