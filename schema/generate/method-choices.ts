// The choices of criteria.method in the snapshot: those of the registry, in its order.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METHODS } from '#engine';

const SNAPSHOT = join(import.meta.dirname, '../snapshot.yaml');
const LIST = /((?:^ +- text: \$t:choice_method_\w+\n^ +value: \w+\n)+)/gm;

export function snapshotFile(): { readonly path: string; readonly content: string } {
	const content = readFileSync(SNAPSHOT, 'utf8').replace(LIST, (list) => {
		const indent = /^ +/.exec(list)?.[0] ?? '';
		return METHODS.map((method) => `${indent}- text: $t:choice_method_${method}\n${indent}  value: ${method}\n`).join(
			'',
		);
	});
	return { path: SNAPSHOT, content };
}
