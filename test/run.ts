// npm test: every layer runs even where one before it fails; the last line has the counts.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Count {
	readonly passed: number;
	readonly failed: number;
}

interface Layer {
	readonly name: string;
	readonly run: () => Promise<Count>;
}

const ROOT = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'assessment-report-'));
const bin = (path: string): string => join(ROOT, 'node_modules', path);

const LAYERS: readonly Layer[] = [
	{ name: 'types', run: () => check([bin('vue-tsc/bin/vue-tsc.js'), '--noEmit']) },
	{ name: 'lint', run: () => check([bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']) },
	{ name: 'unit and properties', run: () => vitest('unit', 'properties') },
	{ name: 'integration', run: () => vitest('integration') },
	{ name: 'kill', run: () => vitest('kill') },
];

const only = process.argv.slice(2);
let passed = 0;
let failed = 0;
const summary: string[] = [];
for (const layer of LAYERS) {
	if (only.length > 0 && !only.some((name) => layer.name.includes(name))) continue;
	console.log(`\n── ${layer.name} ──`);
	const started = Date.now();
	const count = await layer.run();
	summary.push(`${layer.name.padEnd(20)} ${count.passed} passed, ${count.failed} failed, ${Math.round((Date.now() - started) / 1000)} s`);
	passed += count.passed;
	failed += count.failed;
}
rmSync(reports, { recursive: true, force: true });
console.log(`\n${summary.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function node(args: readonly string[]): Promise<number> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
		child.on('error', () => resolve(1));
		child.on('exit', (code) => resolve(code ?? 1));
	});
}

async function check(args: readonly string[]): Promise<Count> {
	const sound = (await node(args)) === 0;
	return { passed: sound ? 1 : 0, failed: sound ? 0 : 1 };
}

interface Report {
	readonly numPassedTests: number;
	readonly testResults: readonly { readonly name: string; readonly status: string; readonly message?: string; readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[] }[];
}

async function vitest(...projects: readonly string[]): Promise<Count> {
	const file = join(reports, `${projects.join('-')}.json`);
	const code = await node([bin('vitest/vitest.mjs'), 'run', ...projects.flatMap((name) => ['--project', name]), '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
	if (!existsSync(file)) return { passed: 0, failed: 1 };
	const report: Report = JSON.parse(readFileSync(file, 'utf8'));
	const bad = report.testResults.flatMap(({ name, status, assertionResults }) => {
		const failures = assertionResults.filter((test) => test.status === 'failed');
		// What did not run has not passed: a skipped test, or all of them because their instance did not start.
		const unrun = assertionResults.filter((test) => test.status !== 'failed' && test.status !== 'passed');
		for (const test of unrun) console.log(`not run: ${test.fullName}`);
		const whole = status === 'failed' && failures.length === 0 && unrun.length === 0 ? [name] : [];
		return [...failures, ...unrun, ...whole];
	});
	// An error outside of any test.
	const astray = code !== 0 && bad.length === 0 ? 1 : 0;
	return { passed: report.numPassedTests, failed: bad.length + astray };
}
