import { Refusal } from '../errors.ts';
import type { EvidenceChange } from './change.ts';

/** Who verified and when is written by the server. A form that sends back what it read is not refused. */
const WRITTEN_BY_THE_SERVER: Readonly<Record<string, string>> = { verified_by: '核实人', verified_at: '核实时间' };

export function serverFields({ payload, before }: EvidenceChange): undefined {
	for (const [field, label] of Object.entries(WRITTEN_BY_THE_SERVER)) {
		const given = payload[field];
		if (given === undefined || given === null || String(given) === String(before?.[field] ?? '')) continue;
		throw new Refusal('WRITTEN_BY_THE_SERVER', { field: { 'zh-CN': label, 'en-US': field } });
	}
}
