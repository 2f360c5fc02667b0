// What an evidence item would do that is not saved yet: the real guards and the real engine, on what is stored now. Reads only.
import type { SchemaOverview } from '@directus/types';
import { isOffice, type Actor } from '#domain/actor.ts';
import { villageOf } from '#server/platform/village.ts';
import { RuleError, checkFact, type CriterionRule, type Fact } from '#engine';
import { errorInBothLanguages } from '#server/platform/render-error.ts';
import { DomainError, type MessageValues } from '#domain/errors/domain-error.ts';
import { askOnce, changedItem, newItem, type EvidenceChange, type ProposedItem } from '#server/evidence/change.ts';
import { idOf } from '#domain/uuid.ts';
import { allRefusals } from '#server/evidence/guard.ts';
import { otherVillage } from '#server/evidence/other-village.ts';
import type { Payload } from '#server/platform/guard.ts';
import { wellFormed } from '#server/write-pipeline/well-formed.ts';
import { normalised } from '#server/write-pipeline/normalise/values.ts';
import { computeScorecard } from '#server/scoring/compute.ts';
import { dateText, textOrNull, type Database } from '#server/platform/database.ts';
import { loadScorecards, type LoadedScorecard } from '#server/scoring/load.ts';
import { lineKey, loadEvidence, type Evidence } from '#server/scoring/load-evidence.ts';
import type { MarkedLine } from '#server/scoring/marks.ts';
import type { EvidencePreview, PreviewProblem } from '#domain/contracts/evidence-preview.ts';
import { alike, contradictions, duplicates } from './others.ts';
import { fieldOf, isAboutTheFact } from '#server/evidence/problem-fields.ts';
import { effectOf, type Standing } from './effect.ts';
import { warnings } from './warnings.ts';
import { findCriterionCode, findItem } from './repository.ts';

export interface PreviewContext {
	readonly actor: Actor;
	readonly database: Database;
	readonly schema: SchemaOverview;
}

export interface PreviewRequest {
	/** The fields of the item, as they would be sent. */
	readonly payload: Payload;
	/** An item for each of these cases instead of the one. */
	readonly cases?: readonly string[];
	/** The item that is being changed; null: a new one. */
	readonly id: string | null;
	/** The item would no longer count: returned or deleted. */
	readonly remove: boolean;
}

/** An item without an id yet; sorts behind all others, as no rule depends on it. */
const UNSAVED = 'ffffffff-ffff-4fff-bfff-ffffffffffff';

/**
 * The line and the totals as they stand, and as they would stand once the item is verified.
 * @throws DomainError 403 another village's, 404 no such scorecard, criterion or item, 422 no criterion of this assessment
 * or none to score with.
 */
export async function previewEvidence(asked: PreviewRequest, context: PreviewContext): Promise<EvidencePreview> {
	const { database } = context;
	const { change, malformed } = await changeOf(asked, context);
	await requireVisible(change);
	const rule = await scorableRule(change);
	const [first, ...others] = asked.remove ? [] : (asked.cases ?? []);
	const named = first === undefined ? change : withCase(change, first);
	const { after, refused } = asked.remove ? { after: change.after, refused: NONE } : await allRefusals(named);
	const twice: DomainError[] = [];
	for (const name of others)
		twice.push(
			...(await allRefusals({ ...withCase(change, name), before: null })).refused.filter(
				({ code }) => code === 'CASE_TWICE',
			),
		);
	const problems = await problemsOf([...malformed, ...refused, ...twice], { database, after });
	const fact =
		asked.remove || problems.some(({ code }) => isAboutTheFact(code)) ? null : factOf(rule, { after, id: asked.id });
	const facts =
		fact === null
			? []
			: [
					fact,
					...others.map((_, index) => ({ ...fact, id: `${UNSAVED.slice(0, -2)}${String(index).padStart(2, '0')}` })),
				];
	const scored = await beforeAndAfter({ change, facts, id: asked.id, database });
	const computable = fact !== null || asked.remove;
	return {
		...effectOf(scored.rule, { before: scored.before, after: computable ? scored.after : null, removed: asked.remove }),
		contradicts:
			fact === null ? [] : await contradictions({ database, rule, after, fact, line: scored.after.line, id: asked.id }),
		duplicates: [
			...(await duplicates({ database, rule, refused })),
			...(fact === null ? [] : await alike({ database, rule, after, fact, id: asked.id })),
		],
		problems,
		warnings: asked.remove ? [] : await warnings({ database, rule, after, line: scored.before.line }),
	};
}

