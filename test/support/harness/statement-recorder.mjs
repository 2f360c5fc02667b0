// node --import statement-recorder.mjs …: writes down each SQL statement of the requests that ask for it by a header, where knex
// emits it. Statements that a request causes after its answer (the drain) are among them.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { appendFileSync } from 'node:fs';
import { Server } from 'node:http';
import { createRequire } from 'node:module';

const { STATEMENTS_FILE: file = '', STATEMENTS_WITH_STACK: withStack = '' } = process.env;
const HEADER = 'x-statements-of';
const FRAMES = 60;
const requests = new AsyncLocalStorage();

const serve = Server.prototype.emit;
Server.prototype.emit = function (event, ...args) {
	const [request] = args;
	const name = event === 'request' ? request.headers[HEADER] : undefined;
	if (name === undefined) return serve.call(this, event, ...args);
	return requests.run(name, () => {
		// What comes with the body later belongs to this request, too.
		request.emit = AsyncResource.bind(request.emit.bind(request));
		return serve.call(this, event, ...args);
	});
};

const knexClient = createRequire(import.meta.url)('knex/lib/client.js');
const tell = knexClient.prototype.emit;
/** A transaction tells its statements to whoever it was begun by, too. */
const told = new WeakSet();
knexClient.prototype.emit = function (event, statement, ...more) {
	const of = event === 'query' ? requests.getStore() : undefined;
	if (of !== undefined && !told.has(statement)) {
		told.add(statement);
		appendFileSync(file, `${JSON.stringify({ of, sql: statement.sql, ...(withStack && { stack: stackNow() }) })}\n`);
	}
	return tell.call(this, event, statement, ...more);
};

function stackNow() {
	const limit = Error.stackTraceLimit;
	Error.stackTraceLimit = FRAMES;
	const { stack = '' } = new Error();
	Error.stackTraceLimit = limit;
	return stack
		.split('\n')
		.slice(2)
		.filter((line) => !line.includes('/knex/') && !line.includes('node:'));
}
