import { html, type Markup } from './markup.ts';

type Cell = Markup | string | number | null;

export interface Column {
	readonly title: string;
	/** `n`: a number, to the right; `c`: in the middle; `wide`: left out on a phone. */
	readonly kind?: 'n' | 'c' | 'n wide';
}

/** A line that spans all columns is given as one cell. */
export function table(
	columns: readonly Column[],
	rows: readonly (readonly Cell[])[],
	name: 'ranking' | 'sheet' = 'ranking',
): Markup {
	const heads = columns.map(({ title, kind }) => html`<th${classOf(kind)}>${title}</th>`);
	return html`<table class="${name}">
		<thead>
			<tr>
				${heads}
			</tr>
		</thead>
		<tbody>
			${rows.map((cells) => (cells.length === 1 ? band(cells[0] ?? '', columns.length) : line(cells, columns)))}
		</tbody>
	</table>`;
}

const band = (cell: Cell, columns: number): Markup =>
	html`<tr class="band">
		<th colspan="${columns}">${cell}</th>
	</tr> `;

function line(cells: readonly Cell[], columns: readonly Column[]): Markup {
	const shown = cells.map((cell, index) => html`<td${classOf(columns[index]?.kind)}>${cell}</td>`);
	return html`<tr>
		${shown}
	</tr> `;
}

const classOf = (kind: Column['kind']): Markup | null => (kind === undefined ? null : html` class="${kind}"`);
