import type { EndpointExtensionContext } from '@directus/extensions';
import { fileName } from '#domain/contracts/sheets.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { isUuid } from '#domain/uuid.ts';
import type { Download } from '#server/platform/download.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import { batches } from '#server/platform/database.ts';
import { setImmediate } from 'node:timers/promises';
import { loadCards, loadSubject, loadVillages, type Source } from '../workbook/load.ts';
import type { Card, Subject } from '../workbook/model.ts';
import { sourceOf, villageIn } from '../workbook/route.ts';
import type { NamedFile } from '../workbook/workbook.ts';
import { zipOf } from '../workbook/zip.ts';
import { filledForm, openForm, refuseUnknown, type Form } from './form.ts';
import { codesOf, meaningFor } from './placeholders.ts';
import { fileOfForm } from './repository.ts';
import { readStoredFile } from './stored-file.ts';

type Platform = Pick<EndpointExtensionContext, 'database' | 'services' | 'getSchema' | 'env'>;

const TYPES = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
/** Villages whose lines are in memory at once. */
const AT_ONCE = 20;

/**
 * `GET /assessment/assessments/:id/forms/:form[?village=CODE]`: the office's own form filled for every village, as a zip; with `village`
 * the one form. What the asker may see: a clerk gets the own village. 400 malformed, 403, 404 no such assessment, form or village, 422 a
 * placeholder that means nothing in this assessment's rulebook.
 */
export const formHandler =
	(platform: Platform) =>
	async (request: AssessmentRequest): Promise<Download> => {
		const source = await sourceOf(request, platform);
		const subject = await loadSubject(source, request.params['id']);
		const { title, form } = await storedForm(source, request.params['form'] ?? '');
		refuseUnknown(form, codesOf(subject));
		const village = villageIn(request);
		const cards = await loadCards(source, subject.assessment.id, village);
		const [card] = cards;
		const { title: assessment } = subject.assessment;
		if (village === undefined || card === undefined)
			return {
				type: 'application/zip',
				name: fileName([assessment, title, subject.today], 'zip'),
				content: zipOf(filledForms(source, subject, { cards, form })),
			};
		const { lines } = await loadVillages(source, [card]);
		return {
			type: TYPES[form.kind],
			name: fileName([assessment, title, card.village_name], form.kind),
			content: filledForm(form, meaningFor(subject, card, lines.get(card.id) ?? [])),
		};
	};

async function* filledForms(
	source: Source,
	subject: Subject,
	{ cards, form }: { readonly cards: readonly Card[]; readonly form: Form },
): AsyncGenerator<NamedFile> {
	for (const batch of batches(cards, AT_ONCE)) {
		const { lines } = await loadVillages(source, batch);
		for (const card of batch) {
			const bytes = filledForm(form, meaningFor(subject, card, lines.get(card.id) ?? []));
			yield { name: `${card.village.code}-${card.village_name}.${form.kind}`, bytes };
			// Others are answered in between.
			await setImmediate();
		}
	}
}

/** An active one that the asker sees. The file itself is read by the server: it is what everybody's form is made of. */
async function storedForm(source: Source, id: string): Promise<{ readonly title: string; readonly form: Form }> {
	const { services, schema, database, accountability } = source;
	const [row]: { title?: unknown }[] = isUuid(id)
		? await new services.ItemsService('official_forms', { knex: database, schema, accountability }).readByQuery({
				fields: ['title'],
				filter: { _and: [{ id: { _eq: id } }, { active: { _eq: true } }] },
			})
		: [];
	const file = row === undefined ? null : await fileOfForm(database, id);
	if (row === undefined || file === null) throw new DomainError('FORM_NOT_FOUND', { id });
	return { title: String(row.title), form: openForm(await readStoredFile(source, file)) };
}
