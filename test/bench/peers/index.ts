// npm run bench:peers [-- --villages 1000 --rounds 7]: the engine beside others who could compute a rulebook, on the same facts.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { score, scoreCriterion, totals, type Line } from '#engine';
import { loadRulebook } from '../../../seed/rulebook/load-rulebook.ts';
import { median } from '../statistics.ts';
import { table } from '../table.ts';
import { installPeers } from './peer-packages.ts';
import { rulesEngine } from './rules-engine.ts';
import { changedColumn, spreadsheet } from './spreadsheet.ts';
import { villageFacts } from './village-facts.ts';

/** How many times as fast as a spreadsheet the engine must be for everything. */
const GOAL = 20;

const { values } = parseArgs({
	options: { villages: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '7' } },
});
const [villages, rounds] = [Number(values.villages), Math.max(3, Number(values.rounds))];
const { rulebook } = await loadRulebook(join(import.meta.dirname, '../../../seed/rulebook/hls-fp-1'));
const rules = rulebook.criteria;
const data = villageFacts(rules, villages);
const none = new Map();
const scored = data.facts.map((factsByCriterion) => ({ factsByCriterion, adjustmentsByCriterion: none }));

const peers = await installPeers();
try {
	const sheet = spreadsheet(await peers.load('hyperformula'), rules, data);
	const workbook = sheet.build();
	const wrong = differences((village) => sheet.points(workbook, village));
	const inRules = rulesEngine(await peers.load('json-rules-engine'), rules, data);
	const few = Math.min(villages, 200);

	const all = () => scored.map((input) => score(rulebook, input));
	let last: Line[][] = all().map(({ lines }) => [...lines]);
	const changed = data.columns[changedColumn(data.columns)];
	const rule = rules.find(({ id }) => id === changed?.criterion);
	if (rule === undefined) throw new Error('There is no count of cases in the rulebook.');
	/** One fact of one village: its line and its totals. */
	const change = (village: number): void => {
		const line = scoreCriterion(rule, data.facts[village]?.get(rule.id) ?? []);
		const lines = (last[village] ?? []).map((one) => (one.criterion === rule.id ? line : one));
		last[village] = lines;
		totals(lines);
	};

	const took = {
		all: [] as number[],
		allSheet: [] as number[],
		builtSheet: [] as number[],
		allRules: [] as number[],
		one: [] as number[],
		oneSheet: [] as number[],
	};
	// In turn, so that all share the machine's good and bad moments; the first two rounds only warm up.
	for (let round = 0; round < rounds + 2; round += 1) {
		const keep = (name: keyof typeof took, ms: number): void => {
			if (round > 1) took[name].push(ms);
		};
		keep('all', await timed(() => void (last = all().map(({ lines }) => [...lines]))));
		keep('allSheet', await timed(() => sheet.recompute(workbook)));
		keep('builtSheet', await timed(() => sheet.build().destroy()));
		keep(
			'allRules',
			((await timed(async () => {
				for (let village = 0; village < few; village += 1) await inRules(village);
			})) /
				few) *
				villages,
		);
		keep(
			'one',
			await timed(() => {
				for (let village = 0; village < villages; village += 1) change(village);
			}),
		);
		keep(
			'oneSheet',
			((await timed(() => {
				for (let village = 0; village < few; village += 1) sheet.change(workbook, village, round + (village % 3));
			})) /
				few) *
				villages,
		);
	}
	const per = (times: readonly number[]): number => (median(times) / villages) * 1000;
	const engineAll = per(took.all);
	const engineOne = per(took.one);
	const row = (title: string, microseconds: number, engine: number): string[] => [
		title,
		microseconds.toFixed(1),
		`${(microseconds / engine).toFixed(1)} ×`,
	];
	console.log(
		`${villages} villages, ${rules.length} criteria, ${data.columns.length} facts; µs for each village, medians of ${rounds} rounds`,
	);
	console.log(
		table(
			['everything', 'µs', 'engine is faster by'],
			[
				row('engine, with reasons', engineAll, engineAll),
				row('HyperFormula, recomputed', per(took.allSheet), engineAll),
				row('HyperFormula, built', per(took.builtSheet), engineAll),
				row('json-rules-engine, conditions only', per(took.allRules), engineAll),
			],
		),
	);
	console.log(
		`\n${table(
			['one fact changed', 'µs', 'engine is faster by'],
			[row('engine, line and totals', engineOne, engineOne), row('HyperFormula', per(took.oneSheet), engineOne)],
		)}`,
	);
	console.log(`\n${wrong} of ${villages * rules.length * 2} points differ between the engine and the formulas`);
	const ratio = per(took.allSheet) / engineAll;
	if (ratio < GOAL) console.log(`goal: ${GOAL} × for everything; now ${ratio.toFixed(1)} ×`);
	process.exitCode = wrong > 0 ? 1 : 0;
} finally {
	peers.remove();
}

async function timed(run: () => unknown): Promise<number> {
	const began = performance.now();
	await run();
	return performance.now() - began;
}

/** Points that the spreadsheet has otherwise, to the cent. */
function differences(pointsOf: (village: number) => readonly unknown[]): number {
	return scored.reduce((wrong, input, village) => {
		const points = pointsOf(village);
		const { lines } = score(rulebook, input);
		return (
			wrong +
			lines
				.flatMap(({ awarded, attainable }) => [awarded, attainable])
				.filter(
					(expected, place) => Math.abs(Number(expected) - Math.round(Number(points[place]) * 100) / 100) > 0.0101,
				).length
		);
	}, 0);
}
