// While a file is being imported, what guards refuse is collected and told for the whole file.
import { AsyncLocalStorage } from 'node:async_hooks';

const imports = new AsyncLocalStorage<true>();

export const duringImport = <T>(work: () => Promise<T>): Promise<T> => imports.run(true, work);
export const isImporting = (): boolean => imports.getStore() === true;
