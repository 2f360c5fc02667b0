import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { sizeText, type ProofFile } from '#app/shared/proof-file.ts';
import ProofUpload from '#app/features/evidence/proof/proof-upload.vue';
import ProofView from '#app/features/evidence/proof/proof-view.vue';
import { fakeApi, i18n, STUBS, sdkOver } from '../support.ts';

const server = vi.hoisted(() => ({ api: null as unknown }));
vi.mock('@directus/extensions-sdk', () => ({ useApi: () => server.api, useSdk: () => sdkOver(server.api) }));

const file = (id: string, type: string | null, more: Partial<ProofFile> = {}): ProofFile => ({
	id,
	title: `材料${id}`,
	type,
	filename_download: `${id}.bin`,
	filesize: 2_400_000,
	...more,
});
const options = { global: { plugins: [i18n()], stubs: { ...STUBS, teleport: true } } };

describe('proof in place', () => {
	it('pictures, PDF and other files each in their way', () => {
		server.api = fakeApi({}).api;
		const view = mount(ProofView, {
			props: {
				files: [
					file('a', 'image/jpeg'),
					file('b', 'application/pdf'),
					file('c', 'application/vnd.ms-excel'),
					file('d', 'image/heic'),
				],
			},
			...options,
		});
		expect(view.findAll('.pictures img').map((img) => img.attributes('src'))).toEqual([
			'/assets/a?width=480&height=480&fit=inside&withoutEnlargement=true',
		]);
		expect(view.find('iframe').attributes()).toMatchObject({ src: '/assets/b', title: '材料b' });
		expect(view.find('.document a').attributes()).toMatchObject({ href: '/assets/b', target: '_blank' });
		expect(view.findAll('.others a').map((link) => link.attributes('href'))).toEqual([
			'/assets/c?download',
			'/assets/d?download',
		]);
		expect(view.text()).toContain('2.4 MB');
	});

	it('says so where there is none', () => {
		server.api = fakeApi({}).api;
		expect(mount(ProofView, { props: { files: [] }, ...options }).text()).toBe('没有证明材料');
	});

	it.each([
		[900, '900 B'],
		[830_000, '830 kB'],
		['2400000', '2.4 MB'],
		[null, ''],
	])('%s bytes are %s', (filesize, text) => {
		expect(sizeText(file('a', null, { filesize }))).toBe(text);
	});
});

describe('uploading proof', () => {
	const choose = async (files: readonly File[]): Promise<VueWrapper> => {
		const upload = mount(ProofUpload, {
			props: {
				modelValue: [],
				'onUpdate:modelValue': (next: readonly ProofFile[] | undefined) =>
					void upload.setProps({ modelValue: next ?? [] }),
			},
			...options,
		});
		const input = upload.find('input[multiple]');
		Object.defineProperty(input.element, 'files', { value: files, configurable: true });
		Object.defineProperty(input.element, 'value', { value: '', writable: true });
		await input.trigger('change');
		await flushPromises();
		return upload;
	};

	it('sends several files one after the other and gives back what was stored', async () => {
		const { api, asked } = fakeApi({ '/files': file('new', 'image/jpeg') });
		server.api = api;
		const upload = await choose([new File(['x'], '一.jpg'), new File(['y'], '二.jpg')]);
		expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['post /files', 'post /files']);
		expect(upload.findAll('.sent')).toHaveLength(2);
	});

	it('says what failed in words, keeps it to be tried again, and goes on with the next', async () => {
		let first = true;
		server.api = fakeApi({
			'/files': () => {
				if (!first) return file('new', 'image/jpeg');
				first = false;
				throw new Error('broken off');
			},
		}).api;
		const upload = await choose([new File(['x'], '一.jpg'), new File(['y'], '二.jpg')]);
		expect(upload.find('.failed').text()).toContain('“一.jpg”没有上传：无法连接服务器');
		expect(upload.findAll('.sent')).toHaveLength(1);
		await upload.find('.failed button').trigger('click');
		await flushPromises();
		expect(upload.find('.failed').exists()).toBe(false);
		expect(upload.findAll('.sent')).toHaveLength(2);
	});

	it('refuses an empty file before it is sent', async () => {
		const { api, asked } = fakeApi({ '/files': file('new', 'image/jpeg') });
		server.api = api;
		const upload = await choose([new File([], '空.jpg')]);
		expect(upload.find('.failed').text()).toContain('文件是空的');
		expect(asked).toEqual([]);
	});
});
