// A deadline that is moved makes others late, or no longer late.
import type { WriteEffect } from '#server/platform/guard.ts';
import { judgeAnew } from './submission.ts';

export const assessmentEffects: WriteEffect = {
	collections: ['assessments'],
	afterWrite: async (key, { database, change }) => {
		if (change === 'update') await judgeAnew(database, key);
	},
};
