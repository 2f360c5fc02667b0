// Two versions of a rulebook side by side: what was added, removed and changed, code by code, in words.
import type { Difference } from '#domain/contracts/rulebooks.ts';
import {
	EXAMINATIONS,
	METHODS,
	METHOD_NAMES,
	PART_NAMES,
	nameOf,
	paramFieldsOf,
	type Label,
	type Locale,
	type Method,
	type ParamField,
} from '#engine';
import { columnOf, parsed } from '#server/platform/database.ts';
import type { StoredCriterion, StoredIndicator, StoredRulebook } from '#server/platform/tables.ts';
import type { RulebookRows } from './repository.ts';

type Words = Required<Label>;
/** The indicator of a criterion by its code: ids differ from version to version. */
type Criterion = Omit<StoredCriterion, 'indicator'> & { readonly indicator: string | undefined };
type Part = StoredIndicator | Criterion;

const BOOK_FIELDS = ['title', 'points', 'source', 'notes'];
const INDICATOR_FIELDS = ['title', 'points', 'examination', 'examined_by'];
const CRITERION_FIELDS = ['title', 'indicator', 'points', 'wording', 'waivable', 'method'];

/** What changed from `before` to `after`, in the order of `after`. */
export function compareRulebooks(before: RulebookRows, after: RulebookRows): Difference[] {
	const book = { part: 'rulebook', code: '', title: { 'zh-CN': after.book.title ?? '' } } as const;
	return [
		...changedFields(before.book, after.book, BOOK_FIELDS).map((change) => ({ ...book, ...change })),
		...compareRows('indicator', { before: before.indicators, after: after.indicators }, (one, other) =>
			changedFields(one, other, INDICATOR_FIELDS),
		),
		...compareRows(
			'criterion',
			{ before: withIndicatorCode(before), after: withIndicatorCode(after) },
			compareCriteria,
		),
	];
}

type Compared = Partial<StoredRulebook> | Part;
type Changed = Pick<Difference, 'change' | 'what' | 'before' | 'after'>;
const both = (text: string): Words => ({ 'zh-CN': text, 'en-US': text });
const words = (chinese: string, english: string): Words => ({ 'zh-CN': chinese, 'en-US': english });

function compareRows<Row extends Part>(
	part: Difference['part'],
	{ before, after }: { readonly before: readonly Row[]; readonly after: readonly Row[] },
	compare: (one: Row, other: Row) => readonly Changed[],
): Difference[] {
	const old = new Map(before.map((row) => [row.code, row]));
	const what = part === 'indicator' ? PART_NAMES.indicator : words('评分细则', 'criterion');
	const placed = (row: Row): Pick<Difference, 'part' | 'code' | 'title'> => ({
		part,
		code: row.code,
		title: titleOf(row),
	});
	const summary = (row: Row): Words =>
		words(`${row.title}，${points(row)}分`, `${nameOf(titleOf(row), 'en-US')}, ${points(row)} points`);
	const found = after.flatMap((row): Difference[] => {
		const code = row.code;
		const earlier = old.get(code);
		old.delete(code);
		if (earlier === undefined) return [{ ...placed(row), change: 'added', what, before: null, after: summary(row) }];
		return compare(earlier, row).map((change) => ({ ...placed(row), ...change }));
	});
	return [
		...found,
		...[...old.values()].map((row): Difference => ({
			...placed(row),
			change: 'removed',
			what,
			before: summary(row),
			after: null,
		})),
	];
}

const titleOf = ({ title = '', title_en: english }: Partial<Pick<Part, 'title' | 'title_en'>>): Label =>
	english ? { 'zh-CN': title, 'en-US': english } : { 'zh-CN': title };
const points = (row: Part): string => String(row.points);

function withIndicatorCode({ indicators, criteria }: RulebookRows): Criterion[] {
	const codes = new Map(indicators.map(({ id, code }) => [id, code]));
	return criteria.map((row) => ({ ...row, indicator: codes.get(row.indicator) }));
}

function compareCriteria(before: Criterion, after: Criterion): readonly Changed[] {
	return [
		...changedFields(before, after, CRITERION_FIELDS),
		...compareParams(before, after),
		...compareReadings(before, after),
	];
}

function changedFields(before: Compared, after: Compared, fields: readonly string[]): Changed[] {
	return fields.flatMap((field) => {
		const [one, other] = [fieldWords(field, before), fieldWords(field, after)];
		return changed(Object.entries(PART_NAMES).find(([name]) => name === field)?.[1] ?? both(field), one, other);
	});
}

/** Nothing, or one change. */
function changed(what: Words, before: Words | null, after: Words | null): Changed[] {
	if (before?.['zh-CN'] === after?.['zh-CN'] && before?.['en-US'] === after?.['en-US']) return [];
	return [{ change: before === null ? 'added' : after === null ? 'removed' : 'changed', what, before, after }];
}

const YES = words('是', 'yes');
const NO = words('否', 'no');
const isMethod = (value: unknown): value is Method => METHODS.some((method) => method === value);

