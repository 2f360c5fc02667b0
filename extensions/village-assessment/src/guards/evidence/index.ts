import type { Guard, GuardContext, Payload } from '../guard.ts';
import { changedItems, newItem, type EvidenceChange } from './change.ts';
import { deletable } from './deletable.ts';
import { EVIDENCE_REFUSALS } from './refusals.ts';
import { settledEvidence } from './settled.ts';

export const evidenceItems: Guard = {
	collections: ['evidence_items'],
	create: async (payload, context) => complete(await newItem(payload, context)),
	update: async (payload, context) => {
		let added: Payload = {};
		for (const change of await changedItems(payload, context)) added = { ...added, ...(await refusals(change)) };
		return { ...payload, ...added };
	},
	delete: (keys, context: GuardContext) => deletable(keys, context),
	settled: settledEvidence,
};

const complete = async (change: EvidenceChange): Promise<Payload> => ({ ...change.payload, ...(await refusals(change)) });

async function refusals(change: EvidenceChange): Promise<Payload> {
	let added: Payload = {};
	for (const refuse of EVIDENCE_REFUSALS) added = { ...added, ...(await refuse({ ...change, after: { ...change.after, ...added } })) };
	return added;
}
