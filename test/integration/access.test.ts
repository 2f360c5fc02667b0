// Walks every role, and nobody, over every table, field and action, and compares with test/support/access/table.yaml. It asks Directus
// without our extension: what permissions alone allow. What the guards refuse on top is tested with them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowed, TABLE, WALKERS, type Action, type Allowed, type Walker } from '../support/access/table.ts';
import { makeWorld, tokenOf, WORDS, type Row, type World } from '../support/access/rows.ts';
import { DATABASES, startInstance, type Answer, type DatabaseKind, type Instance } from '../support/harness/index.ts';
import { BODIES, FIRST_WRITABLE, NO_ENDPOINT, pathOf, whatTheyMayRead } from '../support/access/requests.ts';

/** What permissions allow Directus decides before it comes to the database: each walks on one of them. */
const WALK_ON: Readonly<Record<Walker, DatabaseKind>> = {
	office: 'postgres',
	clerk: 'sqlite',
	leader: 'sqlite',
	auditor: 'postgres',
	public: 'postgres',
};

describe.each(DATABASES)('%s', (database) => {
	let instance: Instance;
	let world: World;
	let fields: ReadonlyMap<string, readonly string[]>;

	beforeAll(async () => {
		instance = await startInstance({ database, bundle: false });
		world = await makeWorld(instance);
		fields = await fieldsByCollection(instance);
	});
	afterAll(() => instance?.stop());

	const ask = (walker: Walker, method: string, path: string, body?: unknown): Promise<Answer> =>
		instance.api(method, path, body, { token: tokenOf(walker) });
	const rowsOf = (collection: string): Row[] => world.rows.filter((row) => row.collection === collection);
	/** One row of each sort; where nothing is allowed, one stands for all. */
	const asked = (collection: string, grant: Allowed | null): Row[] => {
		const sorts = new Map(rowsOf(collection).map((row) => [JSON.stringify([row.village, row.by, row.status]), row]));
		return [...sorts.values()].slice(0, grant === null ? 1 : undefined);
	};
	const fieldsOf = (collection: string): readonly string[] => fields.get(collection) ?? [];
	const others = (collection: string, grant: Allowed | null): string[] =>
		grant?.fields === null ? [] : fieldsOf(collection).filter((field) => !grant?.fields?.has(field));

	test('every table of the database has an entry', async () => {
		expect(await tablesWithout(instance)).toEqual([]);
	});

	test('the entries name tables, fields and words that there are', () => {
		for (const [collection, actions] of Object.entries(TABLE)) {
			for (const action of Object.keys(actions)) {
				for (const walker of WALKERS) {
					const grant = NO_ENDPOINT.has(collection) ? null : allowed(collection, asAction(action), walker);
					expect(grant?.rows.filter((word) => !(word in WORDS)) ?? [], `${collection} ${action} ${walker}`).toEqual([]);
					expect(
						[...(grant?.fields ?? [])].filter((field) => !fieldsOf(collection).includes(field)),
						`${collection} ${action} ${walker}`,
					).toEqual([]);
				}
			}
		}
	});

	const collections = Object.keys(TABLE).filter((collection) => !NO_ENDPOINT.has(collection));
	for (const walker of WALKERS.filter((one) => WALK_ON[one] === database)) {
		test(`${walker} reads`, async () => {
			const found: string[] = [];
			for (const collection of collections) {
				const grant = allowed(collection, 'read', walker);
				const path = pathOf(collection);
				const refused = others(collection, grant);
				const answer = await ask(walker, 'GET', `${path}?limit=-1&fields=${fieldsOf(collection).join(',')}`);
				// A relation to a table that is closed altogether Directus leaves out without a word.
				const leftOut = await onlyAsync(
					refused.filter((field) => !namesField(answer, field)),
					async (field) => !holds(await ask(walker, 'GET', `${path}?limit=-1&fields=${field}`), field),
				);
				found.push(
					...fieldDifferences(`read ${collection}`, answer, {
						grant,
						refused: refused.filter((field) => !leftOut.includes(field)),
					}),
				);
				if (grant === null || rowsOf(collection).length === 0) continue;
				const visible = await ask(walker, 'GET', `${path}?limit=-1&fields=id`);
				const seen = new Set(list(visible.data).map((row) => String(row['id'])));
				for (const row of rowsOf(collection)) {
					if (seen.has(String(row.id)) !== isMeant(grant, row, walker))
						found.push(`read ${named(row)}: ${seen.has(String(row.id)) ? 'is seen' : 'is not seen'}`);
				}
			}
			expect(found).toEqual([]);
		});

		test(`${walker} creates`, async () => {
			const found: string[] = [];
			for (const collection of collections) {
				const grant = allowed(collection, 'create', walker);
				const body = BODIES(world, walker)[collection];
				const everything = { ...Object.fromEntries(fieldsOf(collection).map((field) => [field, null])), ...body };
				if (grant?.fields !== null)
					found.push(
						...fieldDifferences(`create ${collection}`, await ask(walker, 'POST', pathOf(collection), everything), {
							grant,
							refused: others(collection, grant),
						}),
					);
				if (grant === null) continue;
				if (body === undefined)
					throw new Error(`How a row of ${collection} is made is missing in test/support/access/requests.ts.`);
				const mine = Object.fromEntries(
					Object.entries(body).filter(([field]) => grant.fields === null || grant.fields.has(field)),
				);
				const answer = await ask(walker, 'POST', pathOf(collection), mine);
				if (answer.status >= 300) found.push(`create ${collection}: ${answer.text}`);
			}
			expect(found).toEqual([]);
		});

		test(`${walker} updates`, async () => {
			const found: string[] = [];
			for (const collection of collections) {
				const grant = allowed(collection, 'update', walker);
				for (const [number, row] of asked(collection, grant).entries()) {
					const path = `${pathOf(collection)}/${row.id}`;
					if (number === 0 && grant !== null) {
						const everything = Object.fromEntries(fieldsOf(collection).map((field) => [field, null]));
						if (grant.fields !== null)
							found.push(
								...fieldDifferences(`update ${collection}`, await ask(walker, 'PATCH', path, everything), {
									grant,
									refused: others(collection, grant),
								}),
							);
					}
					const field = FIRST_WRITABLE[collection] ?? [...(grant?.fields ?? [])][0] ?? 'id';
					const present: Record<string, unknown> | undefined = await instance
						.database(collection)
						.where({ id: row.id })
						.first(field);
					const answer = await ask(walker, 'PATCH', path, { [field]: present?.[field] ?? null });
					if (grant !== null && isMeant(grant, row, walker)) {
						if (answer.status >= 300) found.push(`update ${named(row)}.${field}: ${answer.text}`);
					} else if (!isRefused(answer)) found.push(`update ${named(row)}.${field}: ${answer.status}`);
				}
			}
			expect(found).toEqual([]);
		});

		test(`${walker} deletes`, async () => {
			const found: string[] = [];
			for (const collection of collections) {
				const grant = allowed(collection, 'delete', walker);
				for (const row of asked(collection, grant)) {
					const answer = await ask(walker, 'DELETE', `${pathOf(collection)}/${row.id}`);
					const meant = grant !== null && isMeant(grant, row, walker);
					// What something depends on the database keeps: allowed, but not possible.
					if (meant === isRefused(answer))
						found.push(`delete ${named(row)}: ${answer.status} ${answer.text.slice(0, 200)}`);
					if (answer.status < 300) await world.restore();
				}
			}
			expect(found).toEqual([]);
		});

		test(`${walker} learns of the collections that they may read, and of no other`, async () => {
			const found = await whatTheyMayRead(ask, walker);
			const meant = collections.filter((collection) => allowed(collection, 'read', walker) !== null);
			expect(found.filter((collection) => !collection.startsWith('directus_')).sort()).toEqual(
				meant.filter((collection) => !collection.startsWith('directus_')).sort(),
			);
		});
	}

	test('the administrator reads everything', async () => {
		for (const collection of collections)
			expect((await instance.api('GET', `${pathOf(collection)}?limit=1`)).status, collection).toBe(200);
	});
});

