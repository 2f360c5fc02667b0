import { v5 } from 'uuid';

const NAMESPACE = '6f1c2f0e-6a0b-5d0a-9d6e-0c6f5f1d9a10';

/** The id of a seeded row, the same on every installation: `stableId('criteria/HLS-FP/1/2.2')`. */
export const stableId = (name: string): string => v5(name, NAMESPACE);
