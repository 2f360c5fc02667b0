// SQL stands in repositories, in scoring/ and in platform/: who changes a column finds its readers by file name.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { sourcesIn, type Source } from './sources.ts';

const SERVER = 'extensions/village-assessment/src/server';
const MAY_ASK = new RegExp(`^${SERVER}/(platform/|scoring/|(?:[\\w-]+/)+repository(\\.ts$|/))`, 'u');

/** What a database is called where it is handed on. */
const DATABASES = new Set(['database', 'knex', 'trx', 'db']);
/** The query of scorecards with their assessments, which repositories go on with. */
const JOINED = 'scorecardsWithAssessments';
const STATEMENT =
	/^\s*\(?(?:SELECT\s|INSERT INTO\s|UPDATE\s+\w+\s+SET\s|DELETE FROM\s|SAVEPOINT\s|RELEASE\s|ROLLBACK\s|WITH\s+\w+\s+AS\s)/u;

const isDatabase = (node: ts.Expression): boolean =>
	(ts.isIdentifier(node) && DATABASES.has(node.text)) ||
	(ts.isPropertyAccessExpression(node) && DATABASES.has(node.name.text));

/** `trx('villages')`, `ctx.database(table)`, `database.raw(…)`, and texts that are a statement or begin one. */
function isSql(node: ts.Node): boolean {
	if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) return STATEMENT.test(node.text);
	if (!ts.isCallExpression(node)) return false;
	if (isDatabase(node.expression)) return true;
	if (ts.isIdentifier(node.expression)) return node.expression.text === JOINED;
	return (
		ts.isPropertyAccessExpression(node.expression) &&
		(['raw', 'whereRaw', 'orderByRaw', 'fromRaw'].includes(node.expression.name.text) ||
			(isDatabase(node.expression.expression) && node.expression.name.text !== 'transaction'))
	);
}

/** `path:line` of each place. */
function placesOfSql({ path, lines }: Source): string[] {
	const file = ts.createSourceFile(path, lines.join('\n'), ts.ScriptTarget.Latest, true);
	const found = new Set<number>();
	const walk = (node: ts.Node): void => {
		if (isSql(node)) found.add(file.getLineAndCharacterOfPosition(node.getStart()).line + 1);
		ts.forEachChild(node, walk);
	};
	walk(file);
	return [...found].map((line) => `${path}:${line}: ${lines[line - 1]?.trim()}`);
}

const server = sourcesIn([SERVER], ['ts']);

describe('SQL', () => {
	it('is seen', () => {
		const lines = [
			"trx('a');",
			'ctx.database(table);',
			'trx.raw(text);',
			"const sql = 'SELECT 1';",
			'q.whereRaw(x)',
			'scorecardsWithAssessments(t)',
			'names.join()',
		];
		expect(placesOfSql({ path: 'a.ts', lines })).toHaveLength(6);
	});

	it('stands in repositories, scoring and platform only', () => {
		expect(server.length).toBeGreaterThan(100);
		expect(server.filter(({ path }) => !MAY_ASK.test(path)).flatMap(placesOfSql)).toEqual([]);
	});

	it('is written past it by Directus’s own services in one place, and by exports', () => {
		const places = server.flatMap(({ path, lines }) =>
			lines.flatMap((line, index) => (/\bItemsService\(/u.test(line) ? [`${path}:${index + 1}`] : [])),
		);
		expect(places.filter((place) => !/\/(platform\/item-writer\.ts|exports\/[\w/-]+\.ts):/u.test(place))).toEqual([]);
	});
});