/** No collection keeps versions: Directus says so (400) before it asks who it is. */
const KEEPS_NONE = 'create directus_versions';
const isRefused = ({ status }: Answer): boolean => [401, 403, 404, 405].includes(status);
const isMeant = ({ rows }: Allowed, row: Row, walker: Walker): boolean =>
	rows.some((word) => WORDS[word]?.(row, walker) ?? false);
const named = ({ collection, id, ...like }: Row): string => `${collection} ${JSON.stringify(like)} ${id}`;
const list = (data: unknown): Record<string, unknown>[] => (Array.isArray(data) ? data : []);

const asAction = (action: string): Action => {
	if (action === 'create' || action === 'read' || action === 'update' || action === 'delete') return action;
	throw new Error(`no action ${action}`);
};

/** Asked for all fields at once, Directus names those that it refuses. */
function fieldDifferences(
	what: string,
	answer: Answer,
	{ grant, refused }: { grant: Allowed | null; refused: readonly string[] },
): string[] {
	if (grant === null)
		return isRefused(answer) || (what === KEEPS_NONE && answer.status === 400)
			? []
			: [`${what}: allowed (${answer.status})`];
	if (refused.length === 0) return answer.status < 300 ? [] : [`${what}: ${answer.text}`];
	const named = namedFields(answer);
	if (answer.status !== 403 || named.size === 0) return [`${what}: ${answer.status} ${answer.text}`];
	const missing = refused.filter((field) => !named.has(field)).map((field) => `${what}: ${field} is allowed`);
	const surplus = [...named].filter((field) => !refused.includes(field)).map((field) => `${what}: ${field} is refused`);
	return [...missing, ...surplus];
}

