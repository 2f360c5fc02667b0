// A draft on screen: kept once, and asked for before it is lost.
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent } from 'vue';
import { useDraft, type DraftOnScreen } from '#app/features/adjustments/use-draft.ts';
import { mayLeave, useUnsaved } from '#app/shared/unsaved.ts';
import { fakeApi, i18n, type Asked, sdkOver } from '../support.ts';

const given = vi.hoisted((): { api: unknown } => ({ api: null }));
vi.mock('@directus/extensions-sdk', () => ({ useApi: () => given.api, useSdk: () => sdkOver(given.api) }));
vi.mock('vue-router', () => ({ onBeforeRouteLeave: () => undefined }));
afterEach(() => vi.unstubAllGlobals());

function show(): { readonly draft: DraftOnScreen; readonly asked: readonly Asked[]; readonly leave: () => void } {
	const fake = fakeApi({ '/items/adjustments': { id: 'made' }, '/items/criteria': [], '/items/scorecards': [] });
	given.api = fake.api;
	let draft: DraftOnScreen | undefined;
	const page = mount(
		defineComponent({
			setup() {
				const made = useDraft(
					() => null,
					() => ({ id: 'a', rulebook: 'r' }),
				);
				useUnsaved(() => (made.isChanged.value ? '确定离开吗？' : null));
				draft = made;
				return () => null;
			},
		}),
		{ global: { plugins: [i18n()] } },
	);
	if (draft === undefined) throw new Error('no draft');
	return { draft, asked: fake.asked, leave: () => page.unmount() };
}

const filled = (draft: DraftOnScreen): unknown =>
	(draft.draft.value = { ...draft.draft.value, scorecard: 's', criterion: 'c' });

describe('a draft', () => {
	it('is made once, however often the button is pressed', async () => {
		const { draft, asked, leave } = show();
		filled(draft);
		expect(await Promise.all([draft.save('save'), draft.save('save')])).toEqual(['made', null]);
		expect(asked.filter(({ method }) => method === 'post')).toHaveLength(1);
		leave();
	});

	it('is asked for before it is lost, and no longer once it is kept', async () => {
		const confirm = vi.fn(() => false);
		vi.stubGlobal('confirm', confirm);
		const { draft, leave } = show();
		await flushPromises();
		expect(mayLeave()).toBe(true);
		filled(draft);
		expect(mayLeave()).toBe(false);
		expect(confirm).toHaveBeenCalledWith('确定离开吗？');
		await draft.save('save');
		expect(mayLeave()).toBe(true);
		filled(draft);
		leave();
		expect(mayLeave()).toBe(true);
		expect(confirm).toHaveBeenCalledTimes(1);
	});
});
