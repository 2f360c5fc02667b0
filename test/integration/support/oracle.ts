// What a scorecard must be, from the recorded facts alone: a second, small reading of the rulebook, in hundredths of a point.
import type { Knex } from 'knex';
import type { Row } from './answers.ts';

type State = 'pending' | 'partial' | 'assessed' | 'waived';
export interface ExpectedLine {
	readonly awarded: number;
	readonly attainable: number;
	readonly state: State;
}
export interface Expected {
	readonly lines: ReadonlyMap<string, ExpectedLine>;
	readonly base_points: number;
	readonly bonus_points: number;
	readonly penalty_points: number;
	readonly total: number;
	readonly attainable: number;
	readonly assessed_count: number;
	readonly criteria_count: number;
}

interface Said {
	readonly fact: string;
	readonly value: number;
	readonly observed: string;
	readonly reported: boolean;
}
type Reading = (points: number, said: readonly Said[]) => ExpectedLine;

const cents = (points: number): number => Math.round(points * 100);

/** Of several on one fact the one observed last; of the same day the one worse for the village. */
function latest(said: readonly Said[], fact: string, worse: 'lower' | 'higher' = 'lower'): Said | undefined {
	const [best] = said
		.filter((one) => one.fact === fact)
		.sort((a, b) => b.observed.localeCompare(a.observed) || (worse === 'lower' ? a.value - b.value : b.value - a.value));
	return best;
}

const stateOf = (known: number, all: number): State => (known === 0 ? 'pending' : known === all ? 'assessed' : 'partial');
const known = (awarded: number): ExpectedLine => ({ awarded, attainable: awarded, state: 'assessed' });

const checklist =
	(deduction: number, items: readonly string[], reported = false): Reading =>
	(points, said) => {
		const found = items.map((item) => latest(said, item));
		const missing = found.filter((one) => one !== undefined && (one.value === 0 || (reported && !one.reported))).length;
		const unknown = found.filter((one) => one === undefined).length;
		const left = (gone: number): number => Math.max(0, points - cents(deduction) * gone);
		return { awarded: left(missing + unknown), attainable: left(missing), state: stateOf(items.length - unknown, items.length) };
	};

function deducted(points: number, said: readonly Said[], findings: Readonly<Record<string, number>>): { left: number; known: number; all: number } {
	const cases = Object.entries(findings).map(([fact, each]) => ({ each, of: said.filter((one) => one.fact === fact) }));
	const taken = cases.reduce((sum, { each, of }) => sum + cents(each) * of.reduce((count, { value }) => count + value, 0), 0);
	return { left: Math.max(0, points - taken), known: cases.filter(({ of }) => of.length > 0).length, all: cases.length };
}

const deduction =
	(findings: Readonly<Record<string, number>>): Reading =>
	(points, said) => {
		const { left, known: count, all } = deducted(points, said, findings);
		return { awarded: count === all ? left : 0, attainable: left, state: stateOf(count, all) };
	};

const gate: Reading = (points, said) => {
	const met = latest(said, 'met');
	return met === undefined ? { awarded: 0, attainable: points, state: 'pending' } : known(met.value === 1 ? points : 0);
};

const gatedDeduction =
	(findings: Readonly<Record<string, number>>): Reading =>
	(points, said) => {
		const established = latest(said, 'established');
		if (established?.value === 0) return known(0);
		const { left, known: count, all } = deducted(points, said, findings);
		const needed = count + (established === undefined ? 0 : 1);
		return { awarded: needed === all + 1 ? left : 0, attainable: left, state: stateOf(needed, all + 1) };
	};

const shortfall =
	(target: number | null, unit: number, each: number): Reading =>
	(points, said) => {
		if (latest(said, 'no_plan')?.value === 1) return known(0);
		const actual = latest(said, 'actual')?.value;
		const wanted = target ?? latest(said, 'target', 'higher')?.value;
		if (target === null && wanted === 0) return known(points);
		if (actual === undefined || wanted === undefined) return { awarded: 0, attainable: points, state: said.length === 0 ? 'pending' : 'partial' };
		const short = Math.floor(Math.max(0, wanted - actual) / unit + 1e-9);
		return known(Math.max(0, points - cents(each) * short));
	};

const proportionalBand =
	(target: number, floor: number): Reading =>
	(points, said) => {
		const actual = latest(said, 'actual')?.value;
		if (actual === undefined) return { awarded: 0, attainable: points, state: 'pending' };
		if (actual >= target) return known(points);
		return known(actual < floor ? 0 : Math.round((points * actual) / target + 1e-9));
	};

