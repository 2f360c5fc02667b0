import { DomainError } from '#domain/errors/domain-error.ts';
import { columnOf } from '#server/platform/database.ts';
import { watchInserts } from '#server/platform/inserted-rows.ts';
import type { Guard, GuardContext, Payload } from '#server/platform/guard.ts';
import { changedItems, newItem, type EvidenceChange, type ProposedItem } from './change.ts';
import { deletable } from './deletable.ts';
import { sameValue } from './workflow.ts';
import { EVIDENCE_REFUSALS } from './refusals.ts';
import { settledEvidence } from './after-write.ts';

export const evidenceItems: Guard = {
	collections: ['evidence_items'],
	create: async (payload, context) => {
		const completed = await complete(await newItem(payload, context));
		watchInserts(context.database, 'evidence_items');
		return completed;
	},
	update: async (payload, context) => {
		const completed: Completed[] = [];
		for (const change of await changedItems(payload, context))
			completed.push({ before: change.before, added: await refusals(change) });
		return { ...payload, ...inCommon(completed) };
	},
	delete: (keys, context: GuardContext) => deletable(keys, context),
	afterWrite: settledEvidence,
};

const complete = async (change: EvidenceChange): Promise<Payload> => ({
	...change.payload,
	...(await refusals(change)),
});

interface Completed {
	readonly before: EvidenceChange['before'];
	readonly added: Payload;
}

/** Several items changed at once are all written the same. What completes one of them must not falsify another. */
function inCommon(items: readonly Completed[]): Payload {
	const common: Payload = items.reduceRight<Payload>((all, { added }) => ({ ...all, ...added }), {});
	const isFalsified = ({ before, added }: Completed, field: string): boolean =>
		field in added
			? field !== 'verified_at' && !sameValue(added[field], common[field])
			: !sameValue(columnOf(before ?? {}, field), common[field]);
	if (items.some((item) => Object.keys(common).some((field) => isFalsified(item, field))))
		throw new DomainError('ITEMS_DIFFER');
	return common;
}

async function refusals(change: EvidenceChange): Promise<Payload> {
	let added: Payload = {};
	for (const refuse of EVIDENCE_REFUSALS)
		added = { ...added, ...(await refuse({ ...change, after: { ...change.after, ...added } })) };
	return added;
}

/** Every refusal that a change would meet, and the item as it would stand: nothing is thrown, so that a form can show them all. */
export async function allRefusals(
	change: EvidenceChange,
): Promise<{ readonly after: ProposedItem; readonly refused: readonly DomainError[] }> {
	let after = change.after;
	const refused: DomainError[] = [];
	for (const refuse of EVIDENCE_REFUSALS) {
		try {
			after = { ...after, ...(await refuse({ ...change, after })) };
		} catch (error) {
			if (!(error instanceof DomainError)) throw error;
			refused.push(error);
		}
	}
	return { after, refused };
}
