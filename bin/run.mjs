// node bin/run.mjs FILE [ARG …]: runs a script of the project on Node 22, dependencies and build included.
import { spawn } from 'node:child_process';
import { ensureToolchain, nodePath, root, toolEnvironment } from '../ops/toolchain/toolchain.mjs';

// Standard output belongs to the script.
await ensureToolchain((zh, en) => console.error(`${zh} · ${en}`));
const child = spawn(nodePath(), process.argv.slice(2), { cwd: root, env: toolEnvironment(), stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
