// Tables of Directus itself, by hand: schema/snapshot.yaml holds only ours. Only the columns that we read or write stand here, so that
// whoever needs another sees what the server depends on. Directus 11.17 makes them: node_modules/@directus/api/dist/database/migrations.
import type { StoredBoolean, StoredJson, StoredMoment } from './stored-columns.ts';

export interface PlatformDirectusUser {
	readonly id: string;
	readonly first_name: string | null;
	readonly last_name: string | null;
	readonly email: string | null;
	readonly language: string | null;
	readonly status: string;
	readonly role: string | null;
	readonly last_page: string | null;
}

export interface PlatformDirectusFile {
	readonly id: string;
	readonly title: string | null;
	readonly filename_download: string;
	readonly type: string | null;
	readonly uploaded_on: StoredMoment | null;
	readonly width: number | null;
	readonly height: number | null;
	/** bigint: PostgreSQL's driver gives it as text. */
	readonly filesize: number | string | null;
}

export interface PlatformTables {
	directus_activity: {
		readonly id: number;
		readonly action: string;
		readonly user: string | null;
		readonly timestamp: StoredMoment;
		readonly ip: string | null;
		readonly collection: string;
		readonly item: string;
	};
	directus_collections: {
		readonly collection: string;
		readonly display_template: string | null;
		readonly translations: StoredJson;
	};
	directus_comments: {
		readonly id: string;
		readonly collection: string;
		readonly item: string;
		readonly comment: string;
		readonly user_created: string | null;
		readonly date_created: StoredMoment | null;
	};
	directus_fields: {
		readonly collection: string;
		readonly field: string;
		readonly options: StoredJson;
		readonly display_options: StoredJson;
		readonly translations: StoredJson;
		readonly hidden: StoredBoolean;
	};
	directus_revisions: {
		readonly id: number;
		readonly activity: number;
		readonly collection: string;
		readonly item: string;
		readonly data: StoredJson;
		readonly delta: StoredJson;
	};
	directus_translations: { readonly key: string; readonly language: string; readonly value: string };
	/** PostgreSQL's own list of relations. */
	pg_class: { readonly relname: string; readonly reltuples: number; readonly relkind: string };
}
