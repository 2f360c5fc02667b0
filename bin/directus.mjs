// node bin/directus.mjs COMMAND …: a command of the Directus CLI, the assessment commands among them, with the project's settings.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { directusEnvironment } from '../ops/start/environment.mjs';
import { ensureToolchain, nodePath, root } from '../ops/toolchain/toolchain.mjs';

await ensureToolchain((zh, en) => console.error(`${zh} · ${en}`));
// A command serves nobody: the app, which is bundled anew for that at every start, would be half of its time.
const env = { ...directusEnvironment(), LOG_LEVEL: process.env.LOG_LEVEL || 'fatal', SERVE_APP: 'false' };
const child = spawn(nodePath(), [join(root, 'node_modules/@directus/api/dist/cli/run.js'), ...process.argv.slice(2)], {
	cwd: root,
	env,
	stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// A command of ours says how it ended; where none got to speak, e.g. with the database out of reach, it is an error.
let verdict = null;
child.on('message', (message) => (verdict = message.exitCode));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
	const leave = () => process.exit(code === 0 ? 0 : (verdict ?? 2));
	if (child.connected) child.once('disconnect', leave);
	else leave();
});
