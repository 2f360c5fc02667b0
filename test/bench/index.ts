// npm run bench [-- --rounds N | --quick]: what our extension costs, as ratios to the same Directus with the same data and without it.
// `--quick` takes under three minutes and leaves out what needs much data. Either fails where a ratio is above its goal by more than
// the noise: what the same Directus without the extension, measured beside it, differs from itself.
// Times depend on the machine and are not shown; ratios of neighbours in time depend on it much less.
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { DATABASES, prepareTemplates, type DatabaseKind } from '../support/harness/index.ts';
import type { Size } from './dataset.ts';
import { IMPORT, READ, WRITE_HUNDRED, WRITE_ONE, type Measure } from './measures.ts';
import { measure, type Figures, type Plan } from './rounds.ts';
import { openSides, type Sides } from './sides.ts';
import { noiseOf, ratioOf, type Ratio } from './statistics.ts';
import { table } from './table.ts';

const SMALL: Size = { villages: 12, evidence: 240 };
const LARGE: Size = { villages: 2000, evidence: 24_000 };
/** The large writes come last: a scorecard answers with the ids of its evidence, so that their rows make every later read longer. */
const BEFORE_GROWTH = [WRITE_ONE, READ];
const AFTER_GROWTH = [WRITE_HUNDRED, IMPORT];
const WARM_UP = 3;
/** The import of a thousand takes as long as all else together. */
const QUICK_AFTER_GROWTH = [WRITE_HUNDRED];

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '9' },
		database: { type: 'string' },
		quick: { type: 'boolean', default: false },
	},
});
const { quick } = values;
const rounds = quick ? 5 : Math.max(7, Number(values.rounds) || 7);
/** Ratios above their goals, in words. */
const missed: string[] = [];
const databases = DATABASES.filter((name) => values.database === undefined || values.database === name);

const { stop } = await prepareTemplates();
let wrong = 0;
try {
	for (const database of databases) wrong += await bench(database);
} finally {
	await stop();
}
if (wrong > 0)
	console.error(
		`${wrong} 张评分表的得分与材料不符，以上比值无效 · ${wrong} scorecards differ from their evidence; the ratios above are void.`,
	);
for (const words of missed) console.error(words);
process.exit(wrong > 0 || missed.length > 0 ? 1 : 0);

async function bench(database: DatabaseKind): Promise<number> {
	const bar = new SingleBar({
		format: `${database.padEnd(8)} {bar} {percentage}% {what}`,
		hideCursor: true,
		noTTYOutput: true,
		notTTYSchedule: 10_000,
	});
	const afterGrowth = quick ? QUICK_AFTER_GROWTH : AFTER_GROWTH;
	bar.start((rounds + WARM_UP) * (BEFORE_GROWTH.length + (quick ? 0 : 1) + afterGrowth.length), 0, {
		what: '准备数据 · preparing the data',
	});
	const opened: Sides[] = [];
	try {
		const small = await openSides(database, SMALL, ['bare', 'bare again']);
		opened.push(small);
		const large = quick ? null : await openSides(database, LARGE, ['bare']);
		if (large !== null) opened.push(large);
		const rows: string[][] = [];
		for (const what of BEFORE_GROWTH) rows.push(await compared(what, small, { bar, database }));
		if (large !== null) rows.push(...(await grown(small, large, bar)));
		for (const what of afterGrowth) rows.push(await compared(what, small, { bar, database }));
		bar.stop();
		console.log(
			`\n${database}: ${rounds} rounds\n${table(['', 'with / without', 'quartiles', 'without / without', 'quartiles', 'goal'], rows)}\n`,
		);
		return (await small.differences()) + ((await large?.differences()) ?? 0);
	} finally {
		bar.stop();
		for (const { stop: close } of opened) await close();
	}
}

async function compared(
	what: Measure,
	{ sides }: Sides,
	{ bar, database }: { readonly bar: SingleBar; readonly database: DatabaseKind },
): Promise<string[]> {
	const figures = await measure(what, sides, plan(bar, what.title));
	const goal = what.goal[database];
	const { median } = ratio(figures, 'bundle', 'bare');
	const noise = noiseOf(ratio(figures, 'bare again', 'bare'));
	if (median - noise > goal)
		missed.push(
			`${database}, ${what.title}: ${median.toFixed(2)} is above the goal of ${goal} by more than the noise of ${noise.toFixed(2)}.`,
		);
	return [what.title, ...shown(figures, 'bundle', 'bare'), ...shown(figures, 'bare again', 'bare'), `≤ ${goal}`];
}

/** The same small change amid much data: against the bare server there, and against the same server amid little. */
async function grown(small: Sides, large: Sides, bar: SingleBar): Promise<string[][]> {
	const renamed = large.sides.map((side) => ({ ...side, name: `${side.name}, large` }));
	const figures = await measure(
		WRITE_ONE,
		[...small.sides.filter(({ name }) => name !== 'bare again'), ...renamed],
		plan(bar, 'large'),
	);
	return [
		[`the first, amid ${LARGE.villages} villages`, ...shown(figures, 'bundle, large', 'bare, large'), '', ''],
		[
			`the first, amid ${LARGE.villages} villages / amid ${SMALL.villages}`,
			...shown(figures, 'bundle, large', 'bundle'),
			...shown(figures, 'bare, large', 'bare'),
		],
	];
}

function plan(bar: SingleBar, what: string): Plan {
	return { rounds, warmUp: WARM_UP, onRound: () => bar.increment({ what }) };
}

const ratio = (figures: Figures, measured: string, base: string): Ratio =>
	ratioOf(figures.get(measured) ?? [], figures.get(base) ?? []);

function shown(figures: Figures, measured: string, base: string): [string, string] {
	const { median, low, high } = ratio(figures, measured, base);
	return [median.toFixed(2), `${low.toFixed(2)}–${high.toFixed(2)}`];
}
