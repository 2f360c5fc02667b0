/**
 * case: a name that stands on both · waiver: the criterion was found not to apply to one of them · answer: two answers to one fact.
 */
export const COLLISION_KINDS = ['case', 'waiver', 'answer'] as const;
export type CollisionKind = (typeof COLLISION_KINDS)[number];

/**
 * return: the item, or the waiver, goes back · rename: another of the same name · keep: the waiver holds for all, or the answer of
 * one item stands · latest: the rule decides, the latest observation counts · value: a new answer for the whole.
 */
export const CHOICES = ['return', 'rename', 'keep', 'latest', 'value'] as const;
export type Choice = (typeof CHOICES)[number];
