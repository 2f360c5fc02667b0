// The office's own form, .xlsx or .docx: which placeholders it has, and the form filled for a village.
import { DomainError } from '#domain/errors/domain-error.ts';
import { fillDocx, placeholdersOfDocx } from './docx.ts';
import { isPlaceholder, type LocatedPlaceholder, type Meaning } from './placeholders.ts';
import { packed, unpacked, unusable, type FormKind, type Parts } from './package.ts';
import { fillXlsx, placeholdersOfXlsx } from './xlsx.ts';

export interface Form {
	readonly kind: FormKind;
	readonly parts: Readonly<Parts>;
	readonly placeholders: readonly LocatedPlaceholder[];
}

/** Refuses (422) a file that is none, and one without a single placeholder. */
export function openForm(bytes: Uint8Array): Form {
	const { kind, parts } = unpacked(bytes);
	const placeholders = kind === 'xlsx' ? placeholdersOfXlsx(parts) : placeholdersOfDocx(parts);
	if (placeholders.length === 0)
		throw unusable(
			'文件里没有标记。请在要填写的地方写上〔村名〕〔1.1 得分〕〔总分〕等标记。',
			'it has no placeholders. Write 〔村名〕, 〔1.1 得分〕, 〔总分〕 where something is to be filled in.',
		);
	return { kind, parts, placeholders };
}

/** Refuses (422) placeholders that mean nothing, all of them at once, each with its cell or paragraph. */
export function refuseUnknown({ placeholders }: Form, codes: ReadonlySet<string>): void {
	const unknown = placeholders.filter(({ placeholder }) => !isPlaceholder(placeholder, codes));
	if (unknown.length === 0) return;
	const list = (locale: 'zh-CN' | 'en-US'): string =>
		unknown
			.map(({ placeholder, place }) => `〔${placeholder}〕（${place[locale]}）`)
			.join(locale === 'zh-CN' ? '、' : ', ');
	throw new DomainError(
		'FORM_PLACEHOLDERS_UNKNOWN',
		{ count: unknown.length, placeholders: { 'zh-CN': list('zh-CN'), 'en-US': list('en-US') } },
		{ placeholders: unknown },
	);
}

export function filledForm({ kind, parts }: Form, meaning: Meaning): Uint8Array {
	const filled: Parts = { ...parts };
	if (kind === 'xlsx') fillXlsx(filled, meaning);
	else fillDocx(filled, meaning);
	return packed(filled);
}
