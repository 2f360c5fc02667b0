// A client on one kept-alive connection, as lean as possible, so that what is timed is the server.
import { Agent, request } from 'node:http';

export interface Client {
	readonly get: (path: string) => Promise<unknown>;
	readonly post: (path: string, body: unknown) => Promise<unknown>;
	/** Uploads a CSV file to a collection's import. */
	readonly importCsv: (collection: string, csv: string) => Promise<unknown>;
	readonly close: () => void;
}

interface Body {
	readonly type: string;
	readonly text: string;
}

export async function signIn(port: number, email: string, password: string): Promise<Client> {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	let token = '';
	const send = (method: string, path: string, body?: Body): Promise<unknown> =>
		new Promise((resolve, reject) => {
			const headers = {
				...(token && { authorization: `Bearer ${token}` }),
				...(body && { 'content-type': body.type, 'content-length': Buffer.byteLength(body.text) }),
			};
			const sent = request({ agent, host: '127.0.0.1', port, method, path, headers }, (response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('end', () => {
					const text = Buffer.concat(parts).toString();
					if ((response.statusCode ?? 500) >= 400)
						reject(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 500)}`));
					else resolve(text === '' ? null : JSON.parse(text));
				});
			});
			sent.on('error', reject);
			sent.end(body?.text);
		});
	const post = (path: string, body: unknown): Promise<unknown> =>
		send('POST', path, { type: 'application/json', text: JSON.stringify(body) });
	token = tokenIn(await post('/auth/login', { email, password }));
	return {
		get: (path) => send('GET', path),
		post,
		importCsv: (collection, csv) => send('POST', `/utils/import/${collection}`, multipart(csv)),
		close: () => agent.destroy(),
	};
}

function multipart(csv: string): Body {
	const boundary = 'bench-boundary';
	const head = 'Content-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv';
	return {
		type: `multipart/form-data; boundary=${boundary}`,
		text: `--${boundary}\r\n${head}\r\n\r\n${csv}\r\n--${boundary}--\r\n`,
	};
}

function tokenIn(answer: unknown): string {
	const text = JSON.stringify(answer).match(/"access_token":"([^"]+)"/)?.[1];
	if (text === undefined) throw new Error('The server gave no access token.');
	return text;
}
