// Criteria of the official rulebook as the item page holds them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Values } from './mount.ts';

const FOLDER = join(import.meta.dirname, '../../../seed/rulebook/hls-fp-1/criteria');

export function officialCriterion(code: string): Values {
	const list: unknown = parse(readFileSync(join(FOLDER, `${code.slice(0, 1)}.yaml`), 'utf8'));
	const found: unknown = Array.isArray(list) ? list.find((one: { code: unknown }) => one.code === code) : undefined;
	if (typeof found !== 'object' || found === null) throw new Error(`no criterion ${code}`);
	return { ...found, rulebook: 'rulebook', title: '标题' };
}
