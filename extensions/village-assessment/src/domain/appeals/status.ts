import type { Label } from '#engine';

export const APPEAL_STATUSES = ['open', 'upheld', 'dismissed', 'withdrawn'] as const;
export type AppealStatus = (typeof APPEAL_STATUSES)[number];

export const APPEAL_STATUS_LABELS = {
	open: { 'zh-CN': '待答复', 'en-US': 'open' },
	upheld: { 'zh-CN': '成立', 'en-US': 'upheld' },
	dismissed: { 'zh-CN': '不成立', 'en-US': 'dismissed' },
	withdrawn: { 'zh-CN': '已撤回', 'en-US': 'withdrawn' },
} as const satisfies Record<AppealStatus, Required<Label>>;
