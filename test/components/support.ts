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

/** What a command of the SDK asks for. */
interface Command {
	readonly path: string;
	readonly method?: string;
	readonly params?: Readonly<Record<string, unknown>>;
	readonly body?: unknown;
}

/** The address of a read says nothing of its query; that of a write says which fields it answers with. */
function askedBy({ path, method = 'GET', params = {}, body }: Command): Asked {
	const query = Object.entries(params).map(([name, value]) => `${name}=${String(value)}`);
	const url = method === 'GET' || query.length === 0 ? path : `${path}?${query.join('&')}`;
	const data: unknown = typeof body === 'string' ? JSON.parse(body) : body;
	return { method: method.toLowerCase(), url, params, ...(data === undefined ? {} : { data }) };
}

/** The Studio's SDK over an API that answers like its axios. */
export const sdkOver = (api: unknown): { readonly request: (command: () => Command) => Promise<unknown> } => ({
	request: async (command) => {
		const request: unknown = typeof api === 'object' && api !== null && 'request' in api ? api.request : undefined;
		if (typeof request !== 'function') throw new Error('there is no API to ask');
		const { data }: { data: { data: unknown } } = await Reflect.apply(request, api, [askedBy(command())]);
		return data.data;
	},
});

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
