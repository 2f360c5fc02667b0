// Every state × action × role, against a table written independently of the one that the program reads.
import { describe, expect, it } from 'vitest';
import { ROLE_NAMES, type Role } from '#domain/roles.ts';
import { ASSESSMENT_STATUSES } from '#domain/assessments/status.ts';
import { judge, type Situation } from '#domain/adjustments/conditions.ts';
import { ADJUSTMENT_STATUSES, type AdjustmentStatus } from '#domain/adjustments/status.ts';
import {
	ADJUSTMENT_ACTIONS,
	ADJUSTMENT_ACTION_LABELS,
	ADJUSTMENT_STEPS,
	type AdjustmentAction,
} from '#domain/adjustments/workflow.ts';
import { ERROR_TEXTS } from '#domain/errors/catalog.ts';
import { actor, situation } from './situation.ts';

/** Who may, of somebody else's proposal / of the own one. */
const MEANT: Readonly<
	Record<
		AdjustmentAction,
		{ readonly in: AdjustmentStatus; readonly others: readonly Role[]; readonly own: readonly Role[] }
	>
> = {
	edit: { in: 'draft', others: ['administrator', 'office'], own: ['administrator', 'office', 'leader'] },
	delete: { in: 'draft', others: ['administrator', 'office'], own: ['administrator', 'office', 'leader'] },
	propose: { in: 'draft', others: ['administrator', 'office', 'leader'], own: ['administrator', 'office', 'leader'] },
	vote: { in: 'proposed', others: ['leader'], own: ['leader'] },
	withdraw: { in: 'proposed', others: [], own: ['administrator', 'office', 'leader'] },
	revoke: { in: 'approved', others: ['administrator', 'office', 'leader'], own: ['administrator', 'office', 'leader'] },
};
const ROLES: readonly (Role | null)[] = [...ROLE_NAMES, null];
const all = ADJUSTMENT_STATUSES.flatMap((status) =>
	ADJUSTMENT_ACTIONS.flatMap((action) => ROLES.map((role) => [status, action, role] as const)),
);

const allowed = (action: AdjustmentAction, at: Situation, role: Role | null): boolean =>
	judge(action, at, actor(role)).allowed;
const code = (action: AdjustmentAction, at: Situation, role: Role | null): string | undefined => {
	const judgement = judge(action, at, actor(role));
	return judgement.allowed ? undefined : judgement.refused.code;
};

describe('the table', () => {
	it.each(all)('%s, %s by %s', (status, action, role) => {
		const meant = MEANT[action];
		const may = (roles: readonly Role[]): boolean => role !== null && status === meant.in && roles.includes(role);
		expect(allowed(action, situation({ status }), role)).toBe(may(meant.others));
		expect(allowed(action, situation({ status, author: 'me' }), role)).toBe(may(meant.own));
	});

	it.each(all)('a refusal (%s, %s by %s) has a sentence, and the status of its kind', (status, action, role) => {
		const refused = code(action, situation({ status }), role);
		if (refused === undefined) return;
		const text = Object.entries(ERROR_TEXTS).find(([name]) => name === refused)?.[1];
		const mayAtAll = role !== null && [...MEANT[action].others, ...MEANT[action].own].includes(role);
		expect(text?.status).toBe(!mayAtAll ? 403 : status === MEANT[action].in ? 403 : 409);
	});

	it('leads nowhere else: no step but these, and no way out of an end', () => {
		expect(ADJUSTMENT_STEPS.map(({ from, action, to }) => `${from ?? 'new'} –${action}→ ${to ?? 'gone'}`)).toEqual([
			'new –create→ draft',
			'draft –edit→ draft',
			'draft –edit→ draft',
			'draft –delete→ gone',
			'draft –delete→ gone',
			'draft –propose→ proposed',
			'proposed –vote→ proposed',
			'proposed –withdraw→ withdrawn',
			'approved –revoke→ approved',
			'proposed –approve→ approved',
			'proposed –reject→ rejected',
			'approved –take_back→ revoked',
		]);
		expect(ADJUSTMENT_STEPS.filter(({ who }) => who.includes('clerk') || who.includes('auditor'))).toEqual([]);
		expect(Object.keys(ADJUSTMENT_ACTION_LABELS)).toEqual([...ADJUSTMENT_ACTIONS]);
	});
});

describe('the conditions', () => {
	const approved = situation({ status: 'approved' });
	it.each([
		['propose', situation({ takenOut: { village: '丁村', reason: '撤并' } }), 'VILLAGE_TAKEN_OUT'],
		['propose', situation({ wouldVote: 1 }), 'ELECTORATE_TOO_SMALL'],
		['propose', situation({ faults: [{ code: 'PROPOSAL_INCOMPLETE' }] }), 'PROPOSAL_INCOMPLETE'],
		['vote', situation({ status: 'proposed', electorate: ['a', 'b'] }), 'NOT_ENTITLED'],
		['withdraw', situation({ status: 'proposed' }), 'NOT_YOUR_PROPOSAL'],
		['withdraw', situation({ status: 'proposed', proposer: 'me' }), undefined],
		['edit', situation(), 'NOT_YOUR_DRAFT'],
		['revoke', situation({ ...approved, isRevocation: true }), 'REVOCATION_STANDS'],
		['revoke', situation({ ...approved, openRevocation: 'another' }), 'REVOCATION_OPEN'],
		['revoke', situation({ ...approved, wouldVote: 1 }), 'ELECTORATE_TOO_SMALL'],
		['revoke', situation({ ...approved, takenOut: { village: '丁村', reason: '撤并' } }), 'VILLAGE_TAKEN_OUT'],
	] as const)('%s: %#', (action, at, refused) => expect(code(action, at, 'leader')).toBe(refused));

	it.each(ASSESSMENT_STATUSES)(
		'proposed and revoked while the assessment is collecting or reviewing, not while it is %s otherwise',
		(status) => {
			const open = status === 'collecting' || status === 'reviewing';
			expect(allowed('propose', situation({ assessment: { status } }), 'office')).toBe(open);
			expect(allowed('revoke', situation({ status: 'approved', assessment: { status } }), 'office')).toBe(open);
		},
	);
});
