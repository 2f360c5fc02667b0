// The demo: sample villages in a sample assessment, with evidence in all states. Every name and number is made up.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fileRows } from '../files.ts';
import type { RowSet } from '../merge/row-set.ts';
import { accountId, accountRows, demoAccounts, type KeepPasswords } from './accounts.ts';
import { assessmentRow, criterionOf, scorecardRows, villageId, villageRows } from './assessment-rows.ts';
import { decisionRows } from './decision-rows.ts';
import { evidenceFileRows, evidenceRows, type Authors } from './evidence-rows.ts';
import { demoFiles } from './files.ts';
import { adjustmentsShape, assessmentShape, visitsShape, type Account } from './shapes.ts';
import { yearBefore, yearBeforeRows } from './year-before.ts';

/** `keep` gets the passwords of the demo's accounts, which are made up anew at each call. */
export async function demoRows(keep: KeepPasswords = () => undefined): Promise<RowSet[]> {
	const assessment = assessmentShape.parse(await yaml('assessment.yaml'));
	const adjustments = adjustmentsShape.parse(await yaml('adjustments.yaml'));
	const accounts = await demoAccounts();
	const visits = await Promise.all(
		assessment.villages.map(async ({ code }) => ({
			code,
			visits: visitsShape.parse(await yaml(`evidence/${code}.yaml`)),
		})),
	);
	const evidence = visits.flatMap((one) =>
		evidenceRows(one.visits, {
			scorecard: `${assessment.code}/${one.code}`,
			criterionId: criterionOf(assessment),
			by: authors(accounts, one.code),
		}),
	);
	const proof = visits.flatMap((one) => evidenceFileRows(one.visits, `${assessment.code}/${one.code}`));
	const year = await yearBefore();
	const before = yearBeforeRows(year, { villages: assessment.villages, by: authors(accounts, '') });
	const decisions = [
		decisionRows(assessment, { adjustments, accounts }),
		decisionRows({ ...year, villages: assessment.villages }, { adjustments: year.adjustments, accounts }),
	];
	const users = await accountRows(accounts, { villageId, keep });
	return [
		// Liaison leaders before their villages, clerks after them.
		{ ...users, rows: users.rows.filter(({ village }) => village === null) },
		{ table: 'villages', primary: 'id', moments: ['date_created'], rows: villageRows(assessment) },
		{ ...users, rows: users.rows.filter(({ village }) => village !== null) },
		{
			table: 'assessments',
			primary: 'id',
			days: ['submission_deadline', 'publicity_from', 'publicity_to'],
			moments: ['date_created'],
			rows: [assessmentRow(assessment), before.assessment],
		},
		{
			table: 'scorecards',
			primary: 'id',
			moments: ['date_created'],
			rows: [...scorecardRows(assessment), ...before.scorecards],
		},
		{
			table: 'evidence_items',
			primary: 'id',
			days: ['observed_on', 'reported_on'],
			moments: ['verified_at', 'date_created'],
			rows: [...evidence, ...before.evidence],
		},
		{
			table: 'directus_files',
			primary: 'id',
			moments: ['created_on', 'uploaded_on', 'modified_on'],
			rows: fileRows(demoFiles()),
		},
		{ table: 'evidence_items_files', primary: 'id', rows: proof },
		...['adjustments', 'adjustments_files', 'adjustment_votes'].map((table) => ({
			table,
			primary: 'id',
			days: ['occurred_on'],
			moments: DECISION_MOMENTS,
			rows: decisions.flatMap((one) => one[table] ?? []),
		})),
	];
}

const DECISION_MOMENTS = ['proposed_at', 'vote_deadline', 'decided_at', 'date_created', 'cast_at'];

const yaml = async (name: string): Promise<unknown> => parse(await readFile(join(import.meta.dirname, name), 'utf8'));

/** What is verified the one of the office recorded and the other checked; the rest is the village's own, where it has an account. */
function authors(accounts: readonly Account[], village: string): Authors {
	const [recorder, checker] = accounts.filter(({ role }) => role === 'office').map(({ email }) => accountId(email));
	const clerk = accounts.find((account) => account.village === village);
	return {
		recorder: recorder ?? null,
		checker: checker ?? null,
		clerk: clerk === undefined ? null : accountId(clerk.email),
	};
}
