// The names that a source file gives to things: variables, parameters, functions, types, imports. Not properties, which contracts fix.
import ts from 'typescript';
import type { Source } from './sources.ts';

/** What stands between the script tags of a Vue file, on the lines on which it stands there. */
function scriptOf({ path, lines }: Source): string {
	const text = lines.join('\n');
	if (!path.endsWith('.vue')) return text;
	const [, before = '', script = ''] = /^([\s\S]*?<script\b[^>]*>)([\s\S]*?)<\/script>/u.exec(text) ?? [];
	return before.replaceAll(/[^\n]/gu, ' ') + script;
}

const isNaming = (node: ts.Node): boolean =>
	ts.isVariableDeclaration(node) ||
	ts.isParameter(node) ||
	ts.isBindingElement(node) ||
	ts.isFunctionDeclaration(node) ||
	ts.isClassDeclaration(node) ||
	ts.isInterfaceDeclaration(node) ||
	ts.isTypeAliasDeclaration(node) ||
	ts.isImportSpecifier(node);

/** Each with the line that it stands on. */
export function declaredNames(source: Source): { readonly name: string; readonly line: number }[] {
	const file = ts.createSourceFile(source.path, scriptOf(source), ts.ScriptTarget.Latest, false);
	const found: { name: string; line: number }[] = [];
	const visit = (node: ts.Node): void => {
		if (isNaming(node) && 'name' in node) {
			const name: unknown = node.name;
			if (typeof name === 'object' && name !== null && 'text' in name && 'pos' in name)
				found.push({
					name: String(name.text),
					line: file.getLineAndCharacterOfPosition(Number(name.pos)).line + 1,
				});
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}
