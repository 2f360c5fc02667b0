// The evidence sheet of the workbook: the columns that the import's template has, so that what went out can come in again.
import { FIELD_LABELS, type SheetField } from '../sheet-import/columns.ts';
import type { Label } from '#engine';

interface Column<Key extends string> {
	readonly key: Key;
	readonly heading: Required<Label>;
	readonly width: number;
	readonly look: 'text' | 'middle' | 'code' | 'day';
}

const column = <Key extends SheetField>(key: Key, width: number, look: Column<Key>['look'] = 'text'): Column<Key> => ({
	key,
	heading: FIELD_LABELS[key],
	width,
	look,
});

export const EVIDENCE_SHEET_COLUMNS = [
	column('village', 18),
	column('criterion', 8, 'code'),
	column('fact', 26),
	column('value', 9, 'middle'),
	column('numerator', 9, 'middle'),
	column('denominator', 9, 'middle'),
	column('case_ref', 14),
	column('observed_on', 12, 'day'),
	column('reported_on', 12, 'day'),
	column('examination', 14),
	column('note', 30),
	// The import reads over it.
	{ key: 'status', heading: { 'zh-CN': '状态', 'en-US': 'Status' }, width: 9, look: 'middle' },
] as const satisfies readonly Column<string>[];
