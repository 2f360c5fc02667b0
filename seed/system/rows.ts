// Directus's own tables: settings, texts of the screens, how each collection is listed until a user changes it, and who may do what.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RowSet } from '../merge-rows.ts';
import { stableId } from '../stable-id.ts';
import { access } from './access.ts';
import { dashboards } from './dashboards.ts';
import { presets } from './presets.ts';
import { logoFile, settings } from './settings.ts';

const LANGUAGES = ['zh-CN', 'en-US'] as const;
const texts = z.array(z.strictObject({ key: z.string(), 'zh-CN': z.string(), 'en-US': z.string() }));

export const systemRows = async (): Promise<RowSet[]> => [logoFile, settings, await translations(), await presets(), ...(await access()), ...(await dashboards())];

async function translations(): Promise<RowSet> {
	const list = texts.parse(parse(await readFile(join(import.meta.dirname, 'translations.yaml'), 'utf8')));
	return {
		table: 'directus_translations',
		primary: 'id',
		rows: list.flatMap((text) => LANGUAGES.map((language) => ({ id: stableId(`translations/${text.key}/${language}`), key: text.key, language, value: text[language] }))),
	};
}
