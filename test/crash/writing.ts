// The traffic in which the server is killed: one import, and people who save single items meanwhile.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Instance } from '../support/harness/index.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from '../support/random.ts';
import { someItem, type Item, type CrashFixture } from './fixture.ts';

const ROWS = 250;
const WRITERS = 3;

export interface Traffic {
	readonly api: Instance['api'];
	readonly ledger: Ledger;
	readonly fixture: CrashFixture;
	readonly random: Random;
	readonly round: number;
}

export interface Import {
	readonly ids: readonly string[];
	/** Whether it was acknowledged; false also when the server went away. */
	readonly answered: Promise<boolean>;
}

/** What the server refused or failed at; a connection that breaks is not among it. */
export type Complaints = string[];

export function startImport({ api, ledger, fixture, random, round }: Traffic, complaints: Complaints): Import {
	const rows = Array.from({ length: ROWS }, () => ({
		id: randomUUID(),
		...someItem(fixture, random, { round, note: `import ${round}` }),
	}));
	const form = new FormData();
	form.append('file', new Blob([csvOf(rows)], { type: 'text/csv' }), 'evidence.csv');
	const ids = rows.map(({ id }) => id);
	return {
		ids,
		answered: ledger.attempt(ids, 'absent', 'verified', async () =>
			isFine(await api('POST', '/utils/import/evidence_items', form), complaints),
		),
	};
}

function csvOf(rows: readonly ({ id: string } & Item)[]): string {
	const columns = [
		'id',
		'scorecard',
		'criterion',
		'fact',
		'value',
		'observed_on',
		'reported_on',
		'status',
		'note',
	] as const;
	return [columns.join(','), ...rows.map((row) => columns.map((column) => row[column] ?? '').join(','))].join('\n');
}

/** People who save, return and delete single items until the server goes away or they are told to stop. */
export function startWriters(traffic: Traffic, complaints: Complaints): { stop: () => Promise<void> } {
	const others = [...traffic.ledger.verified()];
	let open = true;
	const work = async (): Promise<void> => {
		while (open) {
			if (!(await writeOne(traffic, others, complaints))) return;
			await pause(traffic.random.below(30));
		}
	};
	const working = Promise.all(Array.from({ length: WRITERS }, work));
	return {
		stop: async () => {
			open = false;
			await working;
		},
	};
}

function writeOne(
	{ api, ledger, fixture, random, round }: Traffic,
	others: string[],
	complaints: Complaints,
): Promise<boolean> {
	const choice = random.below(10);
	const other = choice < 6 ? undefined : others.splice(random.below(others.length), 1)[0];
	if (other === undefined) {
		const id = randomUUID();
		const item = someItem(fixture, random, { round, note: 'single' });
		return ledger.attempt([id], 'absent', 'verified', async () =>
			isFine(await api('POST', '/items/evidence_items', { id, ...item }), complaints),
		);
	}
	const path = `/items/evidence_items/${other}`;
	if (choice < 8)
		return ledger.attempt([other], 'verified', 'returned', async () =>
			isFine(await api('PATCH', path, { status: 'returned', return_reason: '重拍' }), complaints),
		);
	return ledger.attempt([other], 'verified', 'absent', async () => isFine(await api('DELETE', path), complaints));
}

function isFine({ status, text }: Answer, complaints: Complaints): boolean {
	if (status < 400) return true;
	complaints.push(`${status} ${text.slice(0, 300)}`);
	return false;
}
