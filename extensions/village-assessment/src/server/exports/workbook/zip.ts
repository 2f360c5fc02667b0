import { Zip, ZipPassThrough } from 'fflate';
import { fileName } from '#domain/contracts/sheets.ts';
import type { NamedFile } from './workbook.ts';

/** A zip as it grows: each file is handed on before the next is made. They are packed themselves, so they are only put together. */
export async function* zipOf(files: AsyncIterable<NamedFile>): AsyncGenerator<Uint8Array> {
	const waiting: Uint8Array[] = [];
	const zip = new Zip((error, chunk) => {
		if (error) throw error;
		waiting.push(chunk);
	});
	const taken = new Set<string>();
	for await (const { name, bytes } of files) {
		const entry = new ZipPassThrough(free(name, taken));
		zip.add(entry);
		entry.push(bytes, true);
		yield* waiting.splice(0);
	}
	zip.end();
	yield* waiting.splice(0);
}

function free(name: string, taken: Set<string>): string {
	const dot = name.lastIndexOf('.');
	const [base, ending] = [name.slice(0, dot), name.slice(dot + 1)];
	for (let count = 1; ; count += 1) {
		const one = fileName([base, ...(count === 1 ? [] : [String(count)])], ending);
		if (taken.has(one)) continue;
		taken.add(one);
		return one;
	}
}
