// Dashboards that an installation starts with.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RowSet } from '../merge/row-set.ts';
import { stableId } from '../merge/stable-id.ts';

const shape = z.array(
	z.strictObject({
		key: z.string(),
		name: z.string(),
		icon: z.string(),
		note: z.string(),
		panels: z.array(
			z.strictObject({
				key: z.string(),
				type: z.string(),
				name: z.string(),
				icon: z.string(),
				x: z.int().min(1),
				y: z.int().min(1),
				width: z.int().min(1),
				height: z.int().min(1),
			}),
		),
	}),
);

export async function dashboards(): Promise<RowSet[]> {
	const list = shape.parse(parse(await readFile(join(import.meta.dirname, 'dashboards.yaml'), 'utf8')));
	return [
		{
			table: 'directus_dashboards',
			primary: 'id',
			rows: list.map(({ key, name, icon, note }) => ({ id: stableId(`dashboards/${key}`), name, icon, note })),
		},
		{
			table: 'directus_panels',
			primary: 'id',
			rows: list.flatMap(({ key, panels }) =>
				panels.map(({ key: panel, type, name, icon, x, y, width, height }) => ({
					id: stableId(`dashboards/${key}/${panel}`),
					dashboard: stableId(`dashboards/${key}`),
					type,
					name,
					icon,
					show_header: true,
					position_x: x,
					position_y: y,
					width,
					height,
					options: {},
				})),
			),
		},
	];
}
