import { defineHook } from '@directus/extensions-sdk';
import { enrolNew } from '#server/assessments/enrol.ts';
import { registerAccess } from '#server/access/register.ts';
import { registerCommands } from '#server/cli/index.ts';
import { registerDays } from '#server/platform/directus-11.17/days/register.ts';
import { registerDecisions } from '#server/adjustments/register.ts';
import { registerExports } from '#server/exports/register.ts';
import { registerFiles } from '#server/files/register.ts';
import { registerSoundTexts } from '#server/platform/sound-text.ts';
import { registerImports } from '#server/imports/register.ts';
import { registerGuards } from '#server/write-pipeline/register.ts';
import { registerIncoming } from '#server/write-pipeline/normalise/register.ts';
import { registerNames } from '#server/names/register.ts';
import { registerNotices } from '#server/notifications/register.ts';
import { registerRecompute } from '#server/scoring/register.ts';
import { registerRepeats } from '#server/idempotency/register.ts';
import { registerSearch } from '#server/search/register.ts';
import { registerRenames } from '#server/villages/renamed.ts';

// The platform starts timetables in its commands too, and where a minute turns just then it prints an error of its own.
const isCommand = process.argv.some((argument) => argument.startsWith('assessment:'));

export default defineHook(({ schedule, ...others }, context) => {
	const register = { ...others, schedule: isCommand ? () => undefined : schedule };
	registerDays(register, context);
	registerAccess(register, context);
	registerRepeats(register, context);
	registerFiles(register, context);
	registerIncoming(register);
	registerGuards(register);
	registerSearch(register);
	registerSoundTexts(register);
	registerImports(register, context);
	registerRecompute(register, context, enrolNew);
	registerNames(register, context);
	registerDecisions(register, context);
	registerExports(register, context);
	registerNotices(register, context);
	registerRenames(register);
	registerCommands(register, context);
});
