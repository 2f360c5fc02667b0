// npm test [-- LAYER … | FILE … | -t NAME]: every layer runs even where one before it fails; the last line has the counts.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { execa } from 'execa';
import { quickStart } from '../ops/start/environment.mjs';
import { prepareTemplates } from './support/harness/index.ts';

interface Count {
	readonly passed: number;
	readonly failed: number;
	/** What is still to be shown. */
	readonly output?: string;
}

interface Layer {
	readonly name: string;
	/** Works on the prepared databases. */
	readonly prepared?: true;
	/** Keeps one core busy only: those begin together, and what they say is shown in turn. */
	readonly single?: true;
	readonly run: () => Promise<Count>;
}

const ROOT = join(import.meta.dirname, '..');
const CACHE = join(ROOT, 'node_modules/.cache/checks');
const reports = mkdtempSync(join(tmpdir(), 'assessment-report-'));
const bin = (path: string): string => join(ROOT, 'node_modules', path);

const { layers: asked, files, name, quick } = readArguments(process.argv.slice(2));

/** Whoever asks for the quick layers again and again has only what changed checked; a whole run trusts no cache. */
const cached = (...args: readonly string[]): readonly string[] => (quick ? args : []);

const LAYERS: readonly Layer[] = [
	{
		name: 'types',
		single: true,
		run: () =>
			check([
				bin('vue-tsc/bin/vue-tsc.js'),
				'--noEmit',
				...cached('--incremental', '--tsBuildInfoFile', join(CACHE, 'types.tsbuildinfo')),
			]),
	},
	{
		name: 'imports',
		single: true,
		run: () =>
			check([
				bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
				'--config',
				'.dependency-cruiser.js',
				'extensions',
				'schema',
				'seed',
				'ops',
				'test',
			]),
	},
	{
		name: 'lint',
		single: true,
		run: () =>
			check([
				bin('eslint/bin/eslint.js'),
				'.',
				'--max-warnings',
				'0',
				...cached('--cache', '--cache-strategy', 'content', '--cache-location', join(CACHE, 'eslint')),
			]),
	},
	{
		name: 'format',
		single: true,
		run: () =>
			check([
				bin('prettier/bin/prettier.cjs'),
				'--check',
				'--log-level',
				'warn',
				'.',
				...cached('--cache', '--cache-strategy', 'content', '--cache-location', join(CACHE, 'prettier')),
			]),
	},
	{ name: 'unit', run: () => vitest('unit') },
	{ name: 'components', run: () => vitest('components') },
	{ name: 'properties', run: () => vitest('properties') },
	{ name: 'integration', prepared: true, run: () => vitest('integration') },
	{ name: 'e2e', prepared: true, run: () => vitest('e2e') },
	{ name: 'crash', prepared: true, run: () => vitest('crash') },
];

