// How the database finds what the lists of our pages and of the Studio show: by an index, whatever there is of other years.
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../support/harness/index.ts';
import { succeeded, type Row } from '../support/fixtures/answers.ts';
import { criterion, newAssessment, YEAR, type Assessment } from '../support/fixtures/fixtures.ts';
import { insertManyItems } from '../support/fixtures/many-items.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const OPEN = { scorecard: { assessment: { status: { _nin: ['publicized', 'final'] } } } };
const STUDIO =
	'scorecard.assessment.year,status,scorecard.village_name,criterion,id,observed_on,submitted_late,user_created';

interface List {
	readonly filter: (assessment: Assessment) => object;
	readonly sort?: string;
	/** true: read in its order up to the limit, with nothing sorted. */
	readonly inOrder?: boolean;
	readonly more?: string;
}

const ofAssessment = ({ id }: Assessment): object => ({ scorecard: { assessment: { _eq: id } } });
const ofCard = ({ cards }: Assessment): object => ({ scorecard: { _eq: cards[0]?.id } });

const LISTS: Readonly<Record<string, List>> = {
	'the Studio’s list': { filter: () => ({}), sort: '-date_created', inOrder: true },
	'to verify': {
		filter: () => ({ _and: [{ status: { _eq: 'submitted' } }, OPEN] }),
		sort: 'date_created',
		inOrder: true,
	},
	late: { filter: () => ({ _and: [{ submitted_late: { _eq: true } }, OPEN] }), sort: '-submitted_at', inOrder: true },
	returned: {
		filter: () => ({ _and: [{ status: { _eq: 'returned' } }, { taken_back: { _neq: true } }, OPEN] }),
		sort: '-date_created',
	},
	'to verify in one assessment': {
		filter: (assessment) => ({ ...ofAssessment(assessment), status: { _eq: 'submitted' } }),
		sort: 'date_created',
	},
	'of one assessment, newest first': { filter: ofAssessment, sort: '-date_created' },
	'recorded today by somebody': {
		filter: (assessment) => ({
			...ofAssessment(assessment),
			user_created: { _eq: '00000000-0000-4000-8000-000000000000' },
			date_created: { _gte: new Date().toISOString() },
		}),
		sort: '-date_created',
	},
	'by status': {
		filter: (assessment) => ({
			...ofAssessment(assessment),
			status: { _in: ['submitted', 'returned'] },
			taken_back: { _neq: true },
		}),
		more: 'aggregate[count]=id&groupBy=status',
	},
	'a clerk’s own': {
		filter: (assessment) => ({ ...ofCard(assessment), status: { _neq: 'verified' }, taken_back: { _neq: true } }),
		sort: '-date_updated,-date_created',
	},
	'of one criterion of a village': {
		filter: (assessment) => ({ ...ofCard(assessment), criterion: { _eq: criterion('1.1') } }),
		sort: '-observed_on,-date_created',
	},
	'what counts in a village': {
		filter: (assessment) => ({ ...ofCard(assessment), status: { _eq: 'verified' } }),
		sort: 'observed_on,date_created',
	},
};

describe.each(DATABASES)('%s', (database) => {
	// Directus tells each statement with its values at this level.
	const instance = useInstance({ database, env: { LOG_LEVEL: 'trace', ASSESSMENT_BACKGROUND_DRAIN: 'false' } });
	let assessment: Assessment = { id: '', cards: [] };

	beforeAll(async () => {
		const { database: own } = instance();
		assessment = await newAssessment(instance(), { villages: 40 });
		await insertManyItems(own, {
			scorecards: assessment.cards.map(({ id }) => id),
			facts: [{ criterion: criterion('1.1'), fact: 'office', value: 1 }],
			count: 20_000,
			year: YEAR,
		});
		await own('score_marks').delete();
		await own.raw('ANALYZE');
	}, 120_000);

	/** The plans of what was read of evidence to answer a request. */
	async function plansOf(path: string): Promise<string[]> {
		const i = instance();
		const before = i.log().length;
		succeeded(await i.api('GET', path));
		const statements = readsIn(i.log().slice(before));
		expect(statements.length, i.log().slice(before).slice(0, 2000)).toBeGreaterThan(0);
		return Promise.all(statements.map((sql) => planOf(sql)));
	}

	const planOf = (sql: string): Promise<string> =>
		instance().database.transaction(async (trx) => {
			if (database === 'sqlite') {
				const steps: Row[] = await trx.raw(`EXPLAIN QUERY PLAN ${sql}`);
				return steps.map(({ detail }) => String(detail)).join('\n');
			}
			// The test has little data; whether there is a way without reading everything is what it asks.
			await trx.raw('SET LOCAL enable_seqscan = off');
			const { rows }: { rows: Row[] } = await trx.raw(`EXPLAIN ${sql}`);
			return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
		});

	it.each(Object.entries(LISTS))('%s', async (_name, { filter, sort, inOrder = false, more }) => {
		const plans = await plansOf(
			`/items/evidence_items?${more ?? `fields=${STUDIO}&limit=50&sort=${sort}`}` +
				`&filter=${encodeURIComponent(JSON.stringify(filter(assessment)))}`,
		);
		for (const plan of plans) {
			expect(plan).not.toMatch(/SCAN evidence_items$|Seq Scan on evidence_items/m);
			if (inOrder) expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY|Sort Key/);
		}
	});
});

/** Statements that read evidence, with their values in place. */
function readsIn(log: string): string[] {
	return log.split('\n').flatMap((line) => {
		const [, sql = '', values = ''] =
			/\[[\d.?]+ms\] (select .* from [`"]evidence_items[`"].*) \[(.*?)\]"?[,}]?/.exec(line.replaceAll('\\"', '"')) ??
			[];
		return sql === '' ? [] : [filled(sql, values === '' ? [] : values.split(', '))];
	});
}

function filled(sql: string, values: readonly string[]): string {
	let place = 0;
	const literal = (value = ''): string =>
		/^-?\d+$/.test(value) || /^(true|false)$/.test(value) ? value : `'${value}'`;
	return sql.replace(/\$(\d+)|\?/g, (_, at?: string) => literal(values[at === undefined ? place++ : Number(at) - 1]));
}
