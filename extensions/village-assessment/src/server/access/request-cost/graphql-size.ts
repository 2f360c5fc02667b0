// How much a GraphQL document asks for: one request may hold any number of queries under names of their own (aliases).
import { Kind, parse, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { copiesIn } from './graphql-copies.ts';
import { tooMuch, within } from './limits.ts';

interface Size {
	readonly fields: number;
	readonly levels: number;
}

export interface Asked {
	readonly source: unknown;
	readonly variables?: Readonly<Record<string, unknown>>;
	readonly maxTokens: number;
}

/**
 * Throws (400) where a document has more queries, levels or fields than a request may have; what is no document passes.
 * Answers with how many times the same thing is asked for under different names.
 */
export function requireBoundedDocument({ source, variables = {}, maxTokens }: Asked): number {
	if (typeof source !== 'string') return 1;
	const document = read(source, maxTokens);
	if (document === null) return 1;
	let copies = 1;
	const fragments = new Map(
		document.definitions.flatMap((one): [string, FragmentDefinitionNode][] =>
			one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
		),
	);
	const known = new Map<string, Size>();
	const sizeOfFragment = (name: string, within_: ReadonlySet<string>): Size => {
		const before = known.get(name);
		const fragment = fragments.get(name);
		// A circle is refused by the validation that follows.
		if (before !== undefined || fragment === undefined || within_.has(name)) return before ?? { fields: 0, levels: 0 };
		const size = sizeOf(fragment.selectionSet, new Set([...within_, name]));
		known.set(name, size);
		return size;
	};
	const sizeOf = (set: SelectionSetNode | undefined, inside: ReadonlySet<string>): Size => {
		const parts = (set?.selections ?? []).map((selection): Size => {
			if (selection.kind === Kind.FRAGMENT_SPREAD) return sizeOfFragment(selection.name.value, inside);
			const below = sizeOf(selection.selectionSet, inside);
			return selection.kind === Kind.INLINE_FRAGMENT ? below : { fields: below.fields + 1, levels: below.levels + 1 };
		});
		return {
			fields: parts.reduce((sum, { fields }) => sum + fields, 0),
			levels: Math.max(0, ...parts.map(({ levels }) => levels)),
		};
	};
	for (const definition of document.definitions) {
		if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
		const { selections } = definition.selectionSet;
		if (selections.every((one) => one.kind === Kind.FIELD && one.name.value.startsWith('__'))) continue;
		within('graphqlRoots', selections.length);
		const { fields, levels } = sizeOf(definition.selectionSet, new Set());
		within('graphqlFields', fields);
		within('graphqlLevels', levels);
		copies = Math.max(copies, copiesIn([definition.selectionSet], { fragments, variables }));
	}
	return copies;
}

/** null: it cannot be read, and is refused by whoever reads it next. */
function read(source: string, maxTokens: number): ReturnType<typeof parse> | null {
	try {
		return parse(source, { noLocation: true, maxTokens });
	} catch (error) {
		if (error instanceof Error && error.message.includes('token limit')) throw tooMuch('graphqlFields');
		return null;
	}
}
