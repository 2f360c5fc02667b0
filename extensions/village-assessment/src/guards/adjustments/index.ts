export { adjustments } from './drafts.ts';
export { proposalFiles } from './proposal-files.ts';
export { votesOnRecord } from './votes-on-record.ts';