function namedFields({ errors }: Answer): Set<string> {
	const [names = ''] = errors
		.map(({ message }) => message)
		.join()
		.split(' in collection ');
	return new Set(/field/.test(names) ? [...names.matchAll(/"(\w+)"/g)].map(([, field = '']) => field) : []);
}

const namesField = (answer: Answer, field: string): boolean =>
	answer.status >= 400 && (namedFields(answer).size === 0 || namedFields(answer).has(field));
const holds = ({ data }: Answer, field: string): boolean =>
	list(Array.isArray(data) ? data : [data]).some((row) => typeof row === 'object' && field in row);

async function onlyAsync(names: readonly string[], test: (name: string) => Promise<boolean>): Promise<string[]> {
	const kept: string[] = [];
	for (const name of names) if (await test(name)) kept.push(name);
	return kept;
}

/** Without those that are but headings on the screen. */
async function fieldsByCollection({ api }: Instance): Promise<Map<string, string[]>> {
	const found = new Map<string, string[]>();
	for (const field of list((await api('GET', '/fields')).data)) {
		const meta: unknown = field['meta'];
		const special: unknown = typeof meta === 'object' && meta !== null && 'special' in meta ? meta.special : null;
		if (Array.isArray(special) && special.includes('no-data')) continue;
		const collection = String(field['collection']);
		found.set(collection, [...(found.get(collection) ?? []), String(field['field'])]);
	}
	return found;
}

async function tablesWithout({ database, kind }: Instance): Promise<string[]> {
	const tables: { name: string }[] =
		kind === 'sqlite'
			? await database('sqlite_master').select('name').where({ type: 'table' }).whereNot('name', 'like', 'sqlite_%')
			: await database('information_schema.tables').select({ name: 'table_name' }).where({ table_schema: 'public' });
	return tables.map(({ name }) => name).filter((name) => !(name in TABLE));
}
