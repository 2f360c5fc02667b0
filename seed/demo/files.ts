// Proof for the demo: drawings in place of photos, and made-up documents.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SeededFile } from '../files.ts';
import { stableId } from '../merge/stable-id.ts';

const shape = z.record(z.string(), z.strictObject({ title: z.string(), on: z.iso.date() }));

/** By its name in files/. */
export const fileId = (name: string): string => stableId(`demo/files/${name}`);

export const demoFiles = (): SeededFile[] =>
	Object.entries(shape.parse(parse(readFileSync(join(import.meta.dirname, 'files.yaml'), 'utf8')))).map(
		([name, { title, on }]) => ({
			id: fileId(name),
			path: join(import.meta.dirname, 'files', name),
			title,
			created: `${on}T16:00`,
		}),
	);
