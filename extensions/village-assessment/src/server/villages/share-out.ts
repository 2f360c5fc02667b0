// Which record of a village that is split goes to which part: as the office says, and what hangs together stays together.
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Card, Records, Village } from './repository/records.ts';
import type { SplitRequest } from './split-request.ts';

/** By id, the village that the row goes to; what is not in it stays. */
export interface Shares {
	readonly items: ReadonlyMap<string, string>;
	readonly adjustments: ReadonlyMap<string, string>;
	readonly appeals: ReadonlyMap<string, string>;
	readonly accounts: ReadonlyMap<string, string>;
}

interface Sharing {
	readonly request: SplitRequest;
	readonly whole: Village;
	readonly parts: readonly Village[];
	readonly own: readonly Card[];
	readonly records: Records;
	readonly accounts: readonly string[];
}

export function shareOut(sharing: Sharing): Shares {
	const { request, whole, parts, own, records, accounts } = sharing;
	const cards = new Set(own.map(({ id }) => id));
	const ofWhole = <T extends { readonly id: string; readonly scorecard: string }>(rows: readonly T[]): T[] =>
		rows.filter(({ scorecard }) => cards.has(scorecard));
	const [items, adjustments, appeals] = [
		ofWhole(records.items),
		ofWhole(records.adjustments),
		ofWhole(records.appeals),
	];
	const share = (
		field: 'items' | 'adjustments' | 'appeals' | 'accounts',
		known: readonly string[],
	): Map<string, string> => {
		const shares = new Map<string, string>();
		for (const [index, part] of request.parts.entries()) {
			for (const id of part[field]) {
				if (!known.includes(id) || shares.has(id))
					throw new DomainError('SPLIT_SHARE', { village: whole.name, id: id.slice(0, 8) }, { field, id });
				shares.set(id, parts[index]?.id ?? '');
			}
		}
		return shares;
	};
	const decided = withRevocations(
		share(
			'adjustments',
			adjustments.map(({ id }) => id),
		),
		adjustments,
	);
	const contested = share(
		'appeals',
		appeals.map(({ id }) => id),
	);
	for (const { id, adjustment } of appeals) {
		const part = adjustment === null ? undefined : decided.get(adjustment);
		if (part !== undefined) contested.set(id, part);
		else if (adjustment !== null) contested.delete(id);
	}
	const shares = {
		items: share(
			'items',
			items.map(({ id }) => id),
		),
		adjustments: decided,
		appeals: contested,
		accounts: share('accounts', accounts),
	};
	if (request.ends) refuseRest(sharing, { shares, items, adjustments, appeals });
	return shares;
}

/** A decision and what revokes it are never apart. */
function withRevocations(shares: Map<string, string>, adjustments: Records['adjustments']): Map<string, string> {
	for (const { id, revokes } of adjustments) {
		if (revokes === null) continue;
		const part = shares.get(revokes) ?? shares.get(id);
		if (part === undefined) continue;
		shares.set(id, part);
		shares.set(revokes, part);
		for (const other of adjustments) if (other.revokes === revokes) shares.set(other.id, part);
	}
	return shares;
}

function refuseRest(
	{ whole, accounts }: Sharing,
	{
		shares,
		items,
		adjustments,
		appeals,
	}: Pick<Records, 'items' | 'adjustments' | 'appeals'> & { readonly shares: Shares },
): void {
	const left = (rows: readonly { readonly id: string }[], known: ReadonlyMap<string, string>): string[] =>
		rows.flatMap(({ id }) => (known.has(id) ? [] : [id]));
	const rest = {
		items: left(items, shares.items),
		adjustments: left(adjustments, shares.adjustments),
		appeals: left(appeals, shares.appeals),
		accounts: accounts.filter((id) => !shares.accounts.has(id)),
	};
	const number = Object.values(rest).reduce((sum, { length }) => sum + length, 0);
	if (number > 0)
		throw new DomainError(
			'SPLIT_INCOMPLETE',
			{
				village: whole.name,
				items: rest.items.length,
				others: rest.adjustments.length + rest.appeals.length,
				accounts: rest.accounts.length,
			},
			{ rest },
		);
}
