export * from './types/words.ts';
export * from './types/params.ts';
export * from './types/rule.ts';
export * from './criterion-rule.ts';
export * from './types/known.ts';
export * from './types/fact.ts';
export * from './types/reasons.ts';
export * from './types/result.ts';
