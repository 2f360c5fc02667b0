// The peers are installed for a run into a folder of their own, exact versions, by npm: HyperFormula is GPL-3.0, and nothing of either
// belongs to what is shipped or developed with.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';

const PACKAGES = { hyperformula: '3.5.0', 'json-rules-engine': '7.3.1' } as const;

export interface Peers {
	readonly load: (name: keyof typeof PACKAGES) => Promise<unknown>;
	readonly remove: () => void;
}

export async function installPeers(): Promise<Peers> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'));
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: PACKAGES }));
	await execa('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
	const require = createRequire(join(folder, 'package.json'));
	return {
		load: async (name) => import(pathToFileURL(require.resolve(name)).href),
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}
