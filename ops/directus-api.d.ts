// The parts of @directus/api that the start uses; the package ships no types for them.
declare module '@directus/api/cache' {
	export function flushCaches(forced?: boolean): Promise<void>;
}
declare module '@directus/api/database/index' {
	import type { Knex } from 'knex';
	export default function getDatabase(): Knex;
	export function isInstalled(): Promise<boolean>;
}
declare module '@directus/api/database/migrations/run' {
	import type { Knex } from 'knex';
	export default function run(database: Knex, direction: 'latest' | 'up' | 'down', log?: boolean): Promise<void>;
}
declare module '@directus/api/storage/index' {
	interface Location {
		exists(path: string): Promise<boolean>;
		write(path: string, content: NodeJS.ReadableStream, type?: string): Promise<void>;
	}
	export function getStorage(): Promise<{ location(name: string): Location }>;
}
declare module '@directus/api/utils/generate-hash' {
	export function generateHash(text: string): Promise<string>;
}
declare module '@directus/api/utils/get-config-from-env' {
	import type { Knex } from 'knex';
	type Settings = Pick<Knex.Config, 'client' | 'version' | 'searchPath' | 'pool'> & {
		readonly connectionString?: string;
	} & Knex.PgConnectionConfig;
	export function getConfigFromEnv(prefix: 'DB_', options: { omitPrefix: string }): Settings;
}
interface SchemaDifference {
	readonly collection: string;
	readonly field?: string;
	readonly diff: readonly { readonly kind: 'N' | 'D' | 'E' | 'A'; readonly path?: readonly string[] }[];
}
interface SnapshotDifference {
	readonly collections: readonly SchemaDifference[];
	readonly fields: readonly SchemaDifference[];
	readonly systemFields: readonly SchemaDifference[];
	readonly relations: readonly SchemaDifference[];
}
declare module '@directus/api/utils/get-snapshot' {
	import type { Knex } from 'knex';
	export function getSnapshot(options: { database: Knex }): Promise<unknown>;
}
declare module '@directus/api/utils/get-snapshot-diff' {
	export function getSnapshotDiff(current: unknown, after: unknown): SnapshotDifference;
}
declare module '@directus/api/utils/apply-snapshot' {
	import type { Knex } from 'knex';
	export function applySnapshot(
		snapshot: unknown,
		options: { current: unknown; diff: SnapshotDifference; database: Knex },
	): Promise<void>;
}
