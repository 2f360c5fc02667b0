// One file on its way: chosen, checked, its columns mapped, imported. What is asked anew makes what was said before void.
import { useApi } from '@directus/extensions-sdk';
import { computed, onUnmounted, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { Imported, ImportOptions, ImportStatus, SheetCheck } from '#domain/contracts/sheet-import.ts';
import { failureOf, type Failure } from '#app/shared/api.ts';
import { keepFile } from '#app/shared/export/keep-file.ts';
import { useTexts } from '#app/shared/texts.ts';
import { formOf, sendSheet, type Progress } from './send-sheet.ts';

export interface SheetImport {
	readonly file: ShallowRef<File | null>;
	readonly status: Ref<ImportStatus>;
	readonly mapping: Ref<Readonly<Record<string, ImportOptions['mapping'][string]>>>;
	readonly check: ShallowRef<SheetCheck | null>;
	readonly done: ShallowRef<Imported | null>;
	readonly failure: ShallowRef<Failure | null>;
	readonly progress: ShallowRef<Progress | null>;
	readonly busy: ComputedRef<boolean>;
	readonly choose: (file: File) => Promise<void>;
	readonly recheck: () => Promise<void>;
	readonly commit: (skipRefused: boolean) => Promise<boolean>;
	readonly cancel: () => void;
	readonly reset: () => void;
	readonly template: () => Promise<void>;
	readonly marked: (only: 'refused' | null) => Promise<void>;
}

const LARGEST = 20 * 1024 * 1024;

export function useSheetImport(assessment: () => string, tooLarge: () => string): SheetImport {
	const api = useApi();
	const { locale } = useTexts({});
	const file: ShallowRef<File | null> = shallowRef(null);
	const status = ref<ImportStatus>('submitted');
	const mapping = ref<Readonly<Record<string, ImportOptions['mapping'][string]>>>({});
	const check: ShallowRef<SheetCheck | null> = shallowRef(null);
	const done: ShallowRef<Imported | null> = shallowRef(null);
	const failure: ShallowRef<Failure | null> = shallowRef(null);
	const progress: ShallowRef<Progress | null> = shallowRef(null);
	let under: AbortController | null = null;

	async function send<T>(what: 'check' | 'commit', more: Partial<ImportOptions>): Promise<T | null> {
		under?.abort();
		const mine = (under = new AbortController());
		if (file.value === null) return null;
		failure.value = null;
		progress.value = { step: 'sending', done: 0, of: 1 };
		try {
			const answer = await sendSheet<T>(api, {
				assessment: assessment(),
				what,
				file: file.value,
				options: { status: status.value, mapping: mapping.value, ...more },
				signal: mine.signal,
				progress: (step) => {
					if (under === mine) progress.value = step;
				},
			});
			return under === mine ? answer : null;
		} catch (error) {
			if (under === mine && !mine.signal.aborted) failure.value = failureOf(error, locale.value);
			return null;
		} finally {
			if (under === mine) progress.value = null;
		}
	}

	async function recheck(): Promise<void> {
		const seen = await send<SheetCheck>('check', {});
		if (seen !== null) check.value = seen;
	}

	async function choose(chosen: File): Promise<void> {
		reset();
		file.value = chosen;
		if (chosen.size > LARGEST) {
			failure.value = failureOf(
				{
					response: { status: 400, data: { errors: [{ extensions: { code: 'FILE_UNREADABLE', told: tooLarge() } }] } },
				},
				locale.value,
			);
			return;
		}
		await recheck();
	}

	async function commit(skipRefused: boolean): Promise<boolean> {
		const answer = await send<Imported>('commit', { token: check.value?.token ?? null, skip_refused: skipRefused });
		done.value = answer;
		if (answer !== null) check.value = null;
		// What has changed in between is shown at once; the refusal stays beside it.
		else if (failure.value?.code === 'IMPORT_CHANGED') {
			const why = failure.value;
			await recheck();
			failure.value ??= why;
		}
		return answer !== null;
	}

	function cancel(): void {
		under?.abort();
		under = null;
		progress.value = null;
	}

	function reset(): void {
		cancel();
		for (const one of [file, check, done, failure]) one.value = null;
		mapping.value = {};
	}

	async function keep(request: Parameters<typeof keepFile>[1]): Promise<void> {
		failure.value = null;
		try {
			await keepFile(api, request);
		} catch (error) {
			failure.value = failureOf(error, locale.value);
		}
	}

	onUnmounted(cancel);
	return {
		file,
		status,
		mapping,
		check,
		done,
		failure,
		progress,
		busy: computed(() => progress.value !== null),
		choose,
		recheck,
		commit,
		cancel,
		reset,
		template: () =>
			keep({ method: 'get', url: `/assessment/assessments/${assessment()}/import/template`, name: 'template.xlsx' }),
		marked: async (only) => {
			if (file.value !== null)
				await keep({
					method: 'post',
					url: `/assessment/assessments/${assessment()}/import/marked`,
					data: formOf(file.value, { status: status.value, mapping: mapping.value, only }),
					name: 'checked.xlsx',
				});
		},
	};
}