const layers = LAYERS.filter((layer) => asked.length === 0 || asked.includes(layer.name));
let passed = 0;
let failed = 0;
const summary: string[] = [];
const failures: string[] = [];
const begun = new Map(layers.filter(({ single }) => single).map((layer) => [layer, timed(layer.run)]));
// Once for all layers, while the first ones run: what they start finds them.
const templates = layers.some((layer) => layer.prepared) ? prepared() : null;
for (const layer of layers) {
	const ready = layer.prepared === undefined || (await templates) !== null;
	console.log(`\n── ${layer.name} ──`);
	const { count, seconds } = await (begun.get(layer) ??
		timed(ready ? layer.run : () => Promise.resolve({ passed: 0, failed: 1 })));
	if (count.output !== undefined) console.log(count.output);
	summary.push(`${layer.name.padEnd(20)} ${count.passed} passed, ${count.failed} failed, ${seconds} s`);
	passed += count.passed;
	failed += count.failed;
}
await (await templates)?.stop();
rmSync(reports, { recursive: true, force: true });
// At the end once more: whoever sees only the last page of a log needs the names and the reasons.
if (failures.length > 0) console.log(`\n── what failed ──\n${failures.join('\n')}`);
console.log(`\n${summary.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

interface Asked {
	/** Empty: all. */
	readonly layers: readonly string[];
	readonly files: readonly string[];
	/** Part of the names of the tests; null: all. */
	readonly name: string | null;
	readonly quick: boolean;
}

const QUICK = ['types', 'imports', 'lint', 'format', 'unit', 'components'];

/** A layer by its name, a file by its path (its layer is the folder that it is in), `quick` for what needs neither database nor browser. */
function readArguments(args: readonly string[]): Asked {
	const position = args.indexOf('-t');
	const words = position === -1 ? args : args.filter((_, index) => index !== position && index !== position + 1);
	const paths = words.filter((word) => word.includes('/'));
	const known = words.filter((word) => !word.includes('/') && word !== 'quick');
	const quickly = words.includes('quick');
	return {
		layers: [...known, ...(quickly ? QUICK : []), ...new Set(paths.map((path) => path.split('/')[1] ?? ''))],
		files: paths,
		name: position === -1 ? null : (args[position + 1] ?? null),
		quick: quickly,
	};
}

/** null: they could not be prepared. */
async function prepared(): Promise<{ readonly stop: () => Promise<void> } | null> {
	try {
		// Nothing here pulls the plug of the machine: fsync only costs time.
		return await prepareTemplates({ fsync: false });
	} catch (error) {
		failures.push(
			`The databases of the tests could not be prepared: ${reason(error instanceof Error ? error.message : String(error))}`,
		);
		return null;
	}
}

async function node(args: readonly string[]): Promise<number> {
	const { exitCode } = await execa(process.execPath, args, {
		cwd: ROOT,
		env: quickStart(),
		stdio: 'inherit',
		reject: false,
	});
	return exitCode ?? 1;
}

async function timed(run: () => Promise<Count>): Promise<{ readonly count: Count; readonly seconds: number }> {
	const started = Date.now();
	const count = await run();
	return { count, seconds: Math.round((Date.now() - started) / 1000) };
}

async function check(args: readonly string[]): Promise<Count> {
	const { failed: bad, all } = await execa(process.execPath, args, {
		cwd: ROOT,
		env: quickStart(),
		all: true,
		reject: false,
	});
	return { passed: bad ? 0 : 1, failed: bad ? 1 : 0, output: all.trim() };
}

interface Report {
	readonly numPassedTests: number;
	readonly testResults: readonly {
		readonly name: string;
		readonly status: string;
		readonly message?: string;
		readonly assertionResults: readonly Assertion[];
	}[];
}

interface Assertion {
	readonly status: string;
	readonly fullName: string;
	readonly failureMessages?: readonly string[];
}

async function vitest(...projects: readonly string[]): Promise<Count> {
	const file = join(reports, `${projects.join('-')}.json`);
	const code = await node([
		bin('vitest/vitest.mjs'),
		'run',
		...projects.flatMap((project) => ['--project', project]),
		...files,
		...(name === null ? [] : ['-t', name]),
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`,
	]);
	if (!existsSync(file)) return { passed: 0, failed: 1 };
	const report: Report = JSON.parse(readFileSync(file, 'utf8'));
	const bad = report.testResults.flatMap(({ name: path, status, message, assertionResults }) => {
		// What did not run has not passed: a skipped test, or all of them because their instance did not start.
		const told = assertionResults
			.filter((test) => test.status !== 'passed' && (name === null || test.status !== 'skipped'))
			.map(
				(test) => `${relative(ROOT, path)}: ${test.fullName}: ${test.status}${reason(test.failureMessages?.join(' '))}`,
			);
		return status === 'failed' && told.length === 0 ? [`${relative(ROOT, path)}: ${reason(message)}`] : told;
	});
	failures.push(...bad);
	// An error outside of any test.
	const astray = code !== 0 && bad.length === 0 ? 1 : 0;
	return { passed: report.numPassedTests, failed: bad.length + astray };
}

/** The first lines of a failure, without the colours of a terminal. */
function reason(message: string | undefined): string {
	// eslint-disable-next-line no-control-regex
	const plain = (message ?? '').replaceAll(/\u001b\[[0-9;]*m/gu, '');
	return plain === '' ? '' : `\n    ${plain.split('\n').slice(0, 12).join('\n    ').slice(0, 1200)}`;
}
