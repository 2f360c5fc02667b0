// Files as proof: what hangs on the evidence, proposals and appeals of an assessment.
import type { Database } from '#server/platform/database.ts';

/** Ids of the proof of an assessment that has no SHA-256 yet. */
export async function findProofWithoutHash(database: Database, assessment: string): Promise<readonly string[]> {
	const rows = [
		...(await database('directus_files as f')
			.join('evidence_items_files as j', 'j.directus_files_id', 'f.id')
			.join('evidence_items as o', 'o.id', 'j.evidence_items_id')
			.join('scorecards as s', 's.id', 'o.scorecard')
			.where('s.assessment', assessment)
			.whereNull('f.sha256')
			.select('f.id')),
		...(await database('directus_files as f')
			.join('adjustments_files as j', 'j.directus_files_id', 'f.id')
			.join('adjustments as o', 'o.id', 'j.adjustments_id')
			.join('scorecards as s', 's.id', 'o.scorecard')
			.where('s.assessment', assessment)
			.whereNull('f.sha256')
			.select('f.id')),
		...(await database('directus_files as f')
			.join('appeals_files as j', 'j.directus_files_id', 'f.id')
			.join('appeals as o', 'o.id', 'j.appeals_id')
			.join('scorecards as s', 's.id', 'o.scorecard')
			.where('s.assessment', assessment)
			.whereNull('f.sha256')
			.select('f.id')),
	];
	return [...new Set(rows.map(({ id }) => id))];
}

export async function storeHash(database: Database, file: string, sha256: string): Promise<void> {
	await database('directus_files').where({ id: file }).update({ sha256 });
}
