// Other items that have to do with this one: they say otherwise, or they are the same case.
import { dayText, factValueText, type CriterionRule, type Fact, type Line } from '#engine';
import type { DomainError } from '#domain/errors/domain-error.ts';
import { EVIDENCE_STATUS_LABELS } from '#domain/evidence/workflow.ts';
import type { ProposedItem } from '#server/evidence/change.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { dateText, textOrNull, type Database } from '#server/platform/database.ts';
import type { OtherItem, Text } from '#domain/contracts/evidence-preview.ts';
import { inBoth } from './effect.ts';
import { findItem, findOtherValues, findUnnamedCases, type Beside } from './repository.ts';

interface Asked {
	readonly database: Database;
	readonly rule: CriterionRule;
	/** The item as it would stand. */
	readonly after: ProposedItem;
	readonly fact: Fact;
	/** The line with the item in it. */
	readonly line: Line;
	readonly id: string | null;
}

const besideOf = ({ after, fact, id }: Pick<Asked, 'after' | 'fact' | 'id'>): Beside => ({
	scorecard: String(after.scorecard),
	criterion: String(after.criterion),
	fact: fact.fact,
	id,
});

/** The most that a form can show; they are the latest. */
const SHOWN = 20;

/** Items on the same fact that state another value; of cases, which add up, there are none. */
export async function contradictions({ database, rule, after, fact, line, id }: Asked): Promise<readonly OtherItem[]> {
	if (rule.facts.find(({ key }) => key === fact.fact)?.kind === 'cases') return [];
	const rows = await findOtherValues(database, besideOf({ after, fact, id }), SHOWN);
	return rows.flatMap((row) => {
		if (Number(row.value) === Number(fact.value)) return [];
		const other = otherOf(rule, row);
		return [{ ...other, message: disagreement(other, { row, fact, line }) }];
	});
}

/** The item that the guard on named cases has found. */
export async function duplicates({
	database,
	rule,
	refused,
}: {
	readonly database: Database;
	readonly rule: CriterionRule;
	readonly refused: readonly DomainError[];
}): Promise<readonly OtherItem[]> {
	const twice = refused.find(({ code }) => code === 'CASE_TWICE');
	const id = twice?.details['item'];
	if (typeof id !== 'string') return [];
	const row = await findItem(database, id);
	if (row === undefined) return [];
	const other = otherOf(rule, row);
	const message = inBoth((locale) =>
		locale === 'zh-CN'
			? `同一对象已登记：${other.value_text['zh-CN']}（${dated(other, locale)}，${EVIDENCE_STATUS_LABELS[other.status][locale]}）`
			: `The same case is on record: ${other.value_text['en-US']} (${dated(other, locale)}, ${EVIDENCE_STATUS_LABELS[other.status][locale]})`,
	);
	return [{ ...other, message }];
}

/** Cases without a name add up: one found on the same day may be the very same, entered twice. */
export async function alike({ database, rule, after, fact, id }: Omit<Asked, 'line'>): Promise<readonly OtherItem[]> {
	if (
		rule.facts.find(({ key }) => key === fact.fact)?.kind !== 'cases' ||
		textOrNull(after.case_ref) !== null ||
		Number(fact.value) === 0
	)
		return [];
	const rows = await findUnnamedCases(database, besideOf({ after, fact, id }));
	return rows.flatMap((row) => {
		if (dateText(row.observed_on) !== fact.observedOn) return [];
		const other = otherOf(rule, row);
		const message = inBoth((locale) =>
			ADDED[locale]
				.replace('{value}', other.value_text[locale] ?? '')
				.replace('{status}', EVIDENCE_STATUS_LABELS[other.status][locale]),
		);
		return [{ ...other, message }];
	});
}

const ADDED = {
	'zh-CN': '同一天已登记“{value}”（{status}），两条的数量相加。如是同一件事，请不要重复登记。',
	'en-US': '“{value}” is on record for the same day ({status}); the two add up. Do not record the same thing twice.',
} as const satisfies Text;

function otherOf(rule: CriterionRule, row: StoredEvidenceItem): Omit<OtherItem, 'message'> {
	const { id, status, fact, value, numerator, denominator, case_ref: caseRef, observed_on: observed } = row;
	const stated = { fact, value, numerator, denominator, caseRef };
	return {
		id,
		observed_on: dateText(observed),
		status,
		value_text: inBoth((locale) => factValueText(rule, stated, locale)),
	};
}

const dated = ({ observed_on: date }: Pick<OtherItem, 'observed_on'>, locale: 'zh-CN' | 'en-US'): string =>
	date === null ? (locale === 'zh-CN' ? '未写日期' : 'undated') : dayText(date, locale);

interface Compared {
	readonly row: StoredEvidenceItem;
	readonly fact: Fact;
	readonly line: Line;
}

/** What the other says, which of the two counts, and why. */
function disagreement(other: Omit<OtherItem, 'message'>, { row, fact, line }: Compared): Text {
	const replaced = line.reasons.flatMap((reason) => (reason.code === 'superseded' ? reason.evidence : []));
	const why = other.status !== 'verified' ? 'unverified' : replaced.includes(fact.id) ? 'other' : 'this';
	const day = dateText(row.observed_on) === fact.observedOn ? 'same' : 'last';
	return inBoth((locale) => {
		const values: Readonly<Record<string, string | undefined>> = {
			day: dated(other, locale),
			value: other.value_text[locale],
			status: EVIDENCE_STATUS_LABELS[other.status][locale],
			rule: RULES[day][locale],
		};
		return `${OPENING[locale]}${VERDICTS[why][locale]}`.replace(
			/\{(\w+)\}/g,
			(whole, name: string) => values[name] ?? whole,
		);
	});
}

const OPENING: Text = {
	'zh-CN': '与 {day}的材料不一致：该材料为“{value}”',
	'en-US': 'This contradicts the item of {day}, which says “{value}”',
};
const RULES = {
	last: { 'zh-CN': '以最后一次核查为准', 'en-US': 'the last observation counts' },
	same: { 'zh-CN': '同一天有多条的从严', 'en-US': 'of one day the stricter counts' },
} as const satisfies Record<string, Text>;
const VERDICTS = {
	unverified: {
		'zh-CN': '（{status}，尚未计入）。两条都核实后，{rule}。',
		'en-US': ' ({status}, does not count yet). Once both are verified, {rule}.',
	},
	this: { 'zh-CN': '。{rule}，按本条材料计分。', 'en-US': '; {rule}: this item decides.' },
	other: {
		'zh-CN': '。{rule}，按该材料计分，本条材料不影响得分。',
		'en-US': '; {rule}: the other one decides, this item changes nothing.',
	},
} as const satisfies Record<string, Text>;
