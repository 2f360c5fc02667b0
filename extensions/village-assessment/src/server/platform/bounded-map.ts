// What a guard saw of a row that is gone, or written otherwise, when its write is settled.
import { LRUCache } from 'lru-cache';

const REMEMBERED = 10_000;

/** Keeps the latest; a write that was refused in between leaves nothing for ever. */
export const boundedMap = <T extends NonNullable<unknown>>(): LRUCache<string, T> => new LRUCache({ max: REMEMBERED });
