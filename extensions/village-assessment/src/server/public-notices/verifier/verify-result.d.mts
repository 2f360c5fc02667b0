/** What does not fit in a published result, in both languages; none when all fits. */
export function problemsOf(
	result: unknown,
	others?: readonly unknown[],
): Promise<readonly { readonly zh: string; readonly en: string }[]>;
