// An evidence item states a fact that its criterion takes, with a value that the fact can have.
import {
	checkFact,
	factProblemText,
	meantNumber,
	percentOf,
	type CriterionRule,
	type FactCheck,
	type FactSpec,
	type Locale,
} from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Payload } from '#server/platform/guard.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import type { EvidenceChange, ProposedItem } from './change.ts';

const FACT_FIELDS = ['criterion', 'fact', 'value', 'numerator', 'denominator', 'status'];
const COUNTS = ['numerator', 'denominator'] as const;

export function validFact({ before, payload, after, rule }: EvidenceChange): Payload | undefined {
	if (rule === null) return refuseNoNumber(payload);
	if (before !== null && !FACT_FIELDS.some((field) => field in payload)) return undefined;
	const added = {
		...emptied(payload),
		...computedValue({ payload: { ...payload, ...emptied(payload) }, before: before ?? {}, rule, fact: after.fact }),
	};
	requireValidFact(rule, { ...after, ...added });
	return added;
}

/** An unknown criterion is refused by the foreign key; the numbers must be such as a database takes all the same. */
function refuseNoNumber(payload: Payload): Payload {
	const added = emptied(payload);
	for (const field of ['value', ...COUNTS]) {
		const value = payload[field];
		if (isEmpty(value) || /^-?\d{1,9}(\.\d{1,6})?$/.test(String(value))) continue;
		throw new DomainError(
			'MALFORMED_VALUE',
			{
				field,
				value: show(value),
				problem: { 'zh-CN': notANumber(value, 'zh-CN'), 'en-US': notANumber(value, 'en-US') },
			},
			{ collection: 'evidence_items', field },
		);
	}
	return added;
}

const notANumber = (value: unknown, locale: Locale): string =>
	factProblemText({ code: 'not_a_number', meant: meantNumber(value) }, locale);

/** A number left empty in a form or a CSV is no number; SQLite would keep the empty text. */
const emptied = (payload: Payload): Payload =>
	Object.fromEntries(['value', ...COUNTS].flatMap((field) => (payload[field] === '' ? [[field, null]] : [])));

/** Where a per cent is entered as households satisfied of households asked, its value is computed; both stay on record. */
function computedValue({
	payload,
	before,
	rule,
	fact,
}: {
	readonly payload: Payload;
	readonly before: Partial<StoredEvidenceItem>;
	readonly rule: CriterionRule;
	readonly fact: unknown;
}): Payload {
	if (COUNTS.every((field) => payload[field] === undefined)) {
		// A value entered by itself replaces the counts that stood there.
		return isEmpty(payload['value']) || isEmpty(before.denominator) ? {} : { numerator: null, denominator: null };
	}
	const counts = COUNTS.map((field) => (payload[field] === undefined ? before[field] : payload[field]));
	if (counts.every(isEmpty)) return {};
	const spec = rule.facts.find(({ key }) => key === fact);
	if (spec !== undefined && !spec.percent)
		throw new DomainError('NOT_A_PERCENT', { code: rule.code, fact: bothLabels(spec) });
	const [numerator, denominator] = counts;
	const value = percentOf(numerator, denominator);
	if (value === null)
		throw new DomainError('INVALID_PERCENT', { numerator: show(numerator), denominator: show(denominator) });
	return { value };
}

/** Refuses a row that states no fact of its criterion, or a value that the fact cannot have. */
export function requireValidFact(rule: CriterionRule, row: ProposedItem): void {
	const incomplete = isEmpty(row.value) && row.status === 'draft';
	const result: FactCheck = checkFact(rule, { fact: String(row.fact), value: incomplete ? 0 : row.value });
	if (result.ok || (incomplete && result.spec !== null)) return;
	throw new DomainError(
		'INVALID_FACT',
		{
			problem: {
				'zh-CN': sentence(rule, { row, result, locale: 'zh-CN' }),
				'en-US': sentence(rule, { row, result, locale: 'en-US' }),
			},
		},
		{ field: result.spec === null ? 'fact' : 'value' },
	);
}

interface Wrong {
	readonly row: ProposedItem;
	readonly result: Extract<FactCheck, { ok: false }>;
	readonly locale: Locale;
}

/** What is wrong with a fact, where, and what to enter instead: in the words of the rulebook, never in keys alone. */
function sentence(rule: CriterionRule, { row, result: { spec, problem }, locale }: Wrong): string {
	const chinese = locale === 'zh-CN';
	const what = spec === null ? String(row.fact) : bothLabels(spec)[locale];
	const given = show(row.value);
	const says = factProblemText(problem, locale);
	if (spec !== null)
		return chinese
			? `细则 ${rule.code}「${what}」的值 ${given}：${says}，请改正。`
			: `Criterion ${rule.code}, ${what}, value ${given}: ${says}. Correct it.`;
	const choices = rule.facts.map((fact) => `${bothLabels(fact)[locale]}（${fact.key}）`).join(chinese ? '、' : ', ');
	return chinese
		? `细则 ${rule.code}「${what}」${says}。可填：${choices || '无，本条不靠材料评分'}。`
		: `Criterion ${rule.code}, ${what}: ${says}. It takes: ${choices || 'nothing'}.`;
}

const bothLabels = ({ label }: FactSpec): { readonly 'zh-CN': string; readonly 'en-US': string } => ({
	'zh-CN': label['zh-CN'],
	'en-US': label['en-US'] ?? label['zh-CN'],
});
const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';
const show = (value: unknown): string =>
	isEmpty(value) ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value);