async function changeOf(
	{ payload, id }: PreviewRequest,
	{ actor, database, schema }: PreviewContext,
): Promise<{ readonly change: EvidenceChange; readonly malformed: readonly DomainError[] }> {
	const before = id === null ? undefined : await findItem(database, id);
	if (id !== null && before === undefined) throw new DomainError('EVIDENCE_NOT_FOUND', { id });
	const malformed: DomainError[] = [];
	const context = { actor, database, schema, collection: 'evidence_items', keys: id === null ? [] : [id] };
	const given = normalised(payload, { collection: 'evidence_items', schema, action: 'update' });
	const checked = await wellFormed.update?.(given, context).catch((error: unknown) => {
		if (!(error instanceof DomainError)) throw error;
		malformed.push(error);
		return given;
	});
	// Ids as the database has them, however they were given.
	const written: Payload = { ...(checked ?? given), ...withIds(given) };
	return {
		change:
			before === undefined
				? await newItem(written, { actor, database })
				: await changedItem(written, { actor, database, before }),
		malformed,
	};
}

function withCase(change: EvidenceChange, name: string): EvidenceChange {
	const after = { ...change.after, case_ref: name };
	return { ...change, payload: { ...change.payload, case_ref: name }, after, asked: askOnce(change, [after]) };
}

const NONE: readonly DomainError[] = [];

/** To a clerk an item of another village is as unknown as one that does not exist, and so is a criterion of another rulebook. */
async function requireVisible(change: EvidenceChange): Promise<void> {
	const { actor, database, before, place, placeBefore, criterionRulebook } = change;
	if (isOffice(actor)) return;
	if (before !== null && placeBefore?.village !== (await villageOf(database, actor)))
		throw new DomainError('EVIDENCE_NOT_FOUND', { id: before.id });
	await otherVillage(change);
	if (criterionRulebook !== place?.rulebook)
		throw new DomainError('CRITERION_NOT_FOUND', { id: idOf(change.after.criterion) ?? '' });
}

const withIds = (payload: Payload): Payload =>
	Object.fromEntries(
		(['scorecard', 'criterion'] as const).flatMap((field) =>
			idOf(payload[field]) === null ? [] : [[field, idOf(payload[field])]],
		),
	);

async function scorableRule({
	after,
	place,
	rule,
	criterionRulebook,
	database,
}: EvidenceChange): Promise<CriterionRule> {
	const scorecard = idOf(after.scorecard);
	const criterion = idOf(after.criterion);
	if (scorecard === null || criterion === null) throw new DomainError('MALFORMED_REQUEST', MISSING_IDS);
	if (place === null) throw new DomainError('SCORECARD_NOT_FOUND', { id: scorecard });
	if (criterionRulebook === null) throw new DomainError('CRITERION_NOT_FOUND', { id: criterion });
	if (criterionRulebook !== place.rulebook)
		throw new DomainError('CRITERION_OF_OTHER_RULEBOOK', { code: rule?.code ?? '', assessment: place.assessmentTitle });
	if (rule !== null) return rule;
	const code = await findCriterionCode(database, criterion);
	throw new DomainError('INVALID_RULE', {
		code: code ?? '',
		path: 'params',
		what: { 'zh-CN': '不能据以计分。', 'en-US': 'cannot be scored with.' },
		how: { 'zh-CN': '请与管理员联系。', 'en-US': 'Tell the administrator.' },
	});
}

