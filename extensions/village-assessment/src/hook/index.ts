import { defineHook } from '@directus/extensions-sdk';
import { registerAccess } from '../access/register.ts';
import { registerCommands } from '../commands/index.ts';
import { registerDays } from '../days/register.ts';
import { registerDecisions } from '../decisions/register.ts';
import { registerExports } from '../exports/register.ts';
import { registerFiles } from '../files/register.ts';
import { registerSoundTexts } from '../guards/sound-text.ts';
import { registerImports } from '../imports/register.ts';
import { registerGuards } from '../guards/index.ts';
import { registerIncoming } from '../incoming/register.ts';
import { registerNames } from '../names/register.ts';
import { registerNotices } from '../notices/register.ts';
import { registerRecompute } from '../recompute/register.ts';
import { registerRepeats } from '../repeats/register.ts';
import { registerSearch } from '../search/register.ts';
import { registerRenames } from '../villages/renamed.ts';

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
	registerRecompute(register, context);
	registerNames(register, context);
	registerDecisions(register, context);
	registerExports(register, context);
	registerNotices(register, context);
	registerRenames(register);
	registerCommands(register, context);
});
