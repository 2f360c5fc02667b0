// Whether a file is taken, and as what: by its ending and its first bytes.
import type { Label } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';
import { KINDS, type Kind } from '#domain/evidence/file-kinds.ts';

export interface Judged {
	readonly kind: Kind;
	/** With the ending of what it is. */
	readonly name: string;
}

const NOT_TAKEN: Required<Label> = { 'zh-CN': '不收这种文件', 'en-US': 'this kind is not taken' };
const notWhatItSays = (ending: string): Required<Label> => ({
	'zh-CN': `内容不是 ${ending.toUpperCase()} 文件，可能已损坏或被改名`,
	'en-US': `its content is no ${ending.toUpperCase()}: damaged, or renamed`,
});

/** Longer names break the database's column, and no screen shows them whole. */
const LONGEST_NAME = 180;

/** Throws a {@link DomainError} for an empty file, and for what is not taken or is not what its ending says. */
export function judge(given: string, head: Uint8Array): Judged {
	const { base, ending } = partsOf(given);
	if (head.length === 0) throw new DomainError('EMPTY_FILE', { file: shortName(given) });
	const named = KINDS.find(({ endings }) => endings.includes(ending));
	if (named?.is(head)) return { kind: named, name: `${base}.${ending}` };
	// Messengers save a JPEG as .png, and phones pass on photos without an ending.
	const seen =
		KINDS.find((kind) => kind.sure && kind.is(head)) ??
		(ending === '' ? KINDS.find(({ type, is }) => type === 'application/pdf' && is(head)) : undefined);
	if (seen !== undefined && (ending === '' || named?.sure)) return { kind: seen, name: `${base}.${seen.endings[0]}` };
	throw new DomainError('FILE_KIND', {
		file: shortName(given),
		problem: named === undefined ? NOT_TAKEN : notWhatItSays(ending),
	});
}

function partsOf(given: string): { readonly base: string; readonly ending: string } {
	const name = given.split(/[\\/]/).at(-1)?.trim() ?? '';
	const dot = name.lastIndexOf('.');
	const ending = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
	const isEnding = /^[a-z0-9]{1,8}$/.test(ending);
	return {
		base: [...(isEnding ? name.slice(0, dot) : name)].slice(0, LONGEST_NAME).join('') || 'file',
		ending: isEnding ? ending : '',
	};
}

/** Both ends of a long name: the ending is what matters here. */
function shortName(given: string): string {
	const letters = [...(given.split(/[\\/]/).at(-1) ?? given)];
	return letters.length <= 24 ? letters.join('') : `${letters.slice(0, 14).join('')}…${letters.slice(-8).join('')}`;
}
