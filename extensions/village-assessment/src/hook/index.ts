import { defineHook } from '@directus/extensions-sdk';
import { registerAccess } from '../access/register.ts';
import { registerCommands } from '../commands/index.ts';
import { registerDecisions } from '../decisions/register.ts';
import { registerExports } from '../exports/register.ts';
import { registerGuards } from '../guards/index.ts';
import { registerNotices } from '../notices/register.ts';
import { registerRecompute } from '../recompute/register.ts';

export default defineHook((register, context) => {
	registerAccess(register, context);
	registerGuards(register);
	registerRecompute(register, context);
	registerDecisions(register, context);
	registerExports(register, context);
	registerNotices(register, context);
	registerCommands(register, context);
});
