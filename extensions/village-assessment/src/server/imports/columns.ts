// What stands at the head of an imported file must be columns that there are: what is not would be dropped without a word.
import type { SchemaOverview } from '@directus/types';
import type { Label } from '#engine';
import { parsed, type Database } from '#server/platform/database.ts';
import { findFieldNames } from './repository.ts';
import type { RowProblem, Sheet } from './sheet.ts';

export interface Column {
	readonly name: string;
	readonly label: Required<Label>;
}

/** The columns of a collection that a file can have, as they are called and as the screens call them. */
export async function columnsOf(database: Database, schema: SchemaOverview, collection: string): Promise<Column[]> {
	const rows = await findFieldNames(database, collection);
	const labels = new Map(rows.map(({ field, translations }) => [field, labelOf(parsed(translations), field)]));
	return Object.keys(schema.collections[collection]?.fields ?? {}).map((name) => ({
		name,
		label: labels.get(name) ?? { 'zh-CN': name, 'en-US': name },
	}));
}

function labelOf(translations: unknown, name: string): Required<Label> {
	const list: unknown[] = Array.isArray(translations) ? translations : [];
	const nameIn = (locale: string): string => {
		const found = list.find(
			(one) => typeof one === 'object' && one !== null && 'language' in one && one.language === locale,
		);
		return typeof found === 'object' && found !== null && 'translation' in found ? String(found.translation) : name;
	};
	return { 'zh-CN': nameIn('zh-CN'), 'en-US': nameIn('en-US') };
}

export function columnProblems({ columns }: Sheet, known: readonly Column[]): RowProblem[] {
	return columns.flatMap(({ name, line }, index) => {
		const reason = problemOf(name, { known, isRepeated: columns.slice(0, index).some((other) => other.name === name) });
		return reason === null ? [] : [{ line, column: name, code: 'UNKNOWN_COLUMN', status: 400, reason }];
	});
}

function problemOf(
	name: string,
	{ known, isRepeated }: { readonly known: readonly Column[]; readonly isRepeated: boolean },
): Required<Label> | null {
	if (name === '')
		return {
			'zh-CN': '这一列没有列名，请补上列名或删去整列。',
			'en-US': 'has no heading. Give it one, or take the column away.',
		};
	if (isRepeated) return { 'zh-CN': '列名重复，请只留一列。', 'en-US': 'stands there twice. Keep one.' };
	if (known.some((column) => column.name === name)) return null;
	const [start = ''] = name.split('.');
	const related = name.includes('.')
		? known.find((column) => column.name === start || Object.values(column.label).includes(start))
		: undefined;
	if (related !== undefined) {
		return {
			'zh-CN': `不能用编号或名称指明「${related.label['zh-CN']}」。请把列名改为 ${related.name}，填它的 id（从列表导出可得）。`,
			'en-US': `does not tell which ${related.label['en-US']} is meant. Call the column ${related.name} and give the id (an export has it).`,
		};
	}
	const meant = known.find(
		(column) =>
			Object.values(column.label).some((label) => String(label).toLowerCase() === name.toLowerCase()) ||
			column.name.toLowerCase() === name.toLowerCase(),
	);
	if (meant !== undefined)
		return { 'zh-CN': `请把列名改为 ${meant.name}。`, 'en-US': `is called ${meant.name} in an import.` };
	return {
		'zh-CN': '没有这一列，未识别其内容。请删去这一列，或改用导出文件中的列名。',
		'en-US': 'is no column there. Take it away, or call it as an export does.',
	};
}
