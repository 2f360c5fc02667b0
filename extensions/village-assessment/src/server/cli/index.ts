// assessment:verify, assessment:recompute, assessment:import and assessment:workbook: commands that work beside a running server.
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import { readDecimalsAsNumbers } from '#server/platform/database.ts';
import { importCommand } from './import.ts';
import { recomputeCommand } from './recompute.ts';
import { verifyCommand } from './verify.ts';
import { workbookCommand } from './workbook.ts';

/** The part of commander's Command that is used; Directus hands it over untyped. */
interface Program {
	command(name: string): Program;
	description(text: string): Program;
	argument(name: string, text: string): Program;
	option(flags: string, text: string): Program;
	exitOverride(end: (error: { readonly exitCode: number }) => void): Program;
	/** With the arguments first, then the options. */
	action(run: (...given: Record<string, unknown>[]) => Promise<void>): Program;
}

const isProgram = (value: unknown): value is Program =>
	typeof value === 'object' && value !== null && 'command' in value && typeof value.command === 'function';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function registerCommands({ init }: RegisterFunctions, context: HookExtensionContext): void {
	const { database } = context;
	init('cli.before', ({ program }) => {
		if (!isProgram(program)) return;
		readDecimalsAsNumbers(database);
		program
			.command('assessment:verify')
			.description('核对一次考核的全部得分 · derive every stored score of an assessment anew and compare')
			.option('--assessment <id>', '考核的 id（必填） · the id of the assessment (required)')
			.exitOverride(misused)
			.option('--json', '以 JSON 输出 · print the result as JSON')
			.action(async ({ assessment, json } = {}) =>
				end(
					await verifyCommand(database, {
						assessment: typeof assessment === 'string' ? assessment : '',
						json: json === true,
					}),
				),
			);
		program
			.command('assessment:recompute')
			.description('重新计算得分 · recompute stored scores')
			.exitOverride(misused)
			.option('--assessment <id>', '只重算这一次考核 · only this assessment')
			.action(async ({ assessment } = {}) =>
				end(await recomputeCommand(database, typeof assessment === 'string' ? { assessment } : {})),
			);
		program
			.command('assessment:import')
			.description('检查或导入材料表格 · check a sheet of evidence, or import it')
			.argument('<file>', '.xlsx、.xls 或 .csv 文件 · the file')
			.exitOverride(misused)
			.option('--assessment <id>', '考核的 id（必填） · the id of the assessment (required)')
			.option('--as <email>', '以谁的名义（必填） · in whose name (required)')
			.option('--status <status>', '新材料登记为 draft、submitted（默认）或 verified · what new items are')
			.option('--skip-refused', '不导入有误的行 · leave the refused rows out')
			.option('--commit', '写入；不加则只检查 · write; without it the sheet is only checked')
			.action(async (file, options = {}) =>
				end(
					await importCommand(context, {
						file: text(file),
						assessment: text(options['assessment']),
						as: text(options['as']),
						status: text(options['status']) || 'submitted',
						commit: options['commit'] === true,
						skipRefused: options['skipRefused'] === true,
					}),
				),
			);
		program
			.command('assessment:workbook')
			.description('导出一次考核的工作簿 · write the workbook of an assessment')
			.exitOverride(misused)
			.option('--assessment <id>', '考核的 id（必填） · the id of the assessment (required)')
			.option('--village <code>', '只要这一个村（社区） · only this village, by its code')
			.option(
				'--out <file>',
				'写到这个文件：.xlsx、.zip（每村一个文件）或 .pdf · where to: .xlsx, .zip (a file a village) or .pdf',
			)
			.option('--pdf', '生成 PDF，需要 LibreOffice · as PDF, which takes LibreOffice')
			.action(async ({ assessment, village, out, pdf } = {}) =>
				end(
					await workbookCommand(context, {
						assessment: text(assessment),
						village: text(village) || undefined,
						out: text(out) || undefined,
						pdf: pdf === true,
					}),
				),
			);
	});
}

/** Exit at once, with what was printed flushed: the CLI holds connections that would keep the process alive. */
function end(exitCode: number): void {
	const leave = (): void => void process.stdout.write('', () => process.exit(exitCode));
	if (process.send) process.send({ exitCode }, undefined, undefined, leave);
	else leave();
}

/** Exit code 1 means differences; a wrong call is an error. */
const misused = ({ exitCode }: { readonly exitCode: number }): void => process.exit(exitCode === 0 ? 0 : 2);
