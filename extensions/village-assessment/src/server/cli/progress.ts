/** In a log, where no bar can be drawn, how far it is stands on a line of its own every few seconds. */
export const LINES_WITHOUT_TERMINAL = { noTTYOutput: true, notTTYSchedule: 5000 } as const;
