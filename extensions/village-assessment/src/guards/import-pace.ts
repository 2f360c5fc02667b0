// Directus 11.17's import waits for ever, its transaction open, when all rows of a file are refused before the file is read to
// its end (services/import-export.js registers the queue's drain only then). A refusal during an import therefore takes its time.
import { setImmediate, setTimeout } from 'node:timers/promises';
import { isApplication } from './application.ts';

let running = 0;
let refused = 0;
/** The first refusals wait for the file's end; later ones only let the reader have its turn. */
const PATIENT_REFUSALS = 5;
const PATIENCE_MS = 200;

export function watchImports(app: unknown): void {
	if (!isApplication(app)) return;
	app.use('/utils/import', (request, response, next) => {
		if (request.method === 'POST') {
			running += 1;
			refused = 0;
			response.on('close', () => (running -= 1));
		}
		next();
	});
}

export async function yieldToImport(): Promise<void> {
	if (running === 0) return;
	refused += 1;
	await (refused <= PATIENT_REFUSALS ? setTimeout(PATIENCE_MS) : setImmediate());
}
