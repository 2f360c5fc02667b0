// Points as they are written: what is certain, and where more is possible, up to what.
import type { Locale } from '../../engine/index.ts';

/** 4.5, or 4.5 ～ 6 (4.5 – 6) while not everything is known. */
export const rangeText = (awarded: number | string, attainable: number | string, locale: Locale): string => (Number(awarded) === Number(attainable) ? String(awarded) : `${awarded} ${locale === 'zh-CN' ? '～' : '–'} ${attainable}`);

export const isOpen = (awarded: number | string, attainable: number | string): boolean => Number(awarded) !== Number(attainable);
