// A file used as proof can be neither replaced nor deleted; its title and folder may change.
import { Refusal } from './errors.ts';
import type { Guard, GuardContext } from './guard.ts';

const JUNCTIONS = ['evidence_items_files', 'adjustments_files', 'appeals_files'];
/** What a replacement changes. */
const CONTENT = ['filename_disk', 'filesize', 'type', 'storage', 'uploaded_on', 'width', 'height', 'duration', 'charset'];

export const proofFiles: Guard = {
	collections: ['directus_files'],
	update: async (payload, context) => {
		if (CONTENT.some((field) => field in payload)) await refuseProof(context);
		return payload;
	},
	delete: async (_keys, context) => refuseProof(context),
};

async function refuseProof({ database, keys }: GuardContext): Promise<void> {
	for (const junction of JUNCTIONS) {
		const row: { file: string } | undefined = await database(junction)
			.join('directus_files', 'directus_files.id', `${junction}.directus_files_id`)
			.select('directus_files.filename_download as file')
			.whereIn('directus_files_id', [...keys])
			.first();
		if (row !== undefined) throw new Refusal('PROOF_FILE', { file: row.file });
	}
}
