export { takeInstance } from './instance-pool.ts';
export {
	DATABASES,
	startInstance,
	type CommandResult,
	type DatabaseKind,
	type Instance,
	type InstanceOptions,
} from './instance.ts';
export { launchChromium, unpackChromium, type ChromiumFiles } from './browser.ts';
export { poll } from './poll.ts';
export { byShape, recordStatements, type Recorded, type Statement } from './statements.ts';
export { callApi, type Answer, type CallOptions } from './api.ts';
export type { Rest } from './rest.ts';
export { freePort } from './free-port.ts';
export { postgresAt, startPostgres, type Postgres, type PostgresAddress, type RunningPostgres } from './postgres.ts';
export {
	ADMIN_PASSWORD,
	ADMIN_TOKEN,
	prepareDatabase,
	prepareDemo,
	prepareTemplates,
	templates,
	type Templates,
} from './templates.ts';
