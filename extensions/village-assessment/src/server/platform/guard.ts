import type { SchemaOverview } from '@directus/types';
import type { Actor } from '#domain/actor.ts';
import type { Database } from './database.ts';

export type Payload = Readonly<Record<string, unknown>>;

/** A row as somebody wants it: its columns are known, what is put into them is not checked yet. */
export type Proposed<Row> = { readonly [Column in keyof Row]?: unknown };

export interface GuardContext {
	readonly collection: string;
	/** The writer's transaction where there is one already, else the database. */
	readonly database: Database;
	readonly actor: Actor;
	/** null only where Directus gives none. */
	readonly schema: SchemaOverview | null;
	/** The rows that are to be changed or deleted. */
	readonly keys: readonly string[];
}

/**
 * One refusal: throws a {@link DomainError}, or gives the payload back, completed where the rule says so; it looks, and changes
 * nothing. Asked only of writes by somebody. `afterWrite` is asked inside the writer's transaction once the row is written: it
 * refuses what two people could race for.
 */
export interface Guard {
	readonly collections: readonly string[];
	/** What it says tells nothing of what is stored: it may answer whoever may not write there at all. */
	readonly safeForUnprivileged?: true;
	readonly create?: (payload: Payload, context: GuardContext) => Promise<Payload>;
	readonly update?: (payload: Payload, context: GuardContext) => Promise<Payload>;
	readonly delete?: (keys: readonly string[], context: GuardContext) => Promise<void>;
	readonly afterWrite?: (key: string, context: WrittenContext) => Promise<void>;
}

export interface WrittenContext extends GuardContext {
	readonly change: 'create' | 'update' | 'delete';
}

/**
 * What a write brings about beside its row, once every guard has let it pass. `before`: while the rows are still as they were (outside
 * of the transaction where the guards are asked there); `afterWrite`: inside it, when the row is written.
 */
export interface WriteEffect {
	readonly collections: readonly string[];
	readonly before?: {
		readonly [change in WrittenContext['change']]?: (payload: Payload, context: GuardContext) => Promise<void>;
	};
	readonly afterWrite?: (key: string, context: WrittenContext) => Promise<void>;
}
