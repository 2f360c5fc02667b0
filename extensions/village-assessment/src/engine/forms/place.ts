// Where something stands in a rulebook, in the words of its screens instead of a path of keys.
import { nameOf } from '../text/words.ts';
import { METHODS } from '../methods.ts';
import type { Label, Method } from '../types.ts';
import type { Path } from '../types/path.ts';
import { PARAM_FIELDS, PART_NAMES, WAIVER, type ListField, type Name, type ParamField } from './fields.ts';

const BETWEEN = ' › ';

/**
 * A path in words, e.g. 「细则 1.2 › 计分参数 › 检查内容第 3 项“脱贫责任书” › 名称」. `root` is what the path begins at, a criterion or a whole
 * rulebook: codes and names are read from it.
 */
export function placeText(path: Path, root: unknown): Name {
	const steps: Name[] = [];
	let value = root;
	let fields: readonly ParamField[] = [];
	for (const [index, part] of path.entries()) {
		const owner = value;
		value = childOf(value, part);
		const container = path[index - 1];
		if (typeof part === 'number') {
			steps.push(...entryName({ container, position: part + 1, value, fields }));
			const list = fields.find((field): field is ListField => field.kind === 'list' && field.name === container);
			if (list !== undefined) fields = list.fields;
			continue;
		}
		if (part === 'params' && isMethod(childOf(owner, 'method'))) fields = methodFields(childOf(owner, 'method'));
		// The list is named together with its entry.
		if (typeof path[index + 1] !== 'number') steps.push(partName(part, fields));
	}
	return {
		'zh-CN': steps.map((step) => step['zh-CN']).join(BETWEEN),
		'en-US': steps.map((step) => step['en-US']).join(BETWEEN),
	};
}

interface Entry {
	readonly container: string | number | undefined;
	/** Counted from 1. */
	readonly position: number;
	readonly value: unknown;
	readonly fields: readonly ParamField[];
}

function entryName({ container, position, value, fields }: Entry): readonly Name[] {
	const code = childOf(value, 'code');
	const codeText = typeof code === 'string' && code !== '' ? code : String(position);
	if (container === 'criteria') return [{ 'zh-CN': `细则 ${codeText}`, 'en-US': `criterion ${codeText}` }];
	if (container === 'indicators' || container === 'children')
		return [{ 'zh-CN': `考核指标 ${codeText}`, 'en-US': `indicator ${codeText}` }];
	const list = partName(String(container), fields);
	const title = titleOf(value);
	return [
		{
			'zh-CN': `${list['zh-CN']}第 ${position} 项${title === null ? '' : `“${nameOf(title, 'zh-CN')}”`}`,
			'en-US': `${list['en-US']}, no. ${position}${title === null ? '' : ` (${nameOf(title, 'en-US')})`}`,
		},
	];
}

function titleOf(value: unknown): Label | null {
	const title = childOf(value, 'label') ?? childOf(value, 'title');
	const chinese = childOf(title, 'zh-CN');
	const english = childOf(title, 'en-US');
	if (typeof chinese !== 'string' || chinese === '') return null;
	return typeof english === 'string' ? { 'zh-CN': chinese, 'en-US': english } : { 'zh-CN': chinese };
}

/** The name of a parameter or another part; what has none is called by its key. */
export function partName(part: string, fields: readonly ParamField[]): Name {
	const field = fields.find(({ name }) => name === part)?.label ?? (part === 'waiver' ? WAIVER.label : undefined);
	return field ?? Object.entries(PART_NAMES).find(([key]) => key === part)?.[1] ?? { 'zh-CN': part, 'en-US': part };
}

const isMethod = (value: unknown): value is Method => METHODS.some((method) => method === value);
const methodFields = (method: unknown): readonly ParamField[] => (isMethod(method) ? PARAM_FIELDS[method] : []);

function childOf(value: unknown, part: string | number): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	return Object.entries(value).find(([key]) => key === String(part))?.[1];
}
