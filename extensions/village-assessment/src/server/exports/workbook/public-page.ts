/** Where anybody may check the published result without an account. null: it is not final, or the server has no address of its own. */
export function publicPageOf(
	{ id, status }: { readonly id: string; readonly status: string },
	env: Readonly<Record<string, unknown>>,
): string | null {
	const address = typeof env['PUBLIC_URL'] === 'string' ? env['PUBLIC_URL'].replace(/\/+$/, '') : '';
	return status === 'final' && /^https?:\/\//.test(address) ? `${address}/assessment/public/${id}` : null;
}
