// Faults of accessibility that axe-core finds on a page: what is serious or critical for somebody who cannot see or use a mouse.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Directus's own frame around our pages, which is not ours to mend. */
const PLATFORM = ['.skip-menu', '.nav-toggle', '.sidebar-toggle'];

/** Within `selector`, once the colours have stopped changing. */
export async function seriousFaults(page: Page, selector: string): Promise<string[]> {
	await page.evaluate(SOURCE);
	return page.evaluate(
		async ({ root, platform }) => {
			await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
			await Promise.allSettled(
				document
					.getAnimations()
					.flatMap((animation) => (animation instanceof CSSTransition ? [animation.finished] : [])),
			);
			const { axe } = globalThis as unknown as {
				axe: {
					run: (
						context: object,
						options: object,
					) => Promise<{
						violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[];
					}>;
				};
			};
			const { violations } = await axe.run(
				{ include: [[root]], exclude: platform.map((one) => [one]) },
				{ resultTypes: ['violations'] },
			);
			return violations
				.filter(({ impact }) => impact === 'serious' || impact === 'critical')
				.flatMap(({ id, nodes }) =>
					nodes
						.slice(0, 5)
						.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary.replaceAll('\n', ' ')}`),
				);
		},
		{ root: selector, platform: PLATFORM },
	);
}
