// Components before the real platform's parts are there: its buttons and notices as plain elements, and an API that answers from a table.
import { createI18n, type I18n } from 'vue-i18n';

export const i18n = (locale = 'zh-CN'): I18n => createI18n({ legacy: false, locale, missingWarn: false });

export const STUBS = {
	'v-button': { template: '<button type="button"><slot /></button>' },
	'v-notice': { template: '<div role="alert"><slot name="title" /><slot /></div>' },
	'v-icon': { props: ['name'], template: '<i aria-hidden="true" />' },
	'v-progress-circular': { template: '<i />' },
	'router-link': { props: ['to'], template: '<a :href="to"><slot /></a>' },
};

export interface Asked {
	readonly method: string;
	readonly url: string;
	readonly params?: Readonly<Record<string, unknown>>;
	readonly data?: unknown;
}

/** A fake of Directus's axios: every request is noted, and answered by the longest matching beginning of its address. */
export function fakeApi(answers: Readonly<Record<string, unknown>>): {
	readonly asked: Asked[];
	readonly api: unknown;
} {
	const asked: Asked[] = [];
	const request = async (one: Asked): Promise<unknown> => {
		asked.push(one);
		const [found] = Object.entries(answers)
			.filter(([begin]) => one.url.startsWith(begin))
			.sort(([a], [b]) => b.length - a.length);
		if (found === undefined || found[1] instanceof Error) throw found?.[1] ?? new Error(`nothing answers ${one.url}`);
		return { data: { data: typeof found[1] === 'function' ? found[1](one) : found[1] } };
	};
	return { asked, api: { request, defaults: { baseURL: '/' } } };
}
