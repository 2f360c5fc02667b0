export const root: string;
export function nodePath(): string;
export function toolEnvironment(base?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
export function run(
	command: string,
	args: readonly string[],
	options?: { env?: NodeJS.ProcessEnv; cwd?: string; inherit?: boolean },
): Promise<string>;
export function fingerprint(paths: readonly string[], extra?: string): string;
export function ensureToolchain(step: (zh: string, en: string) => void): Promise<void>;
