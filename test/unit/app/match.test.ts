import { describe, expect, it } from 'vitest';
import { matching } from '#app/shared/combobox/match.ts';
import { criterionChoices } from '#app/features/evidence/criteria.ts';
import { official } from '../../support/rulebooks/load.ts';
import { criterionOf } from './criterion.ts';

const criteria = official.rulebook.criteria
	.filter(({ facts }) => facts.length > 0)
	.map(({ code }) => criterionOf(code));
const choices = criterionChoices(criteria, (label) => label['zh-CN']);
const first = (query: string): string | undefined => matching(choices, query)[0]?.code;

describe('a criterion is found', () => {
	it.each(criteria.map(({ code }) => [code]))('%s by its code, with and without dots', (code) => {
		expect(first(code)).toBe(code);
		expect(first(code.replaceAll('.', ''))).toBe(code);
		expect(first(` ${code} `)).toBe(code);
	});

	it.each([
		['满意度', '6.2a'],
		['档案管理员', '1.1'],
		['农村 危改 落实', undefined],
		['危房 台账', '3.5.1'],
	])('by words: %s', (query, code) => {
		expect(first(query)).toBe(code);
	});

	it('the beginning of a code leaves the criteria that begin so, in order', () => {
		expect(matching(choices, '3.1').map(({ code }) => code)).toEqual(['3.1.1', '3.1.2', '3.1.3']);
	});

	it('nothing typed leaves all, nonsense none', () => {
		expect(matching(choices, ' ')).toHaveLength(28);
		expect(matching(choices, 'xyz')).toEqual([]);
	});
});
