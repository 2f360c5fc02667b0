// The next year begins with what the last one had: rulebook, settings, villages, and their targets as drafts.
import { DomainError } from '#domain/errors/domain-error.ts';
import type { PreparedYear } from '#domain/contracts/assessments.ts';
import type { Database } from '#server/platform/database.ts';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { drain } from '#server/scoring/drain.ts';
import { enrol } from '../enrol.ts';
import {
	countHolidays,
	findCriteriaWithTargets,
	findLastYear,
	findOfYear,
	findTargets,
	findUsableRulebook,
	findVillagesOfYears,
	insertDraftTargets,
	type VillageOfYears,
} from './repository.ts';

export interface NextYear {
	/** The assessment that the new one follows. */
	readonly before: string;
	readonly year: number | null;
	readonly title: string | null;
	readonly user: string | null;
	/** Writes the new row in the user's name, guards included. */
	readonly create: (fields: Readonly<Record<string, unknown>>) => Promise<string>;
}

/**
 * In one transaction. 404 no such assessment; 409 `YEAR_PREPARED`: the same rulebook has an assessment of that year already.
 * Answers with what still has to be done by people.
 */
export async function prepareNextYear(
	trx: Database,
	{ before, year, title, user, create }: NextYear,
): Promise<PreparedYear> {
	await acquireWorkflowLock(trx, 'exclusive');
	const last = await findLastYear(trx, before);
	if (last === undefined) throw new DomainError('ASSESSMENT_NOT_FOUND', { id: before });
	const next = year ?? last.year + 1;
	const rulebook = await findUsableRulebook(trx, last.rulebook);
	const taken = await findOfYear(trx, next, rulebook?.code ?? '');
	if (taken !== undefined)
		throw new DomainError('YEAR_PREPARED', { year: String(next), title: taken.title }, { assessment: taken.id });
	const after = await create({
		title: title ?? titleOf(last.title, { from: last.year, to: next }),
		year: next,
		rulebook: rulebook?.id ?? last.rulebook,
		publicity_days: last.publicity_days,
		publicity_kind: last.publicity_kind,
		publicity_contact: last.publicity_contact,
		public_online: Boolean(last.public_online),
		approval_share: last.approval_share,
		vote_days: last.vote_days,
	});
	await enrol(trx, after);
	const villages = await findVillagesOfYears(trx, { before, after });
	const criteria = await findCriteriaWithTargets(trx, rulebook?.id ?? last.rulebook);
	const cards = new Map(villages.map((village) => [village.before, village.scorecard]));
	const targets = (await findTargets(trx, before)).flatMap(({ scorecard: old, code, value }) => {
		const [scorecard, criterion] = [cards.get(old), criteria.get(code)];
		return scorecard === undefined || scorecard === null || criterion === undefined
			? []
			: [{ scorecard, criterion, value }];
	});
	await insertDraftTargets(trx, targets, { user, note: `沿用${last.year}年度的目标值，请核对后核实。` });
	await drain(trx);
	return {
		id: after,
		villages: villages.filter(({ scorecard }) => scorecard !== null).length,
		targets: targets.length,
		missing: missingOf(villages, {
			holidays: await countHolidays(trx, `${next}-01-01`),
			withoutTargets: criteria.size > 0 ? new Set(targets.map(({ scorecard }) => scorecard)) : null,
			isRetired: rulebook?.status === 'retired',
		}),
	};
}

/** `2026年度…` becomes `2027年度…`; a title without the year gets it. */
function titleOf(title: string, { from, to }: { readonly from: number; readonly to: number }): string {
	return title.includes(String(from)) ? title.replace(String(from), String(to)) : `${title}（${to}）`;
}

function missingOf(
	villages: readonly VillageOfYears[],
	{
		holidays,
		withoutTargets,
		isRetired,
	}: { readonly holidays: number; readonly withoutTargets: ReadonlySet<string> | null; readonly isRetired: boolean },
): PreparedYear['missing'] {
	const named = (what: PreparedYear['missing'][number]['what'], chosen: readonly VillageOfYears[]) =>
		chosen.length === 0 ? [] : [{ what, villages: chosen.map(({ name }) => name) }];
	const taking = villages.filter(({ scorecard }) => scorecard !== null);
	return [
		...(isRetired ? [{ what: 'rulebook' as const, villages: [] }] : []),
		{ what: 'deadline', villages: [] },
		...(holidays === 0 ? [{ what: 'holidays' as const, villages: [] }] : []),
		...named(
			'clerk',
			taking.filter(({ hasClerk }) => !hasClerk),
		),
		...named(
			'targets',
			withoutTargets === null ? [] : taking.filter(({ scorecard }) => !withoutTargets.has(scorecard ?? '')),
		),
		...named(
			'new',
			taking.filter(({ before }) => before === null),
		),
		...named(
			'gone',
			villages.filter(({ scorecard }) => scorecard === null),
		),
	];
}
