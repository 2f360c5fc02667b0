// What a column holds, as the two drivers give it back: it is read through dateText, parsed (database.ts), `new Date` or `Boolean`.
export type StoredDay = Date | string | number;
export type StoredMoment = Date | string | number;
export type StoredBoolean = boolean | number;
export type StoredJson = unknown;
