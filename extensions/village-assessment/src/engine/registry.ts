// Generated from the files in methods/ by `npm run types:generate`.
import band from './methods/band.ts';
import checklist from './methods/checklist.ts';
import deduction from './methods/deduction.ts';
import discretionary from './methods/discretionary.ts';
import gate from './methods/gate.ts';
import gatedDeduction from './methods/gated-deduction.ts';
import shortfall from './methods/shortfall.ts';
import tiers from './methods/tiers.ts';
import unallocated from './methods/unallocated.ts';

export const REGISTRY = {
	checklist,
	deduction,
	gate,
	gated_deduction: gatedDeduction,
	shortfall,
	band,
	discretionary,
	unallocated,
	tiers,
} as const;

export type Registry = typeof REGISTRY;
