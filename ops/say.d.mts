export function step(zh: string, en: string): void;
export function fail(zh: string, en: string, cause?: unknown): never;