const WAIVABLE = /^(3|6)\.|^(4\.1|5\.2|5\.3)$/;
const READINGS: Readonly<Record<string, Reading>> = {
	'1.0': (points) => known(points),
	'1.1': checklist(5, ['leading_group', 'work_team', 'office', 'archivist', 'officer']),
	'1.2': checklist(0.4, ['master_plan', 'annual_plan', 'pledge', 'implementation_plan', 'summary_report'], true),
	'2.1': deduction({ mismatch: 1 }),
	'2.2': deduction({ household: 0.5, wall_map: 0.5 }),
	'2.3': deduction({ meeting_record: 0.5, picture: 0.5, notice: 0.5 }),
	'2.4': deduction({ absence: 0.2, late_report: 0.5 }),
	'3.1.1': deduction({ household: 0.2 }),
	'3.1.2': deduction({ household: 0.2 }),
	'3.1.3': gatedDeduction({ error: 0.1 }),
	'3.2.1': gate,
	'3.2.2': proportionalBand(50, 20),
	'3.3.1': shortfall(null, 10, 1),
	'3.3.2': shortfall(8, 1, 0.2),
	'3.4.1': deduction({ missed: 0.5 }),
	'3.4.2': deduction({ missed: 0.5, late_report: 0.5 }),
	'3.4.3': shortfall(null, 1, 0.5),
	'3.5.1': deduction({ mismatch: 0.5 }),
	'3.5.2': shortfall(null, 1, 1),
	'4.1': shortfall(null, 1, 1),
	'4.2': deduction({ unconnected: 1 }),
	'5.1': checklist(2, ['fund_plan', 'special_account']),
	'5.2': deduction({ unpublished: 0.5 }),
	'5.3': deduction({ no_plan: 0.5, no_supervisor: 0.5, no_acceptance: 0.5 }),
	'6.1a': gate,
	'6.1b': shortfall(5, 1, 0.4),
	'6.2a': shortfall(98, 1, 0.1),
	'6.2b': proportionalBand(100, 95),
	'6.3': deduction({ below_line: 0.2 }),
};

const dayOf = (value: unknown): string => {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string' && /^\d{4}-/.test(value)) return value.slice(0, 10);
	return new Date(value instanceof Date ? value : Number(value)).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
};

/** What the scorecard must say, by the facts in the database at this moment. */
export async function expectedCard(database: Knex, scorecard: string): Promise<Expected> {
	const card: Row = await database('scorecards').join('assessments', 'assessments.id', 'scorecards.assessment').select('assessments.rulebook').where('scorecards.id', scorecard).first();
	const criteria: Row[] = await database('criteria').select('id', 'code', 'points').where('rulebook', String(card['rulebook']));
	const items: Row[] = await database('evidence_items').where({ scorecard, status: 'verified' });
	const adjustments: Row[] = await database('adjustments').where({ scorecard, status: 'approved' }).whereNull('revokes');
	const lines = new Map<string, ExpectedLine>();
	for (const { id, code, points } of criteria) {
		const said = items.filter((one) => one['criterion'] === id).map((one) => ({ fact: String(one['fact']), value: Number(one['value']), observed: dayOf(one['observed_on']), reported: one['reported_on'] !== null }));
		const occurrences = adjustments.filter((one) => one['criterion'] === id).reduce((sum, one) => sum + Number(one['occurrences']), 0);
		lines.set(String(code), lineOf(String(code), cents(Number(points)), { said, occurrences }));
	}
	return sums(lines);
}

function lineOf(code: string, points: number, { said, occurrences }: { said: readonly Said[]; occurrences: number }): ExpectedLine {
	if (code === '7' || code === '8') {
		const counted = Math.min(1000, 200 * occurrences);
		return known(code === '7' || counted === 0 ? counted : -counted);
	}
	if (WAIVABLE.test(code) && latest(said, 'waiver')?.value === 1) return { ...known(points), state: 'waived' };
	const reading = READINGS[code];
	if (reading === undefined) throw new Error(`The oracle knows no criterion ${code}.`);
	return reading(points, said);
}

function sums(lines: ReadonlyMap<string, ExpectedLine>): Expected {
	const base = [...lines].filter(([code]) => code !== '7' && code !== '8').map(([, line]) => line);
	const sum = (of: (line: ExpectedLine) => number): number => base.reduce((total, line) => total + of(line), 0);
	const bonus = lines.get('7')?.awarded ?? 0;
	const penalty = Math.abs(lines.get('8')?.awarded ?? 0);
	const counted = [...lines].filter(([code]) => !['1.0', '7', '8'].includes(code)).map(([, line]) => line);
	const inPoints = (value: number): number => value / 100;
	return {
		lines: new Map([...lines].map(([code, line]) => [code, { ...line, awarded: inPoints(line.awarded), attainable: inPoints(line.attainable) }])),
		base_points: inPoints(sum((line) => line.awarded)),
		bonus_points: inPoints(bonus),
		penalty_points: inPoints(penalty),
		total: inPoints(sum((line) => line.awarded) + bonus - penalty),
		attainable: inPoints(sum((line) => line.attainable) + bonus - penalty),
		assessed_count: counted.filter(({ state }) => state === 'assessed' || state === 'waived').length,
		criteria_count: counted.length,
	};
}

/** Naive ranking: one more than the number of those who have more. */
export const rankOf = (total: number, totals: readonly number[]): number => 1 + totals.filter((other) => other > total).length;
