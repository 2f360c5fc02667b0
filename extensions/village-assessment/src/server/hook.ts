import { defineHook } from '@directus/extensions-sdk';
import { enrolNew } from '#server/assessments/enrol.ts';
import { registerAccess } from '#server/access/register.ts';
import { registerCommands } from '#server/cli/index.ts';
import { registerDays } from '#server/platform/directus-11.17/days/register.ts';
import { registerAdjustments } from '#server/adjustments/register.ts';
import { registerForms } from '#server/exports/forms/register.ts';
import { registerExports } from '#server/exports/register.ts';
import { registerFiles } from '#server/files/register.ts';
import { onceTablesAreThere } from '#server/platform/tables-there.ts';
import { registerSoundTexts } from '#server/platform/sound-text.ts';
import { registerImports } from '#server/imports/register.ts';
import { registerGuards } from '#server/write-pipeline/register.ts';
import { registerNormalisation } from '#server/write-pipeline/normalise/register.ts';
import { registerNames } from '#server/names/register.ts';
import { registerNotifications } from '#server/notifications/register.ts';
import { registerScoring } from '#server/scoring/register.ts';
import { registerIdempotency } from '#server/idempotency/register.ts';
import { registerSearch } from '#server/search/register.ts';
import { registerRenames } from '#server/villages/renamed.ts';

// Directus starts timetables in its commands too, and where a minute turns just then it prints an error of its own.
const isCommand = process.argv.some((argument) => argument.startsWith('assessment:'));

export default defineHook(({ schedule, ...others }, context) => {
	const register = onceTablesAreThere({ ...others, schedule: isCommand ? () => undefined : schedule }, context);
	// Whether days are kept is said with or without the tables.
	registerDays({ ...register, init: others.init }, context);
	registerAccess(register, context);
	registerIdempotency(register, context);
	registerFiles(register, context);
	registerNormalisation(register);
	registerGuards(register);
	registerSearch(register);
	registerSoundTexts(register);
	registerImports(register, context);
	registerScoring(register, context, enrolNew);
	registerNames(register, context);
	registerAdjustments(register, context);
	registerExports(register, context);
	registerForms(register, context);
	registerNotifications(register, context);
	registerRenames(register);
	registerCommands(register, context);
});