const MISSING_IDS: MessageValues = {
	problem: {
		'zh-CN': '请给出 scorecard（评分表）和 criterion（评分细则）的 id。',
		'en-US': 'give the ids of `scorecard` and `criterion`.',
	},
};

async function problemsOf(
	refused: readonly DomainError[],
	{ database, after }: { readonly database: Database; readonly after: ProposedItem },
): Promise<readonly PreviewProblem[]> {
	const problems: PreviewProblem[] = [];
	for (const refusal of refused)
		problems.push({
			code: refusal.code,
			field: fieldOf(refusal, after),
			text: await errorInBothLanguages(refusal, database),
		});
	return problems;
}

/** The item as the engine takes it; null while it states nothing that the rule can use. */
function factOf(
	rule: CriterionRule,
	{ after, id }: { readonly after: ProposedItem; readonly id: string | null },
): Fact | null {
	const fact = String(after.fact ?? '');
	if (!checkFact(rule, { fact, value: after.value ?? null }).ok) return null;
	const { value, numerator, denominator, observed_on: observed, reported_on: reported } = after;
	return {
		id: id ?? UNSAVED,
		fact,
		value: textOrNull(value),
		numerator: textOrNull(numerator),
		denominator: textOrNull(denominator),
		observedOn: dateText(observed),
		reportedOn: dateText(reported),
	};
}

interface Scoring {
	readonly change: EvidenceChange;
	readonly facts: readonly Fact[];
	readonly id: string | null;
	readonly database: Database;
}

async function beforeAndAfter({
	change,
	facts,
	id,
	database,
}: Scoring): Promise<{ readonly before: Standing; readonly after: Standing; readonly rule: CriterionRule }> {
	const scorecard = idOf(change.after.scorecard) ?? '';
	const criterion = idOf(change.after.criterion) ?? '';
	const was =
		change.before === null ? null : { scorecard: change.before.scorecard, criterion: change.before.criterion };
	const marked: MarkedLine[] = [
		{ scorecard, criterion },
		...(was?.scorecard === scorecard && was.criterion !== criterion ? [was] : []),
	];
	const [card] = await loadScorecards(database, marked);
	const line = card?.lines.find((one) => one.criterion === criterion);
	if (card === undefined || line === undefined || line.rule instanceof RuleError)
		throw new DomainError('SCORECARD_NOT_FOUND', { id: scorecard });
	const evidence = await loadEvidence(
		database,
		card.lines.filter(({ stale }) => stale),
	);
	// The guards' rule knows no open readings; the explanation names them.
	return {
		rule: line.rule,
		before: standing(card, { criterion, evidence }),
		after: standing(card, {
			criterion,
			evidence: withFacts(evidence, { key: lineKey(scorecard, criterion), facts, id }),
		}),
	};
}

function standing(
	card: LoadedScorecard,
	{ criterion, evidence }: { readonly criterion: string; readonly evidence: ReadonlyMap<string, Evidence> },
): Standing {
	const { lines, totals } = computeScorecard(card, evidence);
	const line = lines.find((one) => one.criterion === criterion);
	if (line === undefined) throw new RangeError('the line in question is computed');
	return { line, totals };
}

/** The evidence with the item as it would be: what it said before is gone, wherever it stood. */
function withFacts(
	evidence: ReadonlyMap<string, Evidence>,
	{ key, facts: added, id }: { readonly key: string; readonly facts: readonly Fact[]; readonly id: string | null },
): ReadonlyMap<string, Evidence> {
	return new Map(
		[...evidence].map(([at, { facts, adjustments }]) => [
			at,
			{ facts: [...facts.filter((one) => one.id !== id), ...(at === key ? added : [])], adjustments },
		]),
	);
}
