// A file used as proof can be neither replaced nor deleted; its title and folder may change. No file is made without content, and what
// kind of file it is nobody writes by hand: it was told from its content (files/door.ts).
import type { Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Guard, GuardContext } from '#server/platform/guard.ts';
import { findProofName } from './repository.ts';

/** What a replacement changes. */
const CONTENT = [
	'filename_disk',
	'filesize',
	'type',
	'storage',
	'uploaded_on',
	'width',
	'height',
	'duration',
	'charset',
];

/** What the server has told from the content. */
const TOLD = ['type', 'filesize', 'width', 'height', 'taken_at', 'taken_place'];

export const proofFiles: Guard = {
	collections: ['directus_files'],
	create: async (payload) => {
		throw new DomainError('EMPTY_FILE', {
			file: String(payload['filename_download'] ?? payload['title'] ?? '').slice(0, 40),
		});
	},
	update: async (payload, context) => {
		if (CONTENT.some((field) => field in payload)) await refuseProof(context);
		for (const field of TOLD)
			if (field in payload)
				throw new DomainError('WRITTEN_BY_THE_SERVER', { field }, { collection: 'directus_files', field });
		return payload;
	},
	delete: async (_keys, context) => refuseProof(context),
};

const ONE_FILE = /^\/files\/([0-9a-f-]{36})\/?$/;

/** New content for a file is uploaded to its address, which Directus writes without asking anybody. */
export async function refuseReplacingProof(
	database: Database,
	path: string,
	headers: Readonly<Record<string, unknown>>,
): Promise<void> {
	const id = ONE_FILE.exec(path)?.[1];
	if (
		id !== undefined &&
		String(headers['content-type'] ?? '')
			.toLowerCase()
			.startsWith('multipart/')
	)
		await refuseProof({ database, keys: [id] });
}

async function refuseProof({ database, keys }: Pick<GuardContext, 'database' | 'keys'>): Promise<void> {
	const file = await findProofName(database, keys);
	if (file !== undefined) throw new DomainError('PROOF_FILE', { file });
}
