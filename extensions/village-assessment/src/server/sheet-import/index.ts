// What other parts use of the import of sheets.
export { checkSheet } from './check.ts';
export { commitSheet, type CommitContext } from './commit.ts';
export { optionsOf } from './receive.ts';
