// Files that people send: judged by ending and content on every way in, pictures made smaller, and what is served can do nothing.
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { ADMIN_TOKEN } from '../support/harness/templates.ts';
import { at, expectRefusal, row, succeeded } from '../support/fixtures/answers.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

interface Picture {
	jpeg(options?: { readonly quality: number }): Picture;
	png(): Picture;
	webp(): Picture;
	withXmp(xmp: string): Picture;
	withExif(exif: Readonly<Record<string, Readonly<Record<string, string>>>>): Picture;
	withMetadata(options: { readonly orientation: number }): Picture;
	toBuffer(): Promise<Buffer<ArrayBuffer>>;
	metadata(): Promise<{
		readonly width: number;
		readonly orientation?: number;
		readonly height: number;
		readonly format: string;
		readonly exif?: Buffer;
	}>;
}
type Sharp = (
	input:
		| Uint8Array
		| {
				readonly create: {
					readonly width: number;
					readonly height: number;
					readonly channels: 3;
					readonly background: string;
				};
		  },
) => Picture;
const sharp: Sharp = createRequire(import.meta.url)('sharp');
const picture = (width: number, height: number): Picture =>
	sharp({ create: { width, height, channels: 3, background: '#48a' } });

const bytes = (...parts: readonly (string | readonly number[] | Uint8Array)[]): Buffer<ArrayBuffer> =>
	Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const ZIP = bytes('PK', [3, 4], 'x'.repeat(40));
const OLE = bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 'x'.repeat(40));
const PDF = bytes('%PDF-1.4\n%%EOF');
const PNG = bytes([0x89], 'PNG\r\n', [0x1a, 0x0a], 'x'.repeat(8));
const JPEG = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF');
const HTML = bytes('<html><script>alert(1)</script></html>');
const SVG = bytes('<svg xmlns="http://www.w3.org/2000/svg"/>');
const FILM = bytes([0, 0, 0, 24], 'ftypmp42', 'x'.repeat(20));
const HEIC = readFileSync(join(import.meta.dirname, '../support/fixtures/photo.heic'));
const OPEN_XML = 'application/vnd.openxmlformats-officedocument';

/** Name, content, label of the browser, type that is kept. */
const TAKEN: readonly (readonly [string, Buffer<ArrayBufferLike>, string, string])[] = [
	['公文.ofd', ZIP, 'application/octet-stream', 'application/ofd'],
	['说明.wps', OLE, 'application/octet-stream', 'application/wps-office.wps'],
	['台账.et', OLE, '', 'application/wps-office.et'],
	['演示.dps', ZIP, 'application/x-anything', 'application/wps-office.dps'],
	['台账.xlsx', ZIP, 'application/octet-stream', `${OPEN_XML}.spreadsheetml.sheet`],
	['加密.docx', OLE, 'application/zip', `${OPEN_XML}.wordprocessingml.document`],
	['旧.xls', OLE, 'text/html', 'application/vnd.ms-excel'],
	['旧.DOC', bytes('{\\rtf1 x}'), 'text/plain', 'application/msword'],
	['名单.csv', bytes('a,b\n1,2'), 'application/vnd.ms-excel', 'text/csv'],
	['说明.txt', bytes([0xd0, 0xc5, 0xcf, 0xa2]), 'application/octet-stream', 'text/plain'],
	['扫描.pdf', PDF, 'image/png', 'application/pdf'],
	['扫描', PDF, 'application/octet-stream', 'application/pdf'],
	['照片.jpg', JPEG, 'text/html', 'image/jpeg'],
	['照片.png', JPEG, 'image/png', 'image/jpeg'],
	['照片', PNG, '', 'image/png'],
	['录像.mp4', FILM, 'application/octet-stream', 'video/mp4'],
	['资料.zip', ZIP, 'application/x-zip-compressed', 'application/zip'],
	['坏.heic', bytes([0, 0, 0, 24], 'ftypheic', 'x'.repeat(30)), 'application/octet-stream', 'image/heic'],
];

