// npm start: everything that a fresh checkout needs, then the server. Afterwards only what has changed.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { dataDirectory, demoPasswords, directusEnvironment, generatedPassword } from './environment.mjs';
import { fail, step } from '../say.mjs';
import { ensureToolchain, nodePath, root, run } from '../toolchain/toolchain.mjs';

const directus = join(root, 'node_modules/@directus/api/dist/cli/run.js');

await ensureToolchain(step);
const env = directusEnvironment();
if (!(await isFree()))
	fail(
		`端口 ${env.PORT} 已被占用。请先停止占用它的程序（可能是本系统的另一个实例），或换一个端口：PORT=8056 npm start。`,
		`Port ${env.PORT} is in use. Stop what uses it (perhaps another instance of this system), or choose another: PORT=8056 npm start.`,
	);
mkdirSync(join(dataDirectory(), 'uploads'), { recursive: true });
const hadDemo = demoPasswords() !== null;
await run(nodePath(), [join(root, 'ops/start/prepare-database.ts')], { env, inherit: true }).catch((error) =>
	process.exit(error.exitCode || 1),
);

step('启动服务', 'starting the server');
const server = spawn(nodePath(), [directus, 'start'], { cwd: root, env, stdio: 'inherit' });
let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
	process.on(signal, () => {
		stopping = true;
		server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
	});
}
server.on('error', (error) => fail('服务未能启动。', 'The server could not be started.', error));
server.on('exit', (code) => {
	if (stopping) process.exit(0);
	fail(
		'服务已停止，原因见上方日志；修正后请重新运行 npm start。',
		'The server has stopped; the log above says why. Mend it and run npm start again.',
		{ exitCode: code ?? 1, message: '' },
	);
});

const url = `http://${env.HOST}:${env.PORT}`;
const reachable = `http://${env.HOST === '0.0.0.0' || env.HOST === '::' ? '127.0.0.1' : env.HOST}:${env.PORT}`;
while (server.exitCode === null && !stopping) {
	const answered = await fetch(`${reachable}/server/ping`).then(
		(response) => response.ok,
		() => false,
	);
	if (answered && server.exitCode === null) {
		printAccounts();
		console.log(`ready ${url}`);
		break;
	}
	await new Promise((resolve) => setTimeout(resolve, 200));
}

function isFree() {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', (error) => resolve(error.code !== 'EADDRINUSE'));
		probe.listen(Number(env.PORT), env.HOST, () => probe.close(() => resolve(true)));
	});
}

function printAccounts() {
	console.log(`\n网址 · URL        ${env.PUBLIC_URL}`);
	console.log(`管理员 · admin    ${env.ADMIN_EMAIL}`);
	console.log(`密码 · password   ${passwordNote()}\n`);
	const demo = demoPasswords();
	if (hadDemo || demo === null) return;
	console.log(
		`演示账号 · demo accounts（密码只显示这一次，已保存到 · shown once, kept in ${join(dataDirectory(), 'secrets.json')}）`,
	);
	for (const [email, password] of Object.entries(demo)) console.log(`  ${email.padEnd(22)} ${password}`);
	console.log('');
}

function passwordNote() {
	if (generatedPassword)
		return `${generatedPassword}（只显示这一次，已保存到 · shown once, kept in ${join(dataDirectory(), 'secrets.json')}）`;
	if (process.env.ADMIN_PASSWORD)
		return '首次启动时给定的 ADMIN_PASSWORD · as given by ADMIN_PASSWORD at the first start';
	if (!env.ADMIN_PASSWORD) return '未变，即备份中的密码 · unchanged, as it was in the backup';
	return `见 · see ${join(dataDirectory(), 'secrets.json')}`;
}
