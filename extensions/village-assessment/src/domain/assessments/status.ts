// The states of a year's assessment, and who may write evidence in which.
import type { Role } from '#domain/roles.ts';
import type { Label } from '#engine';

export const ASSESSMENT_STATUSES = ['preparing', 'collecting', 'reviewing', 'publicized', 'final'] as const;
export type AssessmentStatus = (typeof ASSESSMENT_STATUSES)[number];

export const ASSESSMENT_STATUS_LABELS = {
	preparing: { 'zh-CN': '筹备中', 'en-US': 'preparing' },
	collecting: { 'zh-CN': '收集材料', 'en-US': 'collecting' },
	reviewing: { 'zh-CN': '复核中', 'en-US': 'reviewing' },
	publicized: { 'zh-CN': '公示中', 'en-US': 'publicized' },
	final: { 'zh-CN': '已定稿', 'en-US': 'final' },
} as const satisfies Record<AssessmentStatus, Required<Label>>;

export const EVIDENCE_WRITERS: Readonly<Record<AssessmentStatus, readonly Role[]>> = {
	preparing: ['office', 'administrator'],
	collecting: ['clerk', 'office', 'administrator'],
	reviewing: ['office', 'administrator'],
	publicized: [],
	final: [],
};

/** Nothing of these changes any more. */
export const FROZEN: readonly AssessmentStatus[] = ['publicized', 'final'];

export const isAssessmentStatus = (value: unknown): value is AssessmentStatus =>
	ASSESSMENT_STATUSES.some((status) => status === value);
