// Which assessments a transaction took back from 公示 because an appeal was upheld: whoever tells people so asks once it is committed.
const byTransaction = new WeakMap<object, Set<string>>();

export function noteWithdrawn(trx: object, assessment: string): void {
	byTransaction.set(trx, (byTransaction.get(trx) ?? new Set()).add(assessment));
}

export const withdrawnIn = (trx: object): readonly string[] => [...(byTransaction.get(trx) ?? [])];
