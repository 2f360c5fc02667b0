// Measures sides in turn, round by round, so that they share the machine's good and bad moments.
import type { Client } from './client.ts';
import type { Dataset } from './dataset.ts';
import type { Measure } from './measures.ts';
import { median } from './statistics.ts';

export interface Side {
	readonly name: string;
	readonly client: Client;
	readonly dataset: Dataset;
}

/** One figure per round and side, in milliseconds. */
export type Figures = ReadonlyMap<string, readonly number[]>;

export interface Plan {
	readonly rounds: number;
	/** Rounds thrown away first, in which every side warms up alike. */
	readonly warmUp: number;
	readonly onRound: () => void;
}

export async function measure(
	what: Measure,
	sides: readonly Side[],
	{ rounds, warmUp, onRound }: Plan,
): Promise<Figures> {
	const figures = new Map<string, number[]>(sides.map(({ name }) => [name, []]));
	for (let round = 0; round < warmUp + rounds; round++) {
		for (const side of inTurn(sides, round)) {
			const figure = await block(what, side, round);
			if (round >= warmUp) figures.get(side.name)?.push(figure);
		}
		onRound();
	}
	return figures;
}

/** There and back: A B C, then C B A; and every second pair of rounds another one begins. */
function inTurn<T>(sides: readonly T[], round: number): readonly T[] {
	const first = Math.floor(round / 2) % sides.length;
	const turned = [...sides.slice(first), ...sides.slice(0, first)];
	return round % 2 === 0 ? turned : turned.reverse();
}

async function block({ times, run }: Measure, { client, dataset }: Side, round: number): Promise<number> {
	const taken: number[] = [];
	for (let time = 0; time < times; time++) {
		const start = performance.now();
		await run(client, dataset, round * times + time);
		taken.push(performance.now() - start);
	}
	return median(taken);
}
