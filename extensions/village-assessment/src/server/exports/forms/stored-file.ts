import type { ExtensionsServices, SchemaOverview } from '@directus/types';
import type { Database } from '#server/platform/database.ts';
import { unusable } from './package.ts';

/** A form has a few pages and a few seals; what is larger is none. */
const LARGEST = 10 * 1024 * 1024;

interface Place {
	readonly services: Pick<ExtensionsServices, 'AssetsService'>;
	readonly schema: SchemaOverview;
	readonly database: Database;
}

/** The bytes of an uploaded file, whoever asks. Refuses (422) more than a form can have. */
export async function readStoredFile({ services, schema, database }: Place, id: string): Promise<Uint8Array> {
	const assets = new services.AssetsService({ knex: database, schema, accountability: null });
	const { stream, file } = await assets.getAsset(id, { transformationParams: {} });
	if (Number(file.filesize ?? 0) > LARGEST) {
		stream.destroy();
		throw unusable('文件超过 10 MB。', 'it has more than 10 MB.');
	}
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}
