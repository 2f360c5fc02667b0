// What the documents point at is there: pages, pictures, files and folders by their names.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourcesIn, type Source } from './sources.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SRC = 'extensions/village-assessment/src';

const AT_THE_ROOT = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const documents: readonly Source[] = [
	...AT_THE_ROOT.map((path) => ({ path, lines: readFileSync(join(ROOT, path), 'utf8').split('\n') })),
	...sourcesIn(['docs', 'deploy', 'extensions/village-assessment'], ['md']),
];

const links = ({ path, lines }: Source): string[] =>
	[...lines.join('\n').matchAll(/\]\(([^)#\s]+)\)/gu)]
		.flatMap(([, to]) => (to === undefined || /^[a-z]+:/u.test(to) ? [] : [to]))
		.filter((to) => !existsSync(join(ROOT, dirname(path), to)));

/** `server/scoring/drain.ts`, `test/cases/`: from the root, from the sources, or from the side of the server that a walk goes through. */
function files({ lines }: Source): string[] {
	const named = [...lines.join('\n').matchAll(/`([\w.#-]+(?:\/[\w.-]+)+\/?)`/gu)].flatMap(([, name]) => name ?? []);
	return named.filter(
		(name) =>
			/\.(ts|vue|mjs|yaml|md|json)$|\/$/u.test(name) &&
			!/^(data|DATA_DIR|node_modules|dist|extensions\/directus)/u.test(name) &&
			![ROOT, join(ROOT, SRC), join(ROOT, SRC, 'server'), join(ROOT, SRC, 'server/platform')].some((from) =>
				existsSync(join(from, name)),
			),
	);
}

describe.each(documents.map((source) => [source.path, source] as const))('%s', (_path, source) => {
	it('links to what is there', () => expect(links(source)).toEqual([]));
	it('names files that are there', () => expect(files(source)).toEqual([]));
});

it('every picture is shown somewhere', () => {
	const text = documents.flatMap(({ lines }) => lines).join('\n');
	const images = readdirSync(join(ROOT, 'docs/images'));
	expect(images.filter((name) => !text.includes(`images/${name}`))).toEqual([]);
});

it('the README is read to its end', () => {
	expect(documents.find(({ path }) => path === 'README.md')?.lines.length).toBeLessThan(150);
});
