// Texts of the screens: each screen has a table of its own beside it, every entry in both languages; the compiler knows the keys.
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Label, Locale } from '#engine';

export type Text = Required<Label>;
export type Texts = Readonly<Record<string, Text>>;
export type Values = Readonly<Record<string, string | number>>;

export interface Translations<T extends Texts> {
	readonly locale: ComputedRef<Locale>;
	/** The text of a key in the user's language; {names} are filled in. */
	readonly t: (key: keyof T & string, values?: Values) => string;
	/** A label of the rulebook or of a table, in the user's language. */
	readonly tl: (label: Label | null | undefined) => string;
}

export function useTexts<const T extends Texts>(texts: T): Translations<T> {
	const { locale: chosen } = useI18n({ useScope: 'global' });
	const locale = computed<Locale>(() => (String(chosen.value).startsWith('zh') ? 'zh-CN' : 'en-US'));
	return {
		locale,
		t: (key, values = {}) => interpolate(texts[key]?.[locale.value] ?? key, values),
		tl: (label) => label?.[locale.value] ?? label?.['zh-CN'] ?? '',
	};
}

export const interpolate = (text: string, values: Values): string =>
	text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
