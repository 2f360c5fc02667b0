// Runs a program to its end.
import { execa } from 'execa';

export interface CommandResult {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Never rejects for what the program answers. `env`: all that it gets. */
export async function runCommand(
	file: string,
	args: readonly string[],
	{ env, cwd }: { readonly env: NodeJS.ProcessEnv; readonly cwd: string },
): Promise<CommandResult> {
	const { exitCode, stdout, stderr } = await execa(file, args, {
		env,
		extendEnv: false,
		cwd,
		reject: false,
		stripFinalNewline: false,
	});
	return { code: exitCode ?? -1, stdout, stderr };
}
