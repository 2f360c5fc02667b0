// Every refusal of the product, in the order in which they are asked.
import { isUuid } from '#domain/uuid.ts';
import type { RegisterFunctions } from '@directus/extensions';
import type { Accountability, SchemaOverview } from '@directus/types';
import { actorById, actorOf } from '#server/platform/actor.ts';
import { mayWrite, type WriteAction } from '#server/platform/may-write.ts';
import type { Database } from '#server/platform/database.ts';
import { adjustments, proposalFiles, votesOnRecord } from '#server/adjustments/guards.ts';
import { appeals } from '#server/appeals/guard.ts';
import { assessments } from '#server/assessments/guard.ts';
import { clerkVillage, registeredRole } from '#server/access/clerk-village.ts';
import { codeTaken } from './code-taken.ts';
import { computedValues } from './computed-values.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { toDirectusError } from '#server/platform/render-error.ts';
import { evidenceItems } from '#server/evidence/guard.ts';
import { fixedRulebook } from '#server/rulebooks/guard.ts';
import type { Guard, GuardContext, Payload, WriteEffect } from '#server/platform/guard.ts';
import { forgetKnown } from '#server/platform/unit-of-work.ts';
import { writeTogether } from '#server/platform/written-together.ts';
import { EFFECTS } from './effects.ts';
import { inUse } from './in-use.ts';
import { frozenScorecard } from '#server/assessments/frozen.ts';
import { fixedRoles } from '#server/access/fixed-roles.ts';
import { proofFiles } from '#server/files/proof-guard.ts';
import { junctions } from '#server/files/junction-guard.ts';
import { protectComments } from '#server/assessments/protect-comments.ts';
import { isImporting } from '#server/platform/import-under-way.ts';
import { watchRequests } from '#server/platform/request-context.ts';
import { copySchemaForChanges } from '#server/platform/directus-11.17/schema-copy.ts';
import { unchanged } from './unchanged.ts';
import { validRule } from '#server/rulebooks/valid-rule.ts';
import { wellFormed } from './well-formed.ts';

export const GUARDS: readonly Guard[] = [
	computedValues,
	votesOnRecord,
	wellFormed,
	unchanged,
	fixedRulebook,
	codeTaken,
	validRule,
	assessments,
	evidenceItems,
	adjustments,
	proposalFiles,
	frozenScorecard,
	appeals,
	proofFiles,
	junctions,
	protectComments,
	fixedRoles,
	clerkVillage,
	registeredRole,
	inUse,
];

/** Collections of Directus itself have events of their own. */
const PLATFORM_COLLECTIONS: Readonly<Record<string, string>> = {
	files: 'directus_files',
	users: 'directus_users',
	roles: 'directus_roles',
	comments: 'directus_comments',
	settings: 'directus_settings',
};

const isPayload = (value: unknown): value is Payload =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const guardsOf = (collection: string): Guard[] => GUARDS.filter(({ collections }) => collections.includes(collection));
const effectsOf = (collection: string): WriteEffect[] =>
	EFFECTS.filter(({ collections }) => collections.includes(collection));
/** What a transaction may have learnt of them is no longer so once it changes them itself. */
const LEARNT = ['villages', 'rulebooks', 'criteria', 'assessments', 'scorecards', 'directus_users'];
/** As the databases keep ids: PostgreSQL finds a row whatever the case in which its id is asked for. */
const keyOf = (key: unknown): string => String(key).toLowerCase();
const keyList = (keys: unknown): string[] => (Array.isArray(keys) ? keys.map(keyOf) : []);

interface Writing {
	readonly accountability: Accountability | null;
	readonly database: Database;
	readonly schema: SchemaOverview | null;
}

