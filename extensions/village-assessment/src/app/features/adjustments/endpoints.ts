// The endpoints of the leadership's decisions, as the screens call them.
import { deleteItem } from '@directus/sdk';
import type { AdjustmentDetail, DecisionPreview, Minutes, Queue, QueueScope } from '#domain/contracts/adjustments.ts';
import type { Vote } from '#domain/adjustments/status.ts';
import { useAssessmentApi, type Query } from '#app/shared/api.ts';

export interface QueueQuery {
	readonly scope: QueueScope;
	/** null: of all of them. */
	readonly assessment?: string | null;
	readonly limit?: number;
}

/** Each throws a `Failure`; what acts answers with the case as it then stands. */
export interface Decisions {
	readonly queue: (query: QueueQuery) => Promise<Queue>;
	readonly read: (id: string) => Promise<AdjustmentDetail>;
	readonly preview: (id: string) => Promise<DecisionPreview>;
	readonly minutes: (query: Query) => Promise<Minutes>;
	readonly propose: (
		id: string,
		body: { readonly confirm_same_event?: true; readonly date_updated?: string | null },
	) => Promise<AdjustmentDetail>;
	readonly vote: (
		id: string,
		body: { readonly vote: Vote; readonly comment: string | null },
	) => Promise<AdjustmentDetail>;
	readonly withdraw: (id: string, body: { readonly reason: string }) => Promise<AdjustmentDetail>;
	/** Answers with the adjustment of the revocation. */
	readonly revoke: (id: string, body: { readonly reason: string }) => Promise<AdjustmentDetail>;
	readonly remove: (id: string) => Promise<void>;
}

const ROOT = '/assessment/adjustments';

/** Must be called in a component's setup. */
export function useDecisions(): Decisions {
	const { get, post, request } = useAssessmentApi();
	return {
		queue: ({ assessment = null, ...query }) =>
			get(`${ROOT}/queue`, { ...query, ...(assessment === null ? {} : { assessment }) }),
		read: (id) => get(`${ROOT}/${id}`),
		preview: (id) => get(`${ROOT}/${id}/preview`),
		minutes: (query) => get(`${ROOT}/minutes`, query),
		propose: (id, body) => post(`${ROOT}/${id}/propose`, body),
		vote: (id, body) => post(`${ROOT}/${id}/vote`, body),
		withdraw: (id, body) => post(`${ROOT}/${id}/withdraw`, body),
		revoke: (id, body) => post(`${ROOT}/${id}/revoke`, body),
		remove: (id) => request(deleteItem('adjustments', id)),
	};
}
