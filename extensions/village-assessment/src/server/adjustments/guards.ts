export { adjustments } from './guard.ts';
export { proposalFiles } from './file-guard.ts';
export { votesOnRecord } from './votes-guard.ts';
