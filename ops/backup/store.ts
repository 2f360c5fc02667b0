import type { DatabaseKind } from './manifest.ts';

/** A file that the database knows of. */
export interface KnownFile {
	readonly storage: string;
	readonly path: string;
}

/** What a backup takes from a database, as of one moment. */
export interface Dump {
	readonly tables: Readonly<Record<string, number>>;
	readonly files: readonly KnownFile[];
}

/** One kind of database, as far as backup and restore go. */
export interface Store {
	readonly kind: DatabaseKind;
	readonly isEmpty: () => Promise<boolean>;
	/** Writes the database into the directory while the server goes on working. */
	readonly dump: (directory: string) => Promise<Dump>;
	/**
	 * Puts what `dump` wrote in the place of what is there, all or nothing: `swapFiles` is called when the new content stands
	 * and has been checked, just before it counts. Refuses while a server uses the database.
	 */
	readonly load: (directory: string, expected: Dump['tables'], swapFiles: () => Promise<void>) => Promise<void>;
	/** id and title of every assessment. */
	readonly assessments: () => Promise<readonly { readonly id: string; readonly title: string }[]>;
	readonly close: () => Promise<void>;
}
