/** What a person can mend, in both languages. */
export class BackupError extends Error {
	readonly zh: string;
	readonly en: string;

	constructor(zh: string, en: string, options?: { cause?: unknown }) {
		super(`${zh} · ${en}`, options);
		this.zh = zh;
		this.en = en;
	}
}
