// node leashed.mjs {command, args, uid, remove}: runs a program that is not Node's. When our standard input closes (whoever
// started us is done, or gone), ends it and removes its directory.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const { command, args, uid, remove } = JSON.parse(process.argv[2]);
const child = spawn(command, args, {
	stdio: ['ignore', 'inherit', 'inherit'],
	...(uid === null ? {} : { uid, gid: uid }),
});
let released = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.stdin.resume();
process.stdin.on('close', () => {
	released = true;
	// To PostgreSQL SIGINT means: roll back what is open, and stop.
	child.kill('SIGINT');
});
child.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
child.on('exit', (code) => {
	if (released) rmSync(remove, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
	process.exit(released ? 0 : (code ?? 1));
});
