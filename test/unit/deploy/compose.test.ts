// docker-compose.yml: no secret has a default, and what instances share is shared.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const service = z.looseObject({
	image: z.string(),
	restart: z.literal('unless-stopped'),
	healthcheck: z.looseObject({ test: z.array(z.string()) }),
	environment: z.record(z.string(), z.string()),
	volumes: z.array(z.string()).optional(),
});
const compose = z
	.looseObject({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
	.parse(parse(read('docker-compose.yml')));
const directus = compose.services['directus']?.environment ?? {};
const text = read('docker-compose.yml');

describe('secrets', () => {
	const SECRETS = ['DOMAIN', 'SECRET', 'ADMIN_EMAIL', 'ADMIN_PASSWORD', 'DB_PASSWORD', 'REDIS_PASSWORD'];

	it.each(SECRETS)('%s is required, in Chinese and in English, and has no default', (name) => {
		const uses = [...text.matchAll(/\$\{(\w+)(:?[-?][^}]*)?\}/g)].filter(([, used]) => used === name);
		expect(uses.length).toBeGreaterThan(0);
		expect(uses.filter(([, , rest]) => rest?.includes('-') === true && !rest.startsWith(':?'))).toEqual([]);
		const [refusal] = uses.flatMap(([, , rest]) => (rest?.startsWith(':?') === true ? [rest] : []));
		expect(refusal).toMatch(new RegExp(`^:\\?[\\u4e00-\\u9fff].*${name}.* · set ${name} in \\.env`));
	});

	it('the example names them all and gives none', () => {
		const example = read('deploy/env.example');
		for (const name of SECRETS) expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
	});

	it('nothing else looks like one', () => {
		const named = Object.entries(directus).filter(([name]) => /(SECRET|PASSWORD|TOKEN|KEY)$/.test(name));
		for (const [name, value] of named) expect(value, name).toMatch(/^\$\{\w+:\?/);
	});
});

describe('services', () => {
	it.each(Object.entries(compose.services))('%s: a pinned image and a health check', (_name, { image }) => {
		expect(image).toMatch(/:\d/);
	});

	it('every named volume is declared', () => {
		const used = Object.values(compose.services)
			.flatMap(({ volumes = [] }) => volumes.map((one) => one.split(':')[0] ?? ''))
			.filter((name) => /^\w+$/.test(name));
		expect(new Set(used)).toEqual(new Set(Object.keys(compose.volumes)));
	});
});

describe('settings', () => {
	it('what several instances share lies in PostgreSQL and Redis', () => {
		expect(directus).toMatchObject({
			DB_CLIENT: 'pg',
			REDIS_HOST: 'redis',
			SYNCHRONIZATION_STORE: 'redis',
			CACHE_STORE: 'redis',
			RATE_LIMITER_STORE: 'redis',
			CACHE_ENABLED: 'false',
			WEBSOCKETS_ENABLED: 'false',
		});
	});

	it('cookies travel by HTTPS only, and only the proxy is trusted', () => {
		expect(directus).toMatchObject({
			SESSION_COOKIE_SECURE: 'true',
			REFRESH_TOKEN_COOKIE_SECURE: 'true',
			RATE_LIMITER_ENABLED: 'true',
		});
		expect(directus['PUBLIC_URL']).toMatch(/^https:/);
		const address = z
			.looseObject({ networks: z.object({ front: z.object({ ipv4_address: z.string() }) }) })
			.parse(compose.services['proxy']).networks.front.ipv4_address;
		expect(directus['IP_TRUST_PROXY']).toBe(address);
	});

	it('the versions are those of the checkout', () => {
		const manifest = z
			.object({ dependencies: z.looseObject({ directus: z.string() }) })
			.parse(JSON.parse(read('package.json')));
		expect(compose.services['directus']?.image).toBe(`village-assessment:${manifest.dependencies.directus}`);
		const node = /NODE_VERSION = '([\d.]+)'/.exec(read('ops/toolchain/toolchain.mjs'))?.[1];
		expect(text).toContain(`NODE_VERSION:-${node}}`);
		expect(read('deploy/Dockerfile')).toContain(`ARG NODE_VERSION=${node}\n`);
	});
});
