import { prepareTemplates } from './templates.ts';

/** Vitest's global setup: both databases once per run. */
export default async function setup(): Promise<() => Promise<void>> {
	// Nothing here pulls the plug of the machine: fsync only costs time.
	const { stop } = await prepareTemplates({ fsync: false });
	return stop;
}
