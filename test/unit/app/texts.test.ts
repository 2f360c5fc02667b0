import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../../extensions/village-assessment/src');
const files = globSync('app/**/*texts.ts', { cwd: SOURCE }).filter(
	(file) => file !== join('app', 'shared', 'texts.ts'),
);

interface Text {
	readonly 'zh-CN': string;
	readonly 'en-US': string;
}

const isText = (value: unknown): value is Text =>
	typeof value === 'object' && value !== null && 'zh-CN' in value && 'en-US' in value;

async function textsOf(file: string): Promise<[string, Text][]> {
	const module: Record<string, unknown> = await import(join(SOURCE, file));
	return Object.values(module).flatMap((table) =>
		typeof table === 'object' && table !== null
			? Object.entries(table).filter((entry): entry is [string, Text] => isText(entry[1]))
			: [],
	);
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe.each(files)('the texts of %s', (file) => {
	it('stand in both languages, the Chinese in Chinese, with the same values to fill in', async () => {
		const texts = await textsOf(file);
		expect(texts.length).toBeGreaterThan(0);
		for (const [key, text] of texts) {
			expect(text['zh-CN'].trim(), key).not.toBe('');
			expect(text['en-US'].trim(), key).not.toBe('');
			expect(/\p{Script=Han}/u.test(text['en-US']), `${key}: Chinese in the English text`).toBe(false);
			expect(placeholders(text['zh-CN']), key).toEqual(placeholders(text['en-US']));
		}
	});
});
