// HTML made of text: whatever is put into a template is escaped, unless it is markup already.
export interface Markup {
	readonly markup: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

type Part = Markup | string | number | null | readonly (Markup | null)[];

const asMarkup = (part: Part): string => {
	if (part === null) return '';
	if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
	if ('markup' in part) return part.markup;
	return part.map((one) => one?.markup ?? '').join('');
};

export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
	return { markup: texts.map((text, index) => text + asMarkup(parts[index] ?? null)).join('') };
}
