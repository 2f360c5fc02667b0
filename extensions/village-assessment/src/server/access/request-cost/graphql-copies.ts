// Directus makes what a GraphQL document asks for twice with the same words only once, so no hook hears of it; but under each
// name of its own (alias) it is written into the answer again.
import { Kind, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode, type ValueNode } from 'graphql';

interface Document {
	readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
	readonly variables: Readonly<Record<string, unknown>>;
}

/** How many times the same field stands in an answer at most, those that surround it included. */
export function copiesIn(
	sets: readonly SelectionSetNode[],
	document: Document,
	inside: ReadonlySet<string> = new Set(),
): number {
	const names = new Map<
		string,
		{ readonly first: FieldNode; readonly below: SelectionSetNode[]; readonly inside: Set<string> }
	>();
	const passed = new Set(inside);
	function take(set: SelectionSetNode): void {
		for (const selection of set.selections) {
			if (selection.kind === Kind.INLINE_FRAGMENT) take(selection.selectionSet);
			else if (selection.kind === Kind.FRAGMENT_SPREAD) {
				const fragment = document.fragments.get(selection.name.value);
				if (fragment === undefined || passed.has(selection.name.value)) continue;
				passed.add(selection.name.value);
				take(fragment.selectionSet);
			} else {
				const name = selection.alias?.value ?? selection.name.value;
				const known = names.get(name) ?? { first: selection, below: [], inside: passed };
				if (selection.selectionSet !== undefined) known.below.push(selection.selectionSet);
				names.set(name, known);
			}
		}
	}
	sets.forEach(take);
	const times = new Map<string, number>();
	let below = 1;
	for (const one of names.values()) {
		const key = `${one.first.name.value}(${(one.first.arguments ?? [])
			.map((argument) => `${argument.name.value}:${plain(valueOf(argument.value, document))}`)
			.toSorted()
			.join()})`;
		times.set(key, (times.get(key) ?? 0) + 1);
		if (one.below.length > 0) below = Math.max(below, copiesIn(one.below, document, one.inside));
	}
	return Math.max(1, ...times.values()) * below;
}

function valueOf(node: ValueNode, document: Document): unknown {
	switch (node.kind) {
		case Kind.VARIABLE:
			return document.variables[node.name.value];
		case Kind.NULL:
			return null;
		case Kind.LIST:
			return node.values.map((value) => valueOf(value, document));
		case Kind.OBJECT:
			return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, valueOf(value, document)]));
		default:
			return node.value;
	}
}

/** GraphQL takes `5` for `[5]`, and an id with or without quotes; the order of names says nothing. */
function plain(value: unknown): string {
	if (Array.isArray(value)) return value.length === 1 ? plain(value[0]) : `[${value.map(plain).join()}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(String(value ?? ''));
	return `{${Object.entries(value)
		.map(([name, inner]) => `${name}:${plain(inner)}`)
		.toSorted()
		.join()}}`;
}
