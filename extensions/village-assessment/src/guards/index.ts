// Every refusal of the product, in the order in which they are asked.
import type { RegisterFunctions } from '@directus/extensions';
import type { Accountability, SchemaOverview } from '@directus/types';
import { actorById, actorOf } from '../access/actor.ts';
import type { Database } from '../recompute/database.ts';
import { adjustments, proposalFiles, votesOnRecord } from './adjustments/index.ts';
import { assessments } from './assessments.ts';
import { codeTaken } from './code-taken.ts';
import { computedValues } from './computed-values.ts';
import { told } from './errors.ts';
import { evidenceItems } from './evidence/index.ts';
import { fixedRulebook } from './fixed-rulebook.ts';
import type { Guard, GuardContext, Payload } from './guard.ts';
import { inUse } from './in-use.ts';
import { ofAScorecard } from './of-a-scorecard.ts';
import { proofFiles } from './proof-files.ts';
import { proofOfARecord } from './proof-of-a-record.ts';
import { watchImports, yieldToImport } from './import-pace.ts';
import { watchRequests } from './request-time.ts';
import { copySchemaForChanges } from './schema-of-changes.ts';
import { validRule } from './valid-rule.ts';
import { wellFormed } from './well-formed.ts';

export const GUARDS: readonly Guard[] = [computedValues, votesOnRecord, wellFormed, fixedRulebook, codeTaken, validRule, assessments, evidenceItems, adjustments, proposalFiles, ofAScorecard, proofFiles, proofOfARecord, inUse];

/** Collections of the platform itself have events of their own. */
const PLATFORM_COLLECTIONS: Readonly<Record<string, string>> = { files: 'directus_files', users: 'directus_users' };

const isPayload = (value: unknown): value is Payload => typeof value === 'object' && value !== null && !Array.isArray(value);
const guardsOf = (collection: string): Guard[] => GUARDS.filter(({ collections }) => collections.includes(collection));
const keyList = (keys: unknown): string[] => (Array.isArray(keys) ? keys.map(String) : []);

interface Writing {
	readonly accountability: Accountability | null;
	readonly database: Database;
	readonly schema: SchemaOverview | null;
}

export function registerGuards({ filter, init }: RegisterFunctions): void {
	init('routes.before', ({ app }) => {
		watchRequests(app);
		watchImports(app);
		copySchemaForChanges(app);
	});

	/** Asks the guards of a collection; what they refuse is told in the writer's language. */
	async function ask<T>(unchanged: T, { accountability, database, schema }: Writing, guards: (context: Pick<GuardContext, 'actor' | 'database' | 'schema'>) => Promise<T>): Promise<T> {
		// Without accountability it is the server itself that writes.
		if (accountability === null) return unchanged;
		try {
			return await guards({ actor: actorOf(accountability), database, schema });
		} catch (error) {
			await yieldToImport();
			throw await told(error, accountability.user, database);
		}
	}

	for (const [scope, fixed] of [['items', undefined], ...Object.entries(PLATFORM_COLLECTIONS)] as const) {
		const nameOf = (collection: unknown): string => fixed ?? String(collection);
		filter(`${scope}.create`, async (payload, { collection }, writing) => {
			if (!isPayload(payload)) return payload;
			return ask(payload, writing, (context) => through('create', payload, { ...context, collection: nameOf(collection), keys: [] }));
		});
		filter(`${scope}.update`, async (payload, { collection, keys }, writing) => {
			if (!isPayload(payload)) return payload;
			return ask(payload, writing, (context) => through('update', payload, { ...context, collection: nameOf(collection), keys: keyList(keys) }));
		});
		filter(`${scope}.delete`, async (keys, { collection }, writing) =>
			ask(keys, writing, async (context) => {
				const list = keyList(keys);
				for (const guard of guardsOf(nameOf(collection))) await guard.delete?.(list, { ...context, collection: nameOf(collection), keys: list });
				return keys;
			}),
		);
	}

	// Inside the writer's transaction, the row written; the platform says only who wrote, so the role is looked up.
	filter('activity.create', async (activity, _meta, { database, schema }) => {
		const { collection, action, item, user } = isPayload(activity) ? activity : {};
		const guards = guardsOf(String(collection)).filter((guard) => guard.settled !== undefined);
		if (guards.length === 0 || typeof user !== 'string' || !isChange(action) || !database.isTransaction) return activity;
		try {
			const actor = await actorById(database, user);
			for (const guard of guards) await guard.settled?.(String(item), { collection: String(collection), database, schema, actor, keys: [String(item)], change: action });
		} catch (error) {
			throw await told(error, user, database);
		}
		return activity;
	});
}

const isChange = (action: unknown): action is 'create' | 'update' | 'delete' => action === 'create' || action === 'update' || action === 'delete';

async function through(change: 'create' | 'update', payload: Payload, context: GuardContext): Promise<Payload> {
	let current = payload;
	for (const guard of guardsOf(context.collection)) current = (await guard[change]?.(current, context)) ?? current;
	return current;
}
