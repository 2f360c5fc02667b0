// The course of a proposal, as one table: the server, the buttons and the tests read it.
export const CASE_ACTIONS = ['edit', 'delete', 'propose', 'vote', 'withdraw', 'revoke'] as const;
/** What people do. `edit` and `delete` go by the item API, the others by `POST /assessment/adjustments/:id/…`. */
export type CaseAction = (typeof CASE_ACTIONS)[number];
