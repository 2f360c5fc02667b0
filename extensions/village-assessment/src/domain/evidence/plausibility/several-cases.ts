// 张三、李四 or 张三等3户 as the name of one case, which counts once.
import type { FactSpec } from '#engine';
import { numberOfCases, splitNames } from './names-in-a-case.ts';
import type { Alternative, PlausibilityWarning, Stated } from './types.ts';

export function severalCases(spec: FactSpec, { case_ref: name, value }: Stated): PlausibilityWarning | null {
	if (spec.kind !== 'cases' || typeof name !== 'string' || name.trim() === '' || value === 0 || value === '0')
		return null;
	const names = splitNames(name);
	const counted = numberOfCases(name, spec.unit?.['zh-CN'] ?? '');
	if (names.length < 2 && counted === null) return null;
	const number = typeof counted === 'number' && counted > names.length ? counted : null;
	const unit = { 'zh-CN': spec.unit?.['zh-CN'] ?? '例', 'en-US': spec.unit?.['en-US'] ?? 'case' };
	const instead: Alternative[] = [
		...(names.length < 2
			? []
			: [
					{
						label: {
							'zh-CN': `分成 ${names.length} 条：${names.join('、')}`,
							'en-US': `Make them ${names.length}: ${names.join(', ')}`,
						},
						value: '1',
						cases: names,
					},
				]),
		...(number === null
			? []
			: [
					{
						label: {
							'zh-CN': `按 ${number} ${unit['zh-CN']}登记（名字移入说明）`,
							'en-US': `Count ${number}, with the names in the note`,
						},
						value: String(number),
						cases: [],
					},
				]),
	];
	return {
		code: 'several_cases',
		field: 'case_ref',
		text: {
			'zh-CN': `“${name.trim()}”是 1 ${unit['zh-CN']}，还是多${unit['zh-CN']}？写明对象的只按 1 ${unit['zh-CN']}计；是多${unit['zh-CN']}的，请逐一登记。`,
			'en-US': `Is “${name.trim()}” one case or several? A named case counts once; several are recorded one by one.`,
		},
		meant: { 'zh-CN': `就是 1 ${unit['zh-CN']}`, 'en-US': 'It is one' },
		instead,
	};
}
