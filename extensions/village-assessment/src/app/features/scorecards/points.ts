// Points as they are written: what is certain, and where more is possible, up to what.
import type { Locale } from '#engine';

/** 4.5, or 4.5 ～ 6 (4.5 – 6) while not everything is known. */
export const rangeText = (awarded: number | string, attainable: number | string, locale: Locale): string =>
	Number(awarded) === Number(attainable)
		? String(awarded)
		: `${awarded} ${locale === 'zh-CN' ? '～' : '–'} ${attainable}`;

export const isOpen = (awarded: number | string, attainable: number | string): boolean =>
	Number(awarded) !== Number(attainable);

/** The most that a line comes to, by a text and its number: full marks, or how much the leadership group may add or take. */
export function mostOf({
	method,
	points,
}: {
	readonly method: string;
	readonly points: number;
}): readonly ['out_of' | 'out_of_bonus' | 'out_of_penalty', { readonly points: number }] {
	if (method !== 'discretionary') return ['out_of', { points }];
	return [points < 0 ? 'out_of_penalty' : 'out_of_bonus', { points: Math.abs(points) }];
}