export function registerGuards({ filter, init }: RegisterFunctions): void {
	init('routes.before', ({ app }) => {
		watchRequests(app);
		copySchemaForChanges(app);
	});

	/** Asks the guards of a collection, then does what the write brings about; what they refuse is told in the writer's language. */
	async function ask<T>(
		unchanged: T,
		what: { readonly collection: string; readonly action: WriteAction; readonly keys: readonly string[] },
		{ accountability, database, schema }: Writing,
		{
			guard,
			payload,
		}: { readonly guard: (guards: readonly Guard[], context: GuardContext) => Promise<T>; readonly payload: Payload },
	): Promise<T> {
		// Without accountability it is the server itself that writes.
		if (accountability === null) return unchanged;
		const { collection, action, keys } = what;
		const guards = guardsOf(collection);
		const effects = effectsOf(collection).flatMap(({ before }) => before?.[action] ?? []);
		if (guards.length === 0 && effects.length === 0) return unchanged;
		const context = { collection, actor: actorOf(accountability), database, schema, keys };
		const isAllowed = (): Promise<boolean> => mayWrite(database, accountability, what);
		if (action !== 'create') writeTogether(collection, keys);
		try {
			const passed = await guard(guards, context).catch(async (error: unknown) => {
				// A transaction that PostgreSQL has given up answers nothing more.
				if (database.isTransaction && !(error instanceof DomainError)) throw error;
				if (await isAllowed()) throw error;
				// Directus will refuse it; until then nothing is said that tells a stranger what is stored.
				return guard(
					guards.filter(({ safeForUnprivileged }) => safeForUnprivileged),
					context,
				);
			});
			if (effects.length > 0 && (await isAllowed())) for (const effect of effects) await effect(payload, context);
			return passed;
		} catch (error) {
			throw isImporting() ? error : await toDirectusError(error, accountability.user, database);
		}
	}

	for (const [scope, fixed] of [['items', undefined], ...Object.entries(PLATFORM_COLLECTIONS)] as const) {
		const nameOf = (collection: unknown): string => fixed ?? String(collection);
		for (const action of ['create', 'update'] as const)
			filter(`${scope}.${action}`, async (payload, { collection, keys }, writing) => {
				if (!isPayload(payload)) return payload;
				return ask(payload, { collection: nameOf(collection), action, keys: keyList(keys) }, writing, {
					guard: (guards, context) => through(guards, action, payload, context),
					payload,
				});
			});
		filter(`${scope}.delete`, async (keys, { collection }, writing) =>
			ask(keys, { collection: nameOf(collection), action: 'delete', keys: keyList(keys) }, writing, {
				guard: async (guards, context) => {
					for (const guard of guards) await guard.delete?.(context.keys, context);
					return keys;
				},
				payload: {},
			}),
		);
	}

	// A row is called by one id in all records, however its id was written in the request.
	filter('activity.create', (activity) =>
		isPayload(activity) && isUuid(activity['item']) ? { ...activity, item: activity['item'].toLowerCase() } : activity,
	);

	// Inside the writer's transaction, the row written; Directus says only who wrote, so the role is looked up.
	filter('activity.create', async (activity, _meta, { database, schema }) => {
		const { collection, action, item, user } = isPayload(activity) ? activity : {};
		if (LEARNT.includes(String(collection))) forgetKnown(database);
		const guards = guardsOf(String(collection)).filter((guard) => guard.afterWrite !== undefined);
		const effects = effectsOf(String(collection)).filter((effect) => effect.afterWrite !== undefined);
		if (
			guards.length + effects.length === 0 ||
			typeof user !== 'string' ||
			!isChange(action) ||
			!database.isTransaction
		)
			return activity;
		try {
			const actor = await actorById(database, user);
			const key = keyOf(item);
			const context = { collection: String(collection), database, schema, actor, keys: [key], change: action };
			for (const guard of guards) await guard.afterWrite?.(key, context);
			for (const effect of effects) await effect.afterWrite?.(key, context);
		} catch (error) {
			throw isImporting() ? error : await toDirectusError(error, user, database);
		}
		return activity;
	});
}

const isChange = (action: unknown): action is 'create' | 'update' | 'delete' =>
	action === 'create' || action === 'update' || action === 'delete';

async function through(
	guards: readonly Guard[],
	change: 'create' | 'update',
	payload: Payload,
	context: GuardContext,
): Promise<Payload> {
	let current = payload;
	for (const guard of guards) current = (await guard[change]?.(current, context)) ?? current;
	return current;
}
