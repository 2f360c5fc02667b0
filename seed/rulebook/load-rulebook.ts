// Reads a rulebook's YAML files and checks them with the engine's validator; problems get their file and line.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, isAlias, isCollection, isNode, parseDocument, type Document } from 'yaml';
import { pathText, validateRulebook, type Path, type Problem, type Rulebook } from '#engine';

export interface LocatedProblem extends Problem {
	readonly file: string;
	/** From 1; that of the nearest thing there is, where the thing itself is missing. */
	readonly line: number;
}

/** The rulebook is unsound; the message lists every problem as `file:line path: what how`. */
export class RulebookError extends Error {
	readonly problems: readonly LocatedProblem[];

	constructor(problems: readonly LocatedProblem[]) {
		super(problems.map(inWords).join('\n'));
		this.name = 'RulebookError';
		this.problems = problems;
	}
}

export interface LoadedRulebook {
	readonly rulebook: Rulebook;
	/** The parsed rulebook.yaml with the criteria of all files, in the files' order. */
	readonly document: unknown;
}

interface Source {
	readonly file: string;
	readonly yaml: Document;
	readonly lines: LineCounter;
}

/**
 * Loads `<folder>/rulebook.yaml` and `<folder>/criteria/*.yaml`.
 * @throws RulebookError naming file, line, what is wrong and how to mend it.
 */
export async function loadRulebook(folder: string): Promise<LoadedRulebook> {
	const main = await readYaml(join(folder, 'rulebook.yaml'));
	const names = (await readdir(join(folder, 'criteria'))).filter((name) => name.endsWith('.yaml')).sort();
	const parts = await Promise.all(names.map((name) => readYaml(join(folder, 'criteria', name))));

	const broken = [main, ...parts].flatMap(syntaxProblems);
	if (broken.length > 0) throw new RulebookError(broken);

	const placed = parts.flatMap((part) => {
		const list: unknown = part.yaml.toJS();
		return (Array.isArray(list) ? list : [list]).map((criterion: unknown, index) => ({ part, index, criterion }));
	});
	const head: unknown = main.yaml.toJS();
	const criteria = placed.map(({ criterion }) => criterion);
	const document = { ...(typeof head === 'object' ? head : {}), criteria };

	const check = validateRulebook(document);
	if (check.ok) return { rulebook: check.rulebook, document };
	throw new RulebookError(
		check.problems.map((problem) => {
			const [first, index, ...rest] = problem.path;
			const place = first === 'criteria' && typeof index === 'number' ? placed[index] : undefined;
			return place ? locate(problem, place.part, [place.index, ...rest]) : locate(problem, main, problem.path);
		}),
	);
}

async function readYaml(file: string): Promise<Source> {
	const lines = new LineCounter();
	return { file, lines, yaml: parseDocument(await readFile(file, 'utf8'), { lineCounter: lines }) };
}

function syntaxProblems({ file, yaml, lines }: Source): readonly LocatedProblem[] {
	return yaml.errors.map((error) => ({
		code: 'invalid',
		path: [],
		what: { 'zh-CN': `YAML 语法错误：${error.message}`, 'en-US': `YAML syntax: ${error.message}` },
		how: { 'zh-CN': '请检查缩进和引号。', 'en-US': 'Check indentation and quotes.' },
		file,
		line: lines.linePos(error.pos[0]).line,
	}));
}

function locate(problem: Problem, { file, yaml, lines }: Source, path: Path): LocatedProblem {
	let node: unknown = yaml.contents;
	let offset = 0;
	for (const part of [undefined, ...path]) {
		if (part !== undefined) node = isCollection(node) ? node.get(part, true) : undefined;
		if (isAlias(node)) node = node.resolve(yaml);
		if (!isNode(node)) break;
		offset = node.range?.[0] ?? offset;
	}
	return { ...problem, file, line: lines.linePos(offset).line };
}

function inWords({ file, line, path, what, how }: LocatedProblem): string {
	return `${file}:${line} ${pathText(path)}: ${what['zh-CN']}${how['zh-CN']} ${what['en-US']} ${how['en-US']}`;
}
