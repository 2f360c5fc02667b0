// REST as the SDK speaks it, typed by the Schema: a field that no longer is does not compile. What is hostile goes by `api`.
import { createDirectus, rest, staticToken, type RestClient } from '@directus/sdk';
import type { Schema } from '#domain/schema.ts';

export type Rest = RestClient<Schema>;

/** Throws an Error with what the server said where a request is refused. */
export function restAt(url: string, token: string): Rest {
	const client = createDirectus<Schema>(url).with(staticToken(token)).with(rest());
	return {
		request: async (command) => {
			try {
				return await client.request(command);
			} catch (error) {
				throw new Error(`refused: ${JSON.stringify(error).slice(0, 1000)}`, { cause: error });
			}
		},
	};
}
