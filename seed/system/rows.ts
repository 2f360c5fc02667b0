// Directus's own tables: settings, texts of the screens, how each collection is listed until a user changes it, and who may do what.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Row, RowSet } from '../merge/merge-rows.ts';
import { ASSESSMENT_STATUS_LABELS } from '#domain/assessments/status.ts';
import { ADJUSTMENT_STATUS_LABELS, DECISION_REASON_LABELS, VOTE_LABELS } from '#domain/adjustments/status.ts';
import { EXAMINATION_LABELS, METHOD_NAMES } from '#engine';
import { APPEAL_STATUS_LABELS } from '#domain/appeals/status.ts';
import { ERROR_TEXTS, type ErrorText } from '#domain/errors/catalog.ts';
import { EVIDENCE_STATUS_LABELS } from '#domain/evidence/workflow.ts';
import { RULEBOOK_STATUS_LABELS } from '#domain/rulebooks/workflow.ts';
import { stableId } from '../merge/stable-id.ts';
import { access } from './access.ts';
import { dashboards } from './dashboards.ts';
import { presets } from './presets.ts';
import { officialForms, settings, systemFileRows } from './settings.ts';

const LANGUAGES = ['zh-CN', 'en-US'] as const;
const texts = z.array(z.strictObject({ key: z.string(), 'zh-CN': z.string(), 'en-US': z.string() }));

export const systemRows = async (): Promise<RowSet[]> => [
	systemFileRows,
	settings,
	officialForms,
	await translations(),
	...(await access()),
	await presets(),
	...(await dashboards()),
];

async function translations(): Promise<RowSet> {
	const list = [
		...texts.parse(parse(await readFile(join(import.meta.dirname, 'translations.yaml'), 'utf8'))),
		...choices(),
		...refusalTitles(),
	];
	const row = (key: string, language: (typeof LANGUAGES)[number], value: string): Row => ({
		id: stableId(`translations/${key}/${language}`),
		key,
		language,
		value,
	});
	return {
		table: 'directus_translations',
		primary: 'id',
		rows: [
			...list.flatMap((text) => LANGUAGES.map((language) => row(text.key, language, text[language]))),
			...Object.entries(await platformTexts()).map(([key, value]) => row(key, 'zh-CN', value)),
		],
	};
}

/** What Directus itself does not say in Chinese, by its own keys. */
const platformTexts = async (): Promise<Readonly<Record<string, string>>> =>
	z
		.record(z.string(), z.string())
		.parse(parse(await readFile(join(import.meta.dirname, 'platform-texts.yaml'), 'utf8')));

/** What the lists of the Studio call by the same word as our own pages. */
const CHOICES = {
	adjustment_status: ADJUSTMENT_STATUS_LABELS,
	appeal_status: APPEAL_STATUS_LABELS,
	assessment_status: ASSESSMENT_STATUS_LABELS,
	decision_reason: DECISION_REASON_LABELS,
	evidence_status: EVIDENCE_STATUS_LABELS,
	examination: EXAMINATION_LABELS,
	method: METHOD_NAMES,
	rulebook_status: RULEBOOK_STATUS_LABELS,
	vote: VOTE_LABELS,
} as const;

const choices = (): z.infer<typeof texts> =>
	Object.entries(CHOICES).flatMap(([name, labels]) =>
		Object.entries(labels).map(([value, label]) => ({
			key: `choice_${name}_${value}`,
			'zh-CN': label['zh-CN'],
			'en-US': capitalised(label['en-US'] ?? label['zh-CN']),
		})),
	);

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** What the Studio heads a refusal of ours with, by its status; what is wrong and what to do stands below. */
const REFUSED = {
	400: { 'zh-CN': '填写有误', 'en-US': 'Something is not filled in right' },
	403: { 'zh-CN': '不能办理', 'en-US': 'Not allowed' },
	404: { 'zh-CN': '没有找到', 'en-US': 'Not found' },
	409: { 'zh-CN': '现在不能办理', 'en-US': 'Not possible now' },
	422: { 'zh-CN': '不符合规定', 'en-US': 'Against a rule' },
} as const satisfies Record<ErrorText['status'], object>;

const refusalTitles = (): z.infer<typeof texts> =>
	Object.entries(ERROR_TEXTS).map(([code, { status }]) => ({ key: `errors.${code}`, ...REFUSED[status] }));
