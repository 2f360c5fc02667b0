import type { Database } from './database.ts';

/** Scorecards (s) with their assessments (a). What hangs on a scorecard is joined to it: `.join('appeals as r', 'r.scorecard', 's.id')`. */
export const scorecardsWithAssessments = (database: Database) =>
	database('scorecards as s').join('assessments as a', 'a.id', 's.assessment');
