import type { useApi } from '@directus/extensions-sdk';
import type { SheetName } from '#domain/contracts/sheets.ts';
import { keepFile } from './keep-file.ts';

export interface SheetRequest {
	readonly assessment: string;
	readonly collection: SheetName;
	readonly scorecard?: string | undefined;
}

/** Fetches a sheet and hands it to the browser to keep; answers with the name of the file. Throws what axios throws, refusals as JSON. */
export const exportSheet = (
	api: ReturnType<typeof useApi>,
	{ assessment, collection, scorecard }: SheetRequest,
): Promise<string> =>
	keepFile(api, {
		method: 'get',
		url: `/assessment/assessments/${assessment}/export/${collection}`,
		params: { scorecard },
		name: `${collection}.csv`,
	});
