// Proof that came before hashes were kept is hashed before a result is given out, whose digest covers it.
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Platform } from '#server/platform/item-writer.ts';
import { findProofWithoutHash, storeHash } from './repository.ts';

/** Hashes the files of an assessment that have no SHA-256 yet; a file that cannot be read is told in the log and stays without. */
export async function hashMissingProof(platform: Platform, assessment: string): Promise<void> {
	const ids = await findProofWithoutHash(platform.database, assessment);
	if (ids.length === 0) return;
	const assets = new platform.services.AssetsService({
		knex: platform.database,
		schema: await platform.getSchema(),
		accountability: null,
	});
	for (const id of ids) {
		try {
			const { stream } = await assets.getAsset(id);
			const sha256 = await sha256OfStream(stream);
			await storeHash(platform.database, id, sha256);
		} catch (error) {
			platform.logger.warn(error, `The file ${id} could not be hashed.`);
		}
	}
}

async function sha256OfStream(stream: Readable): Promise<string> {
	const hash = createHash('sha256');
	for await (const part of stream) hash.update(part);
	return hash.digest('hex');
}
