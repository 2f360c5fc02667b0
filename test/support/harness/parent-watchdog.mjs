// node --import parent-watchdog.mjs …: a server that ends when its standard input closes, that is, when whoever started it is gone.
process.stdin.resume();
process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL'));
process.stdin.unref?.();
