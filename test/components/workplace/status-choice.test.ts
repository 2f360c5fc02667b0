// As what a fact is saved is what the form shows.
import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import StatusChoice from '#app/features/evidence/record/status-choice.vue';
import type { EntryStatus } from '#app/features/evidence/record/entry.ts';
import { i18n } from '../support.ts';

const show = (modelValue: EntryStatus, waiver: boolean) =>
	mount(StatusChoice, { props: { modelValue, waiver }, global: { plugins: [i18n()] } });
const checked = (shown: ReturnType<typeof show>): string[] =>
	shown.findAll('label.chosen').map((label) => label.find('span').text());

it('what is asked for is chosen', () => {
	expect(checked(show('verified', false))[0]).toContain('已核实');
	expect(checked(show('draft', false))[0]).toContain('草稿');
});

it('of a waiver it is that it is handed in: its author cannot verify it', async () => {
	const shown = show('verified', true);
	expect(checked(shown)[0]).toContain('已提交');
	expect(shown.find('input[value="verified"]').attributes('disabled')).toBeDefined();
	expect(checked(show('draft', true))[0]).toContain('草稿');
	// What was asked for holds again for the next fact.
	await shown.setProps({ waiver: false });
	expect(checked(shown)[0]).toContain('已核实');
});
