// What the scores must be, from the rows of the database and nothing else: none of the product's own code.
import type { Knex } from 'knex';

export interface Score {
	/** In hundredths of a point, as all points here. */
	readonly total: number;
	readonly attainable: number;
	readonly rank: number;
	readonly assessed: number;
	readonly lines: Readonly<Record<string, LineScore>>;
}

export interface LineScore {
	readonly awarded: number;
	readonly attainable: number;
	readonly state: string;
	readonly evidence: number;
}

interface Criterion {
	readonly id: string;
	readonly method: string;
	readonly points: unknown;
	readonly params: unknown;
}

interface ItemRow {
	readonly scorecard: string;
	readonly criterion: string;
	readonly fact: string;
	readonly value: unknown;
	readonly observed_on: string | number | Date;
	readonly reported_on: unknown;
}

interface Params {
	readonly deduction: string;
	readonly findings: readonly { readonly key: string; readonly deduction: string }[];
	readonly items: readonly { readonly key: string; readonly reported: boolean }[];
}

export const hundredths = (points: unknown): number => Math.round(Number(points) * 100);

/** By scorecard. */
export async function expectedScores(database: Knex, assessment: string): Promise<Record<string, Score>> {
	const cards: { id: string }[] = await database('scorecards').select('id').where({ assessment });
	const criteria: Criterion[] = await database('criteria')
		.join('assessments', 'assessments.rulebook', 'criteria.rulebook')
		.where('assessments.id', assessment)
		.select('criteria.id', 'method', 'points', 'params');
	const items: ItemRow[] = await database('evidence_items')
		.where('status', 'verified')
		.select('scorecard', 'criterion', 'fact', 'value', 'observed_on', 'reported_on');
	const scores = cards.map(({ id }) => {
		const own = items.filter(({ scorecard }) => scorecard === id);
		const lines = Object.fromEntries(
			criteria.map((criterion) => [
				criterion.id,
				lineOf(
					criterion,
					own.filter((item) => item.criterion === criterion.id),
				),
			]),
		);
		const all = Object.values(lines);
		return {
			id,
			lines,
			total: sum(all.map(({ awarded }) => awarded)),
			attainable: sum(all.map(({ attainable }) => attainable)),
			assessed: all.filter(({ state }) => state === 'assessed').length,
		};
	});
	return Object.fromEntries(
		scores.map(({ id, ...score }) => [
			id,
			{ ...score, rank: 1 + scores.filter(({ total }) => total > score.total).length },
		]),
	);
}

function lineOf({ method, points, params: stored }: Criterion, items: readonly ItemRow[]): LineScore {
	const params: Params = typeof stored === 'string' ? JSON.parse(stored) : stored;
	const taken =
		method === 'deduction'
			? params.findings.map((finding) => takenByFinding(finding, items))
			: params.items.map((item) => takenByItem(item, params.deduction, items));
	const full = hundredths(points);
	const certain = sum(taken.map((each) => each.certain));
	const known = taken.filter((each) => each.known).length;
	const open = taken.length - known;
	// A missing presence may still cost its deduction; a finding not counted yet may cost everything.
	const atRisk = method === 'deduction' ? (open > 0 ? full : 0) : open * hundredths(params.deduction);
	const state = open === 0 ? 'assessed' : known === 0 ? 'pending' : 'partial';
	return {
		awarded: Math.max(0, full - certain - atRisk),
		attainable: Math.max(0, full - certain),
		state,
		evidence: items.length,
	};
}

interface Taken {
	readonly known: boolean;
	readonly certain: number;
}

/** Cases add up. */
function takenByFinding({ key, deduction }: Params['findings'][number], items: readonly ItemRow[]): Taken {
	const found = items.filter(({ fact }) => fact === key);
	return { known: found.length > 0, certain: sum(found.map(({ value }) => Number(value))) * hundredths(deduction) };
}

/** The item observed last counts, of several on one day the worst. */
function takenByItem({ key, reported }: Params['items'][number], deduction: string, items: readonly ItemRow[]): Taken {
	const found = items
		.filter(({ fact }) => fact === key)
		.map((item) => ({
			day: new Date(item.observed_on).getTime(),
			missing: Number(item.value) === 0 || (reported && item.reported_on === null),
		}));
	const last = Math.max(...found.map(({ day }) => day));
	const missing = found.some((item) => item.day === last && item.missing);
	return { known: found.length > 0, certain: missing ? hundredths(deduction) : 0 };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