const REFUSED: readonly (readonly [string, Buffer<ArrayBufferLike>, string, 'FILE_KIND' | 'EMPTY_FILE'])[] = [
	['页面.png', HTML, 'image/png', 'FILE_KIND'],
	['图.png', SVG, 'image/png', 'FILE_KIND'],
	['页面.html', HTML, 'image/png', 'FILE_KIND'],
	['图.svg', SVG, 'image/svg+xml', 'FILE_KIND'],
	['程序.exe', bytes('MZ', [0, 0]), 'application/pdf', 'FILE_KIND'],
	['程序.pdf', bytes('MZ', [0, 0]), 'application/pdf', 'FILE_KIND'],
	['文档.docx', PNG, `${OPEN_XML}.wordprocessingml.document`, 'FILE_KIND'],
	['应用.apk', ZIP, 'application/zip', 'FILE_KIND'],
	['没有结尾', HTML, 'image/jpeg', 'FILE_KIND'],
	['二进制.txt', bytes([0, 1, 2, 3]), 'text/plain', 'FILE_KIND'],
	['空.pdf', bytes(), 'application/pdf', 'EMPTY_FILE'],
	['空', bytes(), '', 'EMPTY_FILE'],
	['空.html', bytes(), 'text/html', 'EMPTY_FILE'],
];

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: { IMPORT_IP_DENY_LIST: '203.0.113.1' } });
	let elsewhere: Server | undefined;
	let sent: { readonly type: string; readonly content: Buffer<ArrayBufferLike> } = { type: '', content: bytes() };

	beforeAll(async () => {
		elsewhere = createServer((_request, response) =>
			response.writeHead(200, { 'content-type': sent.type || 'application/octet-stream' }).end(sent.content),
		);
		await new Promise<void>((resolve) => elsewhere?.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => void elsewhere?.close());

	const form = (
		name: string,
		content: Uint8Array,
		type: string,
		said: Readonly<Record<string, string>> = {},
	): FormData => {
		const made = new FormData();
		for (const [field, value] of Object.entries(said)) made.append(field, value);
		made.append('file', new Blob([new Uint8Array(content)], { type }), name);
		return made;
	};
	const upload = (
		...[name, content, type = '', said = {}]: [string, Uint8Array, string?, Readonly<Record<string, string>>?]
	): Promise<Answer> => instance().api('POST', '/files', form(name, content, type, said));
	const idOf = (answer: Answer): string => String(at(succeeded(answer).data, 'id'));
	const asset = async (
		id: string,
		query = '',
	): Promise<{ readonly headers: Headers; readonly status: number; readonly bytes: Buffer }> => {
		const response = await fetch(`${instance().url}/assets/${id}${query}`, {
			headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
		});
		return { headers: response.headers, status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
	};
	const address = (name: string): string =>
		`http://127.0.0.1:${String(at(elsewhere?.address(), 'port'))}/${encodeURIComponent(name)}`;
	const count = async (): Promise<number> => (await instance().database('directus_files').select('id')).length;

	it('takes what ending and content say, whatever the browser calls it', async () => {
		for (const [name, content, label, type] of TAKEN) {
			const answer = await upload(name, content, label);
			expect([name, answer.status, at(answer.data, 'type')], answer.text).toEqual([name, 200, type]);
		}
		const png = row(succeeded(await upload('微信.png', JPEG)).data);
		expect([png['filename_download'], png['type'], png['filename_disk']]).toEqual([
			'微信.jpg',
			'image/jpeg',
			`${String(png['id'])}.jpg`,
		]);
	});

	it('refuses what is not taken, what is not what it says, and what is empty, on every way in; nothing is kept', async () => {
		const replaced = idOf(await upload('原来.pdf', PDF));
		const before = await count();
		for (const [name, content, label, code] of REFUSED) {
			const message = expectRefusal(await upload(name, content, label), 422, code);
			if (code === 'FILE_KIND') expect(message).toMatch(/OFD.*WPS/);
			expectRefusal(await instance().api('PATCH', `/files/${replaced}`, form(name, content, label)), 422, code);
			sent = { type: label, content };
			expectRefusal(await instance().api('POST', '/files/import', { url: address(name) }), 422, code);
			const graphql = await instance().api('POST', '/graphql/system', {
				query: `mutation { import_file(url: "${address(name)}", data: {storage: "local", filename_download: ${JSON.stringify(name)}}) { id } }`,
			});
			expect(at(graphql.body, 'errors', 0, 'extensions', 'code'), graphql.text).toBe(code);
		}
		const none = { title: 'no content', type: 'image/png', storage: 'local', filename_download: 'a.png' };
		expectRefusal(await instance().api('POST', '/files', none), 422, 'EMPTY_FILE');
		expect((await instance().api('POST', '/files', [none])).status).toBe(400);
		expect(await count()).toBe(before);
		expect((await asset(replaced)).bytes.toString()).toBe(PDF.toString());
		sent = { type: 'application/octet-stream', content: ZIP };
		expect(
			at(succeeded(await instance().api('POST', '/files/import', { url: address('公文.ofd') })).data, 'type'),
		).toBe('application/ofd');
	});

	it('serves with nosniff, and nothing in place that could be run', async () => {
		const [pdf, sheet, photo] = [
			idOf(await upload('a.pdf', PDF)),
			idOf(await upload('a.xlsx', ZIP)),
			idOf(await upload('a.png', PNG)),
		];
		for (const [id, disposition] of [
			[pdf, 'inline'],
			[sheet, 'attachment'],
			[photo, 'inline'],
		] as const) {
			const { headers } = await asset(id);
			expect([headers.get('x-content-type-options'), headers.get('content-disposition')?.split(';')[0]]).toEqual([
				'nosniff',
				disposition,
			]);
		}
		// As rows may be that are older than this rule.
		for (const type of [
			'text/html',
			'image/svg+xml',
			'text/xml',
			'application/xhtml+xml; charset=utf-8',
			'application/javascript',
			'x/y',
		]) {
			await instance().database('directus_files').where({ id: photo }).update({ type });
			const { headers } = await asset(photo);
			expect(
				[headers.get('content-disposition')?.split(';')[0], /html|svg|xml/.test(headers.get('content-type') ?? '')],
				type,
			).toEqual(['attachment', false]);
		}
		expectRefusal(await instance().api('PATCH', `/files/${pdf}`, { type: 'text/html' }), 403, 'WRITTEN_BY_THE_SERVER');
	});

	it('makes small pictures of large photos, and of what has been kept without its size', async () => {
		const large = idOf(await upload('大.jpg', await picture(8000, 6000).jpeg({ quality: 50 }).toBuffer()));
		const stored = await picture(640, 480).jpeg().toBuffer();
		const unmeasured = idOf(await upload('演示.jpg', stored));
		await instance().database('directus_files').where({ id: unmeasured }).update({ width: null, height: null });
		for (const [id, query, width, height] of [
			[large, '?width=480&height=480&fit=inside&withoutEnlargement=true', 480, 360],
			[large, '?key=system-medium-cover', 300, 300],
			[unmeasured, '?width=160&height=160&fit=inside', 160, 120],
		] as const) {
			const small = await asset(id, query);
			expect(await sharp(small.bytes).metadata(), query).toMatchObject({ width, height });
		}
		const many = await Promise.all(Array.from({ length: 12 }, (_, index) => asset(large, `?width=${100 + index}`)));
		expect(many.map(({ status }) => status)).toEqual(many.map(() => 200));
		for (const query of [
			'?width=100000',
			'?width=0',
			'?height=1.5',
			'?width=x',
			'?transforms=[["blur",999]]',
			'?transforms=[["resize",{"width":99999}]]',
			'?transforms=[["resize",99999]]',
		])
			expectRefusal(await instance().api('GET', `/assets/${large}${query}`), 400, 'MALFORMED_REQUEST');
		expectRefusal(
			await upload(
				'炸弹.png',
				bytes(
					PNG.subarray(0, 8),
					[0, 0, 0, 13],
					'IHDR',
					[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 8, 2, 0, 0, 0],
					[0, 0, 0, 0],
				),
			),
			422,
			'PICTURE_TOO_LARGE',
		);
	});

	it('keeps when and where a photo was taken as data of the file; the picture itself no longer tells', async () => {
		const exif = {
			IFD0: { Make: 'Phone' },
			IFD2: { DateTimeOriginal: '2026:05:03 14:22:10' },
			IFD3: {
				GPSLatitudeRef: 'N',
				GPSLatitude: '28/1 12/1 30/1',
				GPSLongitudeRef: 'W',
				GPSLongitude: '112/1 58/1 12/1',
			},
		};
		const photo = await picture(640, 480).jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
		expect(photo.includes('Phone')).toBe(true);
		const facts = { taken_at: '2026-05-03 14:22:10', taken_place: '28.20833, -112.97' };
		const id = idOf(await upload('照片.jpg', photo));
		expect(
			row(succeeded(await instance().api('GET', `/files/${id}?fields=taken_at,taken_place,width,height`)).data),
		).toEqual({ ...facts, width: 480, height: 640 });
		const plain = (await asset(id)).bytes;
		expect([plain.includes('Phone'), plain.includes('2026:05'), (await sharp(plain).metadata()).width]).toEqual([
			false,
			false,
			640,
		]);
		const asked = idOf(await upload('照片.jpg', photo, 'image/jpeg', { keep_original: 'true' }));
		expect((await asset(asked)).bytes.equals(photo)).toBe(true);
		expect((await asset(asked, '?width=100')).bytes.includes('Phone')).toBe(false);
		const shrunk = idOf(await upload('小.jpg', await picture(64, 48).jpeg().toBuffer(), 'image/jpeg', facts));
		expect(row(succeeded(await instance().api('GET', `/files/${shrunk}?fields=taken_at,taken_place`)).data)).toEqual(
			facts,
		);
	});

	it.each(['png', 'webp'] as const)('a photo as %s keeps them no more than a JPEG does', async (format) => {
		const exif = {
			IFD0: { Make: 'Phone' },
			IFD2: { DateTimeOriginal: '2026:05:03 14:22:10' },
			IFD3: {
				GPSLatitudeRef: 'N',
				GPSLatitude: '28/1 12/1 30/1',
				GPSLongitudeRef: 'E',
				GPSLongitude: '112/1 58/1 12/1',
			},
		};
		const blank = picture(64, 48);
		const photo = await blank[format]()
			.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>28.2083</a></x:xmpmeta>')
			.withExif(exif)
			.withMetadata({ orientation: 6 })
			.toBuffer();
		expect(photo.includes('Phone') && photo.includes('28.2083')).toBe(true);
		const id = idOf(await upload(`照片.${format}`, photo));
		expect(row(succeeded(await instance().api('GET', `/files/${id}?fields=taken_at,taken_place`)).data)).toEqual({
			taken_at: '2026-05-03 14:22:10',
			taken_place: '28.20833, 112.97',
		});
		const plain = (await asset(id)).bytes;
		expect(['Phone', '2026:05', '28.2083'].filter((told) => plain.includes(told))).toEqual([]);
		expect(await sharp(plain).metadata()).toMatchObject({ format, width: 64, height: 48, orientation: 6 });
		expect(await sharp((await asset(id, '?width=24')).bytes).metadata()).toMatchObject({ width: 24 });
		const asked = idOf(await upload(`照片.${format}`, photo, `image/${format}`, { keep_original: 'true' }));
		expect((await asset(asked)).bytes.equals(photo)).toBe(true);
	});

	it('uploads in parts are off: they would go by the door', async () => {
		for (const method of ['POST', 'PATCH', 'HEAD', 'OPTIONS']) {
			const { status } = await fetch(`${instance().url}/files/tus`, {
				method,
				headers: {
					authorization: `Bearer ${ADMIN_TOKEN}`,
					'tus-resumable': '1.0.0',
					'upload-length': '3',
					'upload-metadata': `filename_download ${Buffer.from('a.pdf').toString('base64')}`,
				},
			});
			expect([method, status < 300 && method !== 'OPTIONS']).toEqual([method, false]);
		}
		expect(await instance().database('directus_files').whereNotNull('tus_id')).toEqual([]);
	});

	it('a HEIC becomes a JPEG once, whatever it is called, and the server answers meanwhile', async () => {
		const converting = upload('IMG_0001.HEIC', HEIC, 'application/octet-stream');
		const pings: number[] = [];
		let done = false;
		void converting.finally(() => (done = true));
		while (!done) {
			const began = performance.now();
			await instance().api('GET', '/server/ping');
			pings.push(performance.now() - began);
		}
		const file = row(succeeded(await converting).data);
		expect([file['type'], file['filename_download'], file['width'], file['height'], file['taken_at']]).toEqual([
			'image/jpeg',
			'IMG_0001.jpg',
			320,
			240,
			'2026-05-03 14:22:10',
		]);
		expect(await sharp((await asset(String(file['id']))).bytes).metadata()).toMatchObject({
			format: 'jpeg',
			width: 320,
		});
		expect(Math.max(...pings)).toBeLessThan(1000);
	});
});
