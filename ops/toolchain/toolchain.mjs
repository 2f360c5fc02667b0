// Brings Node 22, the dependencies and the built extension. Plain JavaScript: it runs on the Node that is installed, from 20 on.
import { spawn, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	lstatSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	realpathSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fail } from '../say.mjs';

export const root = join(import.meta.dirname, '../..');
const NODE_VERSION = '22.23.3';
const toolchain = join(root, '.toolchain');
const bundle = join(root, 'extensions/village-assessment');

/** Directory of a Node 22 with its headers; null when the running Node is one already. */
function ownNode() {
	if (process.versions.node.split('.')[0] === '22') return null;
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	return join(toolchain, 'node_modules', `node-${platform}-${process.arch}`);
}

export function nodePath() {
	const own = ownNode();
	if (own === null) return process.execPath;
	return process.platform === 'win32' ? join(own, 'bin', 'node.exe') : join(own, 'bin', 'node');
}

/** The environment in which everything of the project runs: Node 22 first on the path, native modules built for it. */
export function toolEnvironment(base = process.env) {
	const own = ownNode();
	const env = { ...base, PATH: [dirname(nodePath()), join(root, 'node_modules', '.bin'), base.PATH].join(delimiter) };
	if (own !== null) env.npm_config_nodedir = own;
	return env;
}

function npmCli() {
	const given = process.env.npm_execpath;
	if (given?.endsWith('npm-cli.js')) return given;
	const found = execFileSync(process.platform === 'win32' ? 'where' : 'which', ['npm'], { encoding: 'utf8' })
		.split('\n')[0]
		.trim();
	const real = realpathSync(found);
	return real.endsWith('.js') ? real : join(dirname(real), 'node_modules/npm/bin/npm-cli.js');
}

/** Runs a command quietly; on failure rejects with the end of what it printed. */
export function run(command, args, { env = toolEnvironment(), cwd = root, inherit = false } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env, stdio: inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
		let output = '';
		child.stdout?.on('data', (chunk) => (output += chunk));
		child.stderr?.on('data', (chunk) => (output += chunk));
		child.on('error', reject);
		child.on('close', (code, signal) => {
			if (code === 0) return resolve(output);
			reject(
				Object.assign(new Error(output.split('\n').slice(-25).join('\n')), { exitCode: code ?? (signal ? 1 : 0) }),
			);
		});
	});
}

/** A digest over files and folders; it changes when any of their contents does. */
export function fingerprint(paths, extra = '') {
	const hash = createHash('sha256').update(extra);
	const visit = (path) => {
		if (!existsSync(path)) return;
		if (statSync(path).isDirectory()) {
			for (const name of readdirSync(path).sort()) visit(join(path, name));
			return;
		}
		hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
	};
	paths.forEach(visit);
	return hash.digest('hex');
}

const upToDate = (marker, digest) => existsSync(marker) && readFileSync(marker, 'utf8') === digest;

export async function ensureNode(step) {
	const path = nodePath();
	if (ownNode() === null || existsSync(path)) return;
	step('准备 Node.js 22', 'getting Node.js 22');
	mkdirSync(toolchain, { recursive: true });
	const name = ownNode().split(/[\\/]/).pop();
	await run(
		process.execPath,
		[
			npmCli(),
			'install',
			'--prefix',
			toolchain,
			'--no-save',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
			`${name}@${NODE_VERSION}`,
		],
		{ env: process.env, cwd: toolchain },
	).catch((error) =>
		fail(
			'未能从 npm 源取得 Node.js 22。请检查网络或自行安装 Node.js 22 后重试。',
			'Node.js 22 could not be fetched from the npm registry. Check the network, or install Node.js 22, and try again.',
			error,
		),
	);
}

/** SQLite is one file of 250,000 lines: at its package's own -O3 a compiler needs two minutes for it, at -O1 well under one. */
const OPTIMISED = '-O1';
const inModules = (name) => join(root, 'node_modules', name);
const { allowScripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** The lock file has every dependency in it: another script or description in package.json installs nothing anew. */
const manifestDigest = () =>
	fingerprint(
		[join(root, 'package-lock.json')],
		`${NODE_VERSION}-${process.platform}-${process.arch}-${JSON.stringify(allowScripts)}`,
	);

async function ensurePackages(step) {
	const marker = inModules('.installed');
	const digest = manifestDigest();
	if (upToDate(marker, digest)) return;
	// npm ci would empty the folder that the link leads to.
	if (existsSync(join(root, 'node_modules')) && lstatSync(join(root, 'node_modules')).isSymbolicLink())
		fail(
			'node_modules 是指向别处的链接，安装依赖会清空那里。请删除该链接后重试。',
			'node_modules is a link; installing would empty the folder that it leads to. Remove the link and try again.',
		);
	step('安装依赖（npm ci，约 2 分钟）', 'installing dependencies (npm ci, about 2 minutes)');
	await run(nodePath(), [npmCli(), 'ci', '--ignore-scripts', '--no-audit', '--no-fund']).catch((error) =>
		fail(
			'依赖安装失败（npm ci）。请检查网络和 npm 源设置后重试。',
			'npm ci failed. Check the network and the npm registry setting, and try again.',
			error,
		),
	);
	writeFileSync(marker, digest);
}

async function ensureNativeModules(step) {
	const marker = inModules('.compiled');
	const digest = manifestDigest();
	if (upToDate(marker, digest)) return;
	step('编译原生模块（SQLite，1～2 分钟）', 'building native modules (SQLite, 1 to 2 minutes)');
	const approved = Object.entries(allowScripts)
		.filter(([, allowed]) => allowed)
		.map(([name]) => name)
		.filter((name) => existsSync(inModules(name)));
	await run(nodePath(), [npmCli(), 'rebuild', ...approved], {
		env: {
			CFLAGS: OPTIMISED,
			CXXFLAGS: OPTIMISED,
			...toolEnvironment(),
			npm_config_build_from_source: 'true',
			JOBS: 'max',
		},
	}).catch((error) =>
		fail(
			'原生模块编译失败。请安装 C++ 编译器、make 和 Python 3 后重试。',
			'Native modules could not be built. Install a C++ compiler, make and Python 3, and try again.',
			error,
		),
	);
	writeFileSync(marker, digest);
}

export async function ensureDependencies(step) {
	await ensurePackages(step);
	await ensureNativeModules(step);
}

export async function ensureBuild(step) {
	const marker = join(bundle, 'dist', '.built');
	const digest = fingerprint([
		join(bundle, 'src'),
		join(bundle, 'package.json'),
		join(bundle, 'extension.config.js'),
		join(root, 'package-lock.json'),
	]);
	if (upToDate(marker, digest)) return;
	step('构建考核扩展', 'building the assessment extension');
	rmSync(join(bundle, 'dist'), { recursive: true, force: true });
	await run(nodePath(), [join(root, 'node_modules/@directus/extensions-sdk/cli.js'), 'build'], { cwd: bundle }).catch(
		(error) =>
			fail(
				'考核扩展构建失败，请把下面的错误信息转给开发人员。',
				'The assessment extension could not be built; pass the error below to the developers.',
				error,
			),
	);
	if (!existsSync(join(bundle, 'dist', 'api.js')))
		fail(
			'考核扩展构建失败：没有生成 dist/api.js。',
			'The assessment extension could not be built: dist/api.js is missing.',
		);
	writeFileSync(marker, digest);
}

export async function ensureToolchain(step) {
	await ensureNode(step);
	await ensurePackages(step);
	// Each needs one core for about a minute, and nothing of the other.
	await Promise.all([ensureNativeModules(step), ensureBuild(step)]);
}