function fieldWords(field: string, row: Compared): Words | null {
	const value = parsed(columnOf(row, field));
	if (field === 'title') return { 'zh-CN': row.title ?? '', 'en-US': nameOf(titleOf(row), 'en-US') };
	if (field === 'method' && isMethod(value)) return METHOD_NAMES[value];
	if (field === 'waivable') return value ? YES : NO;
	if (value === null || value === undefined || value === '') return null;
	if (field === 'points') return both(String(Number(value)));
	if (Array.isArray(value)) return examinations(value);
	return both(String(value));
}

const EXAMINATION_NAMES = {
	document_review: words('查阅资料台账', 'documents'),
	system_data: words('系统数据', 'system data'),
	household_visit: words('入户核实', 'household visits'),
	site_visit: words('实地察看', 'site visits'),
	phone_sampling: words('电话抽查', 'telephone sampling'),
	questionnaire: words('问卷调查', 'questionnaire'),
	department_acceptance: words('行业部门验收', 'acceptance by departments'),
	leadership_decision: words('领导小组确定', 'leadership decision'),
} as const satisfies Record<(typeof EXAMINATIONS)[number], Words>;

function examinations(keys: readonly unknown[]): Words {
	const names = EXAMINATIONS.filter((one) => keys.includes(one)).map((one) => EXAMINATION_NAMES[one]);
	return words(names.map((one) => one['zh-CN']).join('、'), names.map((one) => one['en-US']).join(', '));
}

/** Part of a JSON column. */
type Entry = Readonly<Record<string, unknown>>;

const record = (value: unknown): Entry =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
const list = (value: unknown): readonly Entry[] => (Array.isArray(value) ? value.map(record) : []);

/** Parameters of the same method, one by one; another method is said once, by its name. */
function compareParams(before: Criterion, after: Criterion): readonly Changed[] {
	const { method } = after;
	if (before.method !== method) return [];
	const [one, other] = [record(parsed(before.params)), record(parsed(after.params))];
	return paramFieldsOf(method, Boolean(before.waivable) && Boolean(after.waivable)).flatMap((field) =>
		field.kind === 'list'
			? compareLists(field, list(one[field.name]), list(other[field.name]))
			: changed(field.label, paramWords(field, one[field.name]), paramWords(field, other[field.name])),
	);
}

function compareLists(
	field: Extract<ParamField, { kind: 'list' }>,
	before: readonly Entry[],
	after: readonly Entry[],
): Changed[] {
	const old = new Map(before.map((entry) => [String(entry['key']), entry]));
	const what = (entry: Entry, part?: Words): Words => {
		const of = (locale: Locale): string =>
			`${field.label[locale]}${locale === 'zh-CN' ? '' : ' '}“${labelText(entry['label'], locale)}”` +
			`${part === undefined ? '' : `${locale === 'zh-CN' ? '的' : ', '}${part[locale]}`}`;
		return words(of('zh-CN'), of('en-US'));
	};
	const whole = (entry: Entry): Words => {
		const parts = field.fields
			.filter(({ name }) => name !== 'label')
			.map((part) => ({ label: part.label, value: paramWords(part, entry[part.name]) }));
		const of = (locale: Locale): string =>
			[
				labelText(entry['label'], locale),
				...parts.flatMap(({ label, value }) => (value === null ? [] : [`${label[locale]} ${value[locale]}`])),
			].join(locale === 'zh-CN' ? '，' : ', ');
		return words(of('zh-CN'), of('en-US'));
	};
	const found = after.flatMap((entry) => {
		const earlier = old.get(String(entry['key']));
		old.delete(String(entry['key']));
		if (earlier === undefined) return changed(what(entry), null, whole(entry));
		return field.fields.flatMap((part) =>
			changed(what(earlier, part.label), paramWords(part, earlier[part.name]), paramWords(part, entry[part.name])),
		);
	});
	return [...found, ...[...old.values()].flatMap((entry) => changed(what(entry), whole(entry), null))];
}

function labelText(label: unknown, locale: Locale): string {
	const texts = record(label);
	return String(texts[locale] ?? texts['zh-CN'] ?? '');
}

function paramWords(field: ParamField, value: unknown): Words | null {
	if (field.kind === 'choice')
		return (
			field.options.find((option) => option.value === (value ?? null))?.label ??
			(value === undefined ? field.options[0].label : both(String(value)))
		);
	if (field.kind === 'flag') return value === true ? YES : NO;
	if (value === null || value === undefined) return field.kind === 'decimal' ? (field.empty ?? null) : null;
	return field.kind === 'label' ? words(labelText(value, 'zh-CN'), labelText(value, 'en-US')) : both(String(value));
}

/** The choice made shows among the parameters; here are the open places themselves. */
function compareReadings(before: Criterion, after: Criterion): readonly Changed[] {
	const notes = (row: Criterion): Map<string, Words> =>
		new Map(
			list(parsed(row.readings)).map((reading) => [
				String(reading['param']),
				words(labelText(reading['note'], 'zh-CN'), labelText(reading['note'], 'en-US')),
			]),
		);
	const [old, now] = [notes(before), notes(after)];
	return [...new Set([...now.keys(), ...old.keys()])].flatMap((param) =>
		changed(PART_NAMES.readings, old.get(param) ?? null, now.get(param) ?? null),
	);
}
