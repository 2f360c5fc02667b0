// How long a public notice (公示) runs: calendar days, or working days by the holidays that the office keeps. Days are YYYY-MM-DD. Pure.
import { dayAfter, isOnWeekend } from '#domain/days.ts';

export const NOTICE_KINDS = ['working', 'calendar'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_KIND_LABELS = {
	working: { 'zh-CN': '工作日', 'en-US': 'working days' },
	calendar: { 'zh-CN': '自然日', 'en-US': 'calendar days' },
} as const satisfies Record<NoticeKind, Readonly<Record<'zh-CN' | 'en-US', string>>>;

export interface NoticeLength {
	readonly days: number;
	readonly kind: NoticeKind;
}

/** What an assessment says of its notice, as it is stored. */
export const noticeLengthOf = ({
	publicity_days: days,
	publicity_kind: kind,
}: {
	readonly publicity_days?: unknown;
	readonly publicity_kind?: unknown;
}): NoticeLength => ({
	days: Math.max(1, Number(days ?? 7)),
	kind: kind === 'calendar' ? 'calendar' : 'working',
});

/** Days off, and weekends that are worked (调休上班), by day. */
export type Holidays = ReadonlyMap<string, 'holiday' | 'workday'>;

export function isWorkingDay(day: string, holidays: Holidays): boolean {
	const known = holidays.get(day);
	return known === undefined ? !isOnWeekend(day) : known === 'workday';
}

/** However many days off were entered: a notice ends. */
const LONGEST_DAYS = 1000;

/** The last day of a notice that begins on `from`; that day is the first one counted, if it counts at all. */
export function lastNoticeDay(from: string, { days, kind }: NoticeLength, holidays: Holidays): string {
	let day = from;
	let counted = 0;
	for (let passed = 0; passed < LONGEST_DAYS; passed += 1, day = dayAfter(day)) {
		if (kind === 'calendar' || isWorkingDay(day, holidays)) counted += 1;
		if (counted === days) return day;
	}
	return day;
}

/** How many days of a notice are left, both ends included; 0: it is over. */
export function noticeDaysLeft(
	today: string,
	until: string,
	{ kind, holidays }: { readonly kind: NoticeKind; readonly holidays: Holidays },
): number {
	let left = 0;
	for (let day = today; day <= until && left < LONGEST_DAYS; day = dayAfter(day))
		if (kind === 'calendar' || isWorkingDay(day, holidays)) left += 1;
	return left;
}
