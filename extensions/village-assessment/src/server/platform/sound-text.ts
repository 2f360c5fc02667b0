// A text in which characters were lost cannot be mended once it is stored: it is refused while the original is at hand.
import type { RegisterFunctions } from '@directus/extensions';
import type { Label } from '#engine';
import { isImporting } from './import-under-way.ts';
import { toDirectusError } from './render-error.ts';
import { DomainError } from '#domain/errors/domain-error.ts';

type Problem = Required<Label>;
const bilingual = (chinese: string, english: string): Problem => ({ 'zh-CN': chinese, 'en-US': english });

/** What stands where bytes were no text in the encoding that they were read as; 锟斤拷 is that, read wrongly once more. */
const LOST = /\ufffd|锟斤拷/u;
/** All but tab and line ends; and what is no character at all. */
// eslint-disable-next-line no-control-regex -- it is what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/;

/** Half of a character beyond the first 65,536. */
const HALF = /\p{Cs}/u;

/** null: nothing is wrong with the text. */
export function textDamage(text: string): Problem | null {
	if (LOST.test(text))
		return bilingual(
			'含有乱码（编码不对），请从原文件重新复制或导入',
			'has characters lost by a wrong encoding: copy or import it anew from the original',
		);
	if (CONTROL.test(text) || HALF.test(text))
		return bilingual('含有不能保存的控制字符，请删去', 'has a control character that cannot be kept: take it away');
	return null;
}

/** The first damage in whatever a value holds; walked without recursion, so that nesting cannot break it. */
export function damageIn(value: unknown): Problem | null {
	let level: unknown[] = [value];
	while (level.length > 0) {
		for (const one of level) {
			const damage = typeof one === 'string' ? textDamage(one) : null;
			if (damage !== null) return damage;
		}
		level = level.flatMap((one) =>
			typeof one === 'object' && one !== null && !(one instanceof Date)
				? Array.isArray(one)
					? one
					: Object.entries(one).flat()
				: [],
		);
	}
	return null;
}

/** Of Directus's own collections those that hold what people write. */
const SCOPES = [
	'items',
	'files',
	'folders',
	'users',
	'roles',
	'comments',
	'notifications',
	'presets',
	'dashboards',
	'shares',
	'translations',
	'settings',
];

export function registerSoundTexts({ filter }: RegisterFunctions): void {
	for (const scope of SCOPES) {
		for (const change of ['create', 'update']) {
			filter(`${scope}.${change}`, async (payload, { collection }, { accountability, database }) => {
				if (accountability === null || typeof payload !== 'object' || payload === null) return payload;
				for (const [field, value] of Object.entries(payload)) {
					const problem = damageIn(value);
					if (problem === null) continue;
					const refusal = new DomainError(
						'MALFORMED_VALUE',
						{ field, value: '…', problem },
						{ collection: scope === 'items' ? String(collection) : `directus_${scope}`, field },
					);
					throw isImporting() ? refusal : await toDirectusError(refusal, accountability.user, database);
				}
				return payload;
			});
		}
	}
}
