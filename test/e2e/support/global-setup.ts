import { join } from 'node:path';
import { prepareDemo, prepareTemplates, unpackChromium } from '../../support/harness/index.ts';
import { handDown, isPrepared } from './prepared.ts';

/** Once per run: the demo's data directory to start from, and a browser. */
export default async function setup(): Promise<() => Promise<void>> {
	const { templates, stop } = await prepareTemplates({ fsync: false });
	if (isPrepared()) return stop;
	const [demo, chromium] = await Promise.all([
		prepareDemo(templates),
		unpackChromium(join(templates.directory, 'chromium')),
	]);
	handDown({ demo, chromium });
	return stop;
}
