export function dataDirectory(): string;
export function directusEnvironment(options?: { readonly newAccount?: boolean }): NodeJS.ProcessEnv;
export function keepDemoPasswords(passwords: Readonly<Record<string, string>>): void;
export function demoPasswords(): Readonly<Record<string, string>> | null;
export function quickStart(env?: NodeJS.ProcessEnv): {
	readonly NODE_COMPILE_CACHE: string;
	readonly NODE_OPTIONS: string;
};
